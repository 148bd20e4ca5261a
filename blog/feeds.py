"""Blogs and podcasts for an app; a podcast app fetches the sound by the same personal key."""

import mimetypes
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.xmlutils import SimplerXMLGenerator

from access.models import User
from blog.models import Blog, BlogIndexPage, BlogPost, Episode, Podcast, PodcastIndexPage
from content.feeds import ITEM_COUNT, Asked, Channel, FeedKind, Item, Part, moment_of, register_feed
from content.models import ContentPage, IndexPage

BLOGS, PODCASTS = "blogs", "podcasts"


class PodcastRss(Rss201rev2Feed):
    """RSS with what podcast apps ask for. It is of one person, so no directory may list it."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:block", "Yes")
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:summary", self.feed["description"])
        if self.feed["makers"]:
            handler.addQuickElement("itunes:author", self.feed["makers"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # Any: as Django's class has it.
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", str(item["seconds"]))
        handler.addQuickElement("itunes:summary", item["description"])
        if item["number"]:
            handler.addQuickElement("itunes:episode", str(item["number"]))


def blog_channel(asked: Asked) -> Channel | None:
    """Return the newest posts: of one blog, or of all in the language of the person."""
    place = _place(asked, Blog, BlogIndexPage)
    if place is None:
        return None
    posts: Any = BlogPost.objects.descendant_of(place).live().visible_to(asked.user)
    return Channel(
        title=place.title,
        text=getattr(place, "summary", "") or gettext("What leaders and teams write, in your language."),
        address=asked.absolute(place.get_url(asked.request)),
        language=place.locale.language_code,
        items=[
            Item(
                key=f"blog-{post.pk}",
                title=post.title,
                address=asked.absolute(post.get_url(asked.request)),
                text="\n".join(filter(None, [post.summary, post.question])),
                published_at=moment_of(post.published_on, post.first_published_at),
                author=post.author.byline if post.author else "",
            )
            for post in posts.newest_first().for_list()[:ITEM_COUNT]
        ],
    )


def podcast_channel(asked: Asked) -> Channel | None:
    """Return the newest episodes: of one podcast, or of all in the language of the person."""
    place = _place(asked, Podcast, PodcastIndexPage)
    if place is None:
        return None
    episodes: Any = Episode.objects.descendant_of(place).live().visible_to(asked.user)
    episodes = episodes.exclude(audio=None).newest_first().for_list()[:ITEM_COUNT]
    hosts = place.hosts.select_related("person") if isinstance(place, Podcast) else []
    return Channel(
        title=place.title,
        text=getattr(place, "summary", "") or gettext("New episodes, with sound, for your podcast app."),
        address=asked.absolute(place.get_url(asked.request)),
        language=place.locale.language_code,
        items=[_episode_item(episode, asked) for episode in episodes],
        more={"makers": ", ".join(host.person.name for host in hosts)},
    )


def _episode_item(episode: Episode, asked: Asked) -> Item:
    audio = episode.audio
    # The feed holds those with sound alone.
    assert audio is not None
    path = reverse("blog:episode-sound", args=[asked.word, episode.pk, audio.filename])
    return Item(
        key=f"episode-{episode.pk}",
        title=episode.title,
        address=asked.absolute(episode.get_url(asked.request)),
        text=episode.summary,
        published_at=moment_of(episode.published_on, episode.first_published_at),
        enclosure=Enclosure(
            url=asked.absolute(path),
            length=str(audio.byte_count or audio.file.size),
            mime_type=mimetypes.guess_type(audio.filename)[0] or "audio/mpeg",
        ),
        more={"seconds": round(audio.duration), "number": episode.number},
    )


def _place(asked: Asked, one: type[ContentPage], index: type[IndexPage]) -> Any:  # Any: Wagtail has no types
    """Return the blog or podcast that was asked, or the list of all, as far as the person may see it."""
    pages: Any = (index if asked.part is None else one).objects.live().visible_to(asked.user)
    pages = pages.select_related("locale")
    if asked.part is not None:
        return pages.filter(pk=asked.part).first()
    return pages.filter(locale__language_code=asked.language).order_by("path").first()


def _parts(model: type[ContentPage], user: User) -> list[Part]:
    pages: Any = model.objects.live().visible_to(user).order_by("title", "pk")
    found = pages.values_list("title", "pk", "locale__language_code")
    return [Part(title, pk, language) for title, pk, language in found]


def blog_parts(user: User) -> list[Part]:
    return [Part(_("All blogs")), *_parts(Blog, user)]


def podcast_parts(user: User) -> list[Part]:
    return [Part(_("All podcasts")), *_parts(Podcast, user)]


register_feed(
    FeedKind(
        name=BLOGS,
        title=_("Blogs"),
        about=_("What leaders and teams write, in your language."),
        channel=blog_channel,
        parts=blog_parts,
    )
)
register_feed(
    FeedKind(
        name=PODCASTS,
        title=_("Podcasts"),
        about=_("New episodes, with sound, for your podcast app."),
        channel=podcast_channel,
        parts=podcast_parts,
        generator=PodcastRss,
    )
)
