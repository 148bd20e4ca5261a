"""How long the words of a removed comment stay."""

from datetime import datetime

from dialogue.models import KeptWords


def purge_words(now: datetime) -> int:
    """Throw away what nobody can appeal for any more, and return how many texts that were.

    An appeal that waits for its answer keeps the words until then.
    """
    over = KeptWords.objects.filter(until__lte=now)
    waiting = over.filter(decision__appeal__isnull=False, decision__appeal__answer=None)
    number, _by_model = over.exclude(pk__in=waiting.values("pk")).delete()
    return number
