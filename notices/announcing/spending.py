"""What an organisation allows itself to send to many in a month, and what of it is left."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from wagtail.models import Site

from directory.accounts import accounts_here
from notices.interruptions import midnight_before
from notices.models import Announcement, SendingLimit


@dataclass(frozen=True)
class Spending:
    """Messages to one employee each: how many a month allows, and how many went out in it."""

    allowed: int
    spent: int

    @property
    def left(self) -> int:
        return max(0, self.allowed - self.spent)

    def covers(self, receiver_count: int) -> bool:
        """Tell whether a message to so many stays within it."""
        return self.spent + receiver_count <= self.allowed


def hold_limit() -> SendingLimit:
    """Return the limit, and let nobody else send until the transaction ends."""
    site = Site.objects.get(is_default_site=True)
    SendingLimit.objects.get_or_create(site=site)
    held: SendingLimit = SendingLimit.objects.select_for_update().get(site=site)
    return held


def spending_of_month(now: datetime) -> Spending:
    """Return what is allowed and spent in the month of `now`; three queries."""
    limit = SendingLimit.objects.filter(site__is_default_site=True).first() or SendingLimit()
    employees = accounts_here().count()
    begin = midnight_before(now).replace(day=1)
    sent = Announcement.objects.filter(sent_at__gte=begin).aggregate(spent=Sum("receiver_count"))
    return Spending(allowed=limit.each_month * employees, spent=sent["spent"] or 0)
