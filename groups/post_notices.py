"""Telling authors what others do with their posts: that hosts decide on an idea, that a post is moved."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from access.models import User
from groups.models import Idea, Post
from groups.talking import name_of
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller


class PostTeller:
    """Something about a post, told to its author unless `concerned` says otherwise."""

    name: str

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        authors = Post.objects.filter(opening=event.comment_id, author__isnull=False)
        return dict.fromkeys(authors.values_list("author_id", flat=True), Notice.Reason.AUTHOR)

    def sentence(self, event: Event) -> str:
        raise NotImplementedError

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        by_opening: dict[int | None, list[int]] = {}
        for event in events:
            by_opening.setdefault(event.comment_id, []).append(event.pk)
        posts = Post.objects.visible_to(viewer).standing().filter(opening__in=by_opening)
        return {
            pk: Subject(
                title=name_of(post),
                language=post.language if post.title else "",
                text=self.text(post),
                address=post.get_absolute_url(),
            )
            for post in posts.select_related("group", "idea")
            for pk in by_opening[post.opening_id]
        }

    def text(self, post: Post) -> str:
        """Return a few words besides the title."""
        return ""


class IdeaTeller(PostTeller):
    """That the hosts decided on an idea."""

    name = "idea"

    def sentence(self, event: Event) -> str:
        return _("%(who)s decided on your idea: %(what)s")

    def text(self, post: Post) -> str:
        return post.idea.reason if hasattr(post, "idea") else ""


class MoveTeller(PostTeller):
    """That a post was moved."""

    name = "moved"

    def sentence(self, event: Event) -> str:
        return _("%(who)s moved your post to a group where it fits better: %(what)s")


def note_decided(idea: Idea, *, host: User, now: datetime) -> None:
    """Note that a host decided on an idea."""
    _note(IdeaTeller.name, idea.post, Event.Kind.ANSWER, actor=host, now=now)


def note_moved(post: Post, *, mover: User, now: datetime) -> None:
    """Note that somebody took a post to another group."""
    _note(MoveTeller.name, post, Event.Kind.TALK, actor=mover, now=now)


def _note(name: str, post: Post, kind: Event.Kind, *, actor: User, now: datetime) -> None:
    note(
        kind=kind,
        key=f"{name}:{post.pk}:{now:%Y%m%d%H%M%S%f}",
        happened_at=now,
        scope_id=post.scope_id,
        page_id=None,
        actor_id=actor.pk,
        comment=post.words,
    )


def register() -> None:
    """Let notices tell of these."""
    register_teller(IdeaTeller())
    register_teller(MoveTeller())
