"""What each person chose about notices."""

from datetime import datetime

from django.db import transaction

from access.models import User
from notices.digests.moments import next_digest_at
from notices.digests.planning import hours_around
from notices.models import Preference

# What a person chooses; the other columns are kept by Brink itself.
CHOICES = frozenset(
    {
        "site_level",
        "mail_level",
        "budget",
        "quiet_from",
        "quiet_until",
        "is_quiet_when_free",
        "digest_rhythm",
        "digest_weekday",
        "digest_at",
    }
)
_OF_THE_DIGEST = frozenset({"digest_rhythm", "digest_weekday", "digest_at"})


def preference_of(user: User) -> Preference:
    """Return what `user` chose; the defaults, in a row that is not stored, where they chose nothing."""
    try:
        return user.notice_preference
    except Preference.DoesNotExist:
        return Preference(user=user)


@transaction.atomic
def choose(*, user: User, now: datetime, **values: object) -> Preference:
    """Keep what `user` chose, and leave what is not named as it was.

    The moment of the next digest moves along. Raises ValidationError for a value that cannot be chosen, and
    TypeError for a name that is no choice.
    """
    if unknown := values.keys() - CHOICES:
        raise TypeError(f"Nobody chooses {', '.join(sorted(unknown))}.")
    Preference.objects.get_or_create(user=user)
    kept = Preference.objects.select_for_update().get(user=user)
    changed = [name for name, value in values.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, values[name])
    kept.full_clean(exclude=["user"])
    if _OF_THE_DIGEST & set(changed):
        hours = hours_around([user.pk], now)[user.pk]
        kept.next_digest_at = next_digest_at(kept, hours, now)
    kept.save()
    user.notice_preference = kept
    return kept


def try_address_again(*, user: User) -> None:
    """Mail to the address of `user` again, although the mail server refused it before."""
    kept = preference_of(user)
    kept.refused_address, kept.refused_at = "", None
    Preference.objects.filter(user=user).update(refused_address="", refused_at=None)
