"""Notices that nobody told a person of yet: neither by mail, nor in a digest, and unread in Brink."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Case, Q, When

from access.models import User
from following.models import Follow
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from notices.muting import Muted

Mail = Notice.Mail
Reason = Notice.Reason

# By then a mail that was marked would have been sent, unless its worker died.
ON_THE_WAY = timedelta(hours=1)
# So far back; older ones are thrown away as well.
LOOKS_BACK = timedelta(days=31)
MOST = 200
# The strongest first; the others come after, in any order.
BY_STRENGTH = (Reason.ANSWERED, Reason.ASKED, Reason.NAMED, Reason.KEEPER, Reason.HELPED)
# Of these the stream tells as well.
IN_STREAM = (Reason.FOLLOWS,)


def waiting_for(receiver: User, muted: Muted, until: datetime) -> list[Notice]:
    """Return the notices made before `until` of which nobody told `receiver`, about what they may see.

    What could not be mailed comes first, then what is most meant for them. One query.
    """
    may_come = Q(mail__in=(Mail.NONE, Mail.LOST, Mail.LEFT)) | Q(
        mail=Mail.MARKED, mail_marked_at__lt=until - ON_THE_WAY
    )
    notices = Notice.objects.visible_to(receiver).filter(
        may_come,
        receiver=receiver,
        digest=None,
        read_at=None,
        made_at__lt=until,
        made_at__gte=until - LOOKS_BACK,
    )
    follows = Follow.objects.filter(follower=receiver)
    stopped = Q(reason=Reason.FOLLOWS) & ~Q(source__in=follows.values("source"))
    return in_order(notices.exclude(muted.notices).exclude(stopped))


def told_in(digest_id: int, receiver: User) -> list[Notice]:
    """Return the notices of a digest of the past, as far as `receiver` may see now what they are about."""
    return in_order(Notice.objects.visible_to(receiver).filter(receiver=receiver, digest=digest_id))


def in_order(notices: NoticeQuerySet) -> list[Notice]:
    """Return notices in the order in which a digest tells of them."""
    late_first = Case(When(mail=Mail.NONE, then=1), default=0)
    rows = notices.select_related("event", "source").order_by(late_first, "-made_at", "-pk")
    return sorted(rows[:MOST], key=_place)


def to_tell(notices: Sequence[Notice], since: datetime) -> list[Notice]:
    """Return which of `notices` a digest tells by themselves, where the stream since then does not."""
    return [
        notice
        for notice in notices
        if notice.reason not in IN_STREAM
        or notice.mail != Mail.NONE
        or notice.event.thing_id is None
        or notice.event.happened_at <= since
    ]


def _place(notice: Notice) -> tuple[bool, int]:
    is_late = notice.mail != Mail.NONE
    strength = BY_STRENGTH.index(Reason(notice.reason)) if notice.reason in BY_STRENGTH else len(BY_STRENGTH)
    return not is_late, strength
