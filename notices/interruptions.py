"""What disturbed a person: the mails about notices, outside the digest."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from access.models import User
from notices.models import Notice
from notices.telling import Told, told

LOOKS_BACK = timedelta(days=7)
MOST_SHOWN = 100


def mailed_today(receiver: User, now: datetime) -> int:
    """Return about how many notices `receiver` was mailed since midnight."""
    return Notice.objects.filter(receiver=receiver, mail_marked_at__gte=midnight_before(now)).count()


def discs_of(used_count: int, budget: int) -> list[bool]:
    """Return a disc for each mail that a day allows, and had on top of that: whether it is used."""
    return [number < used_count for number in range(max(budget, used_count))]


def midnight_before(now: datetime) -> datetime:
    """Return when the day of `now` began, where the organisation is."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    return datetime.combine(local.date(), time.min, local.tzinfo)


def interruptions_of(receiver: User, now: datetime) -> list[Told]:
    """Return the notices of the last seven days that were mailed to `receiver`, the latest first.

    Only those about what they may still see; the number of queries is fixed.
    """
    mailed = Notice.objects.visible_to(receiver).filter(
        receiver=receiver,
        mail_marked_at__gte=now - LOOKS_BACK,
        mail__in=(Notice.Mail.MARKED, Notice.Mail.SENT),
    )
    return told(mailed.order_by("-mail_marked_at", "-pk")[:MOST_SHOWN], receiver)
