"""Telling hosts, and nobody else, of a newcomer to whom nobody has replied in a working day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.hosting.newcomers import LOOKED_AFTER_FOR
from groups.models import FirstPost, Membership, Post
from groups.post_notices import PostTeller
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import register_teller


class NewcomerTeller(PostTeller):
    """That the first post of a newcomer waits for a reply."""

    name = "newcomer"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        post = Post.objects.filter(opening=event.comment_id).first()
        if post is None:
            return {}
        hosts = Membership.objects.hosts().filter(group=post.group_id, person__user__isnull=False)
        return dict.fromkeys(hosts.values_list("person__user", flat=True), Notice.Reason.HOST)

    def sentence(self, event: Event) -> str:
        return _("Nobody has replied yet to a newcomer in your group: %(what)s")


def tell_hosts(now: datetime) -> int:
    """Note each first post that waited for a working day, and return how many: twice does no harm."""
    since = now - LOOKED_AFTER_FOR
    waiting = FirstPost.objects.filter(replied_at=None, told_at=None, due_at__lte=now, due_at__gt=since)
    count = 0
    for pk in list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)):
        count += _tell(pk, now)
    return count


@transaction.atomic
def _tell(pk: int, now: datetime) -> bool:
    first = FirstPost.objects.select_for_update(of=("self",)).filter(pk=pk, told_at=None).first()
    if first is None or first.replied_at is not None:
        return False
    post = Post.objects.select_related("opening").get(pk=pk)
    first.told_at = now
    first.save(update_fields=["told_at"])
    if post.stands:
        note(
            kind=Event.Kind.HOSTING,
            key=f"{NewcomerTeller.name}:{pk}",
            happened_at=now,
            scope_id=post.scope_id,
            page_id=None,
            comment=post.opening,
        )
    return bool(post.stands)


def register() -> None:
    """Let notices tell of newcomers."""
    register_teller(NewcomerTeller())
