"""What of a person stands in blogs and podcasts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces
from blog.models import Blog, BlogPost, Episode, Podcast
from content.traces import hand_over, page_trace


def remove_posts(rows: Rows, traced: Traced) -> None:
    """Delete what the person wrote alone; what others wrote with them, or placed, stays without the name."""
    alone = list(rows.filter(author=traced.person_id, written_with=None).values_list("pk", flat=True))
    for post in Page.objects.filter(pk__in=alone):
        post.delete()
    # That a page was deleted stays in the log of the admin; what it was called said what it was about.
    PageLogEntry.objects.filter(page__in=alone).update(label="", data={})
    hand_over(rows, traced)


def named(model: str, person: str, title: Promise, *tells: str, erasing: Erasing) -> Trace:
    """Return the place of rows that name somebody beside a page."""
    return Trace(
        model=f"blog.{model}", kind=Kind.PAGES, erasing=erasing, person=(person,), title=title, tells=tells
    )


STAYS, GOES = Erasing.ANONYMISE, Erasing.DELETE
TRACES = [
    page_trace(Blog),
    page_trace(
        BlogPost,
        "author",
        "written_with",
        "placed_by",
        remove=remove_posts,
        removing=Erasing.DELETE,
        title=_("blog posts, as writer or owner"),
    ),
    page_trace(Podcast),
    page_trace(Episode),
    named("BlogCowriter", "person", _("writing for blogs"), "blog", erasing=GOES),
    named("BlogDelegate", "person", _("answering for blogs"), "blog", erasing=GOES),
    named("BlogChange", "asked_by", _("changes asked for on a blog"), "what", "outcome", erasing=STAYS),
    named("EpisodeGuest", "person", _("speaking in episodes"), "episode", "role", erasing=STAYS),
    named("PodcastHost", "person", _("hosting podcasts"), "podcast", erasing=GOES),
]


def register() -> None:
    """Let what this room keeps be found."""
    register_traces(TRACES)
    register_impersonal(
        "blog.BlogChange", "asked_by_others", because="A name in a page: its writer can take it out."
    )
