"""That an answer also helped somebody who had not asked."""

from datetime import datetime

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services.refusals import CommentGone, YourOwnComment
from dialogue.services.sight import lock_in_sight
from groups.models import HelpedToo


@transaction.atomic
def say_helped_too(*, reader: User, answer: BrinkComment, now: datetime) -> BrinkComment:
    """Return the answer, of which `reader` says that it helped; saying so again changes nothing.

    Raises OutOfSight, CommentGone or YourOwnComment.
    """
    answer, _target = lock_in_sight(reader, answer)
    if not answer.stands:
        raise CommentGone
    if answer.user_id == reader.pk:
        raise YourOwnComment
    HelpedToo.objects.get_or_create(answer=answer, reader=reader, defaults={"said_at": now})
    return answer


@transaction.atomic
def take_help_back(*, reader: User, answer: BrinkComment) -> BrinkComment:
    """Return the answer, of which `reader` no longer says that it helped. Raises OutOfSight."""
    answer, _target = lock_in_sight(reader, answer)
    HelpedToo.objects.filter(answer=answer, reader=reader).delete()
    return answer
