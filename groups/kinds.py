"""What posts of a kind have besides words: a part of the form they are written in, and one of their screen.

A room registers its parts in its `apps.py`:

    register_form_part(Post.Kind.EVENT, EventFormPart())
    register_screen_part(Post.Kind.EVENT, EventScreenPart())
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from django.forms import Form
from django.http import QueryDict

from access.models import User
from groups.models import Group, Post


class FormPart(Protocol):
    """What is asked of a post of one kind, between its title and its text."""

    @property
    def template(self) -> str:
        """Draws the form, which it gets as `part`, within the form of the post; no `<form>` and no button."""

    def form(self, *, group: Group, post: Post | None, data: QueryDict | None) -> Form:
        """Return the form: for a new post or for `post`, open or as it was sent."""

    def save(self, *, post: Post, form: Any, editor: User, now: datetime) -> None:  # Any: of the form above
        """Keep what was answered, in the transaction that makes or changes the post; `form` is valid."""


class ScreenPart(Protocol):
    """What the screen of a post of one kind, and its line in lists, show besides words.

    A template that is empty draws nothing. Each gets `post`, what `shown` returns of it as `part`, `standing`
    of the reader in the group, and `csrf_token`.
    """

    @property
    def template(self) -> str:
        """Draws below the words of the post on its own screen."""

    @property
    def aside(self) -> str:
        """Draws on top of the column beside it."""

    @property
    def line(self) -> str:
        """Draws below the title in lists."""

    def shown(self, posts: Collection[Post], viewer: User) -> dict[int, Any]:  # Any: what its templates need
        """Return {key: what there is to show} of those posts that have it, in a fixed number of queries.

        There may be posts of every kind, and none of this one. This asks no visibility: hand it what the
        reader may see.
        """


_forms: dict[str, FormPart] = {}
_screens: dict[str, ScreenPart] = {}


def register_form_part(kind: Post.Kind, part: FormPart) -> None:
    """Ask this of posts of `kind` too; who registers again replaces it."""
    _forms[kind] = part


def register_screen_part(kind: Post.Kind, part: ScreenPart) -> None:
    """Show this of posts of `kind` too; who registers again replaces it."""
    _screens[kind] = part


def form_part_of(kind: str) -> FormPart | None:
    """Return what is asked of posts of `kind` besides words."""
    return _forms.get(kind)


def screen_part_of(kind: str) -> ScreenPart | None:
    """Return what is shown of posts of `kind` besides words."""
    return _screens.get(kind)


def kinds_to_write() -> list[Post.Kind]:
    """Return the kinds of posts that can be written, in the order in which they are offered."""
    needs_part = {Post.Kind.EVENT, Post.Kind.POLL}
    return [kind for kind in Post.Kind if kind not in needs_part or kind in _forms]


def parts_of(posts: Collection[Post], viewer: User) -> dict[int, Any]:  # Any: as `shown` returns it
    """Return {key: what its kind shows of it} of a list of posts.

    Each kind is asked, also where none of its posts is there: a list costs as much whatever stands in it.
    """
    found: dict[int, Any] = {}
    for part in _screens.values():
        found |= part.shown(posts, viewer)
    return found


def part_of(post: Post, viewer: User) -> Any:  # Any: as above
    """Return what the kind of `post` shows of it; nothing where it shows nothing besides words."""
    part = screen_part_of(post.kind)
    return part.shown([post], viewer).get(post.pk) if part is not None else None
