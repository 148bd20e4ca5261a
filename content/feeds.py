"""Feeds by personal address: what a person may see, for an app in which nobody can sign in.

A room registers a kind of feed when it is ready and makes its channel with `visible_to(asked.user)`; whose
the address is, whether it still works and how it is written stands here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.functional import Promise

from access.models import User
from content.days import midnight

# As many as an app keeps; older items are on the screen.
ITEM_COUNT = 50
# XML cannot hold them, however they came into a title.
CONTROL_CHARACTERS = {code: " " for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF)}


@dataclass(frozen=True)
class Asked:
    """Who asks for a feed, by which key, and for which part of it, if not for all."""

    user: User
    word: str
    request: HttpRequest
    part: int | None = None

    @property
    def language(self) -> str:
        """The language in which the person reads."""
        return self.user.language or str(settings.LANGUAGE_CODE)

    def absolute(self, path: str) -> str:
        """Return the whole address of a path or page here."""
        return self.request.build_absolute_uri(path)


@dataclass(frozen=True)
class Item:
    """One thing in a feed. `more` holds what only this kind of feed writes. Any: values of every kind."""

    key: str
    title: str
    address: str
    text: str
    published_at: datetime
    author: str = ""
    enclosure: Enclosure | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Channel:
    """A feed: what it is called, where it is read on screen, and its newest items."""

    title: str
    text: str
    address: str
    language: str
    items: list[Item]
    more: dict[str, Any] = field(default_factory=dict)  # Any: as above


@dataclass(frozen=True)
class Document:
    """A feed that is no RSS, written as its room writes it."""

    content: bytes
    content_type: str


@dataclass(frozen=True)
class Part:
    """What has an address of its own, such as one podcast; without a number it is all of a kind."""

    title: str | Promise
    number: int | None = None
    # Of its title, where that is a page's own.
    language: str = ""


@dataclass(frozen=True)
class FeedKind:
    """A kind of feed. `channel` returns None where `asked.user` may see no such part."""

    name: str
    title: Promise
    about: Promise
    channel: Callable[[Asked], Channel | Document | None]
    parts: Callable[[User], list[Part]]
    generator: type[Rss201rev2Feed] = Rss201rev2Feed


_kinds: dict[str, FeedKind] = {}


def register_feed(kind: FeedKind) -> FeedKind:
    """Let people follow something in an app of their own; called once, when the room is ready."""
    _kinds[kind.name] = kind
    return kind


def known_feeds() -> list[FeedKind]:
    """Return the kinds of feeds in the order in which their rooms came."""
    return list(_kinds.values())


def feed_kind(name: str) -> FeedKind | None:
    """Return the kind of that name, if there is one."""
    return _kinds.get(name)


def feed_path(name: str, word: str, part: int | None = None) -> str:
    """Return where the app of whoever has the key `word` reads."""
    if part is None:
        return reverse("content:feed", args=[word, name])
    return reverse("content:feed-part", args=[word, name, part])


def written(kind: FeedKind, channel: Channel, address: str) -> bytes:
    """Return the feed as RSS, readable at the absolute `address`."""
    feed = kind.generator(
        title=_clean(channel.title),
        link=channel.address,
        description=_clean(channel.text),
        language=channel.language,
        feed_url=address,
        **channel.more,
    )
    for item in channel.items:
        feed.add_item(
            title=_clean(item.title),
            link=item.address,
            description=_clean(item.text),
            unique_id=item.key,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            author_name=_clean(item.author) or None,
            enclosures=[item.enclosure] if item.enclosure else [],
            **item.more,
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def address_of_list(asked: Asked, model: Any) -> str:
    """Return where the whole list is read on screen, in the language of the person.

    The front page where they may not see it. Any: a page type of Wagtail's, which have no types.
    """
    lists = model.objects.live().visible_to(asked.user).filter(locale__language_code=asked.language)
    page = lists.order_by("path").first()
    return asked.absolute(page.get_url(asked.request) if page else "/")


def moment_of(day: date | None, published_at: datetime | None) -> datetime:
    """Return when something came out: the moment itself if it is on the day that readers see."""
    if published_at is not None and day in (None, timezone.localdate(published_at)):
        return published_at
    # A feed wants a day of everything; what has none must not look new.
    return midnight(day or date(2000, 1, 1))


def _clean(text: str) -> str:
    return text.translate(CONTROL_CHARACTERS)
