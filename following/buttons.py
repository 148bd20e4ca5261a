"""The button that follows something, and says so once it does."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from access.models import User
from access.scopes import Viewer
from content.models import ContentPage
from directory.models import Person, Subject
from directory.panels import ProfilePanel, register_act
from following.follows import follows_it
from following.source_kinds.sections import is_section
from following.sources import Place


@dataclass(frozen=True)
class FollowButton:
    """What can be followed, as its screen names it, and whether the reader does."""

    kind: str
    object_id: int
    title: str
    language: str
    is_followed: bool

    @property
    def named(self) -> SafeString:
        """The title, in its language, to stand within a sentence."""
        if not self.language:
            return format_html("{}", self.title)
        return format_html('<span lang="{}">{}</span>', self.language, self.title)


def button_for(thing: Person | Subject | Page, reader: Viewer) -> FollowButton | None:
    """Return the button on the screen of `thing`, which `reader` sees; one query.

    None where there is nothing to follow: a draft, yourself, and what has ended unless it is followed.
    """
    if not isinstance(reader, User) or thing.pk is None:
        return None
    if isinstance(thing, Person):
        named, is_over = ("person", thing.name, ""), thing.left_on is not None or thing.user_id == reader.pk
    elif isinstance(thing, Subject):
        named, is_over = ("subject", str(thing), thing.language), False
    else:
        kind = "section" if is_section(thing) else "page"
        named, is_over = (kind, thing.title, thing.locale.language_code), _has_ended(thing)
    kind, title, language = named
    is_followed = follows_it(reader, kind, thing.pk)
    return None if is_over and not is_followed else FollowButton(kind, thing.pk, title, language, is_followed)


def button_of(kind: str, object_id: int, place: Place, *, is_followed: bool) -> FollowButton:
    """Return the button of a source that stands at `place`."""
    return FollowButton(kind, object_id, place.title, place.language, is_followed)


@register_act
def follow_act(thing: Person | Subject, viewer: Viewer) -> ProfilePanel | None:
    """Let who looks at a colleague or a subject follow it."""
    button = button_for(thing, viewer)
    return ProfilePanel("following/act.html", {"button": button}) if button else None


def _has_ended(page: Page) -> bool:
    if not page.live:
        return True
    return isinstance(page, ContentPage) and page.has_ended(timezone.localdate())
