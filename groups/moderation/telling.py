"""Telling hosts that something was reported in their group: not who reported it, nor what it said."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import User
from dialogue.models import CommentReport
from dialogue.moderation.turns import register_first_turn
from dialogue.numbers import number_in
from dialogue.signals import comment_reported
from groups.models import Group, Membership, Post
from groups.moderation.deciding import deciders_of, hosts_go_first_until
from notices.concerned import number_of
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller


@receiver(comment_reported)
def tell_hosts(report: CommentReport, **kwargs: Any) -> None:  # Any: what a signal brings along
    """Let hosts know of the first report about a comment; more of them change nothing."""
    comment = report.comment
    post = (
        _posts([comment.object_pk]).get(comment.object_pk) if _is_in_group(comment.content_type_id) else None
    )
    first = comment.reports.open().order_by("reported_at", "pk").first()
    if post is None or first is None:
        return
    note(
        kind=Event.Kind.HOSTING,
        # The same for all that are open together.
        key=f"reported:{comment.pk}:{first.pk}",
        happened_at=first.reported_at,
        scope_id=post.scope_id,
        page_id=None,
        comment=comment,
    )


class ReportTeller:
    """Tells hosts where to look."""

    name = "reported"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        comment = event.comment
        post = _posts([comment.object_pk]).get(comment.object_pk) if comment is not None else None
        if comment is None or post is None:
            return {}
        users = deciders_of(post.group_id, comment).values_list("person__user", flat=True)
        return {user: Notice.Reason.HOST for user in users if user is not None}

    def sentence(self, event: Event) -> str:
        return _("Something was reported in %(what)s: its hosts look first")

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        keys = {event.pk: event.comment.object_pk for event in events if event.comment is not None}
        posts = _posts(keys.values())
        numbers = {event.pk: number_of(event) for event in events}
        hosted = set(Membership.objects.of_user(viewer).hosts().values_list("group", flat=True))
        return {
            pk: _subject(posts[key].group, numbers[pk])
            for pk, key in keys.items()
            if key in posts and posts[key].group_id in hosted
        }


def _subject(group: Group, number: int) -> Subject:
    address = reverse("groups:moderation-case", args=[group.slug, number])
    return Subject(group.name, group.language, address=address, is_open=False)


def _posts(keys: Iterable[str]) -> dict[str, Post]:
    posts = Post.objects.select_related("group").filter(pk__in=[number_in(key) for key in keys])
    return {str(post.pk): post for post in posts}


def _is_in_group(content_type_id: int) -> bool:
    return content_type_id == ContentType.objects.get_for_model(Post).pk


def register() -> None:
    """Let hosts see first what is reported in their group, and hear of it."""
    register_first_turn(Post, hosts_go_first_until)
    register_teller(ReportTeller())
