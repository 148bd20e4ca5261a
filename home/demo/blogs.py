"""The blogs of Lindewaard: who writes on them, what came of it, and their posts."""

from functools import partial

from blog.models import Blog, BlogChange, BlogCowriter, BlogDelegate, BlogIndexPage, BlogPost
from directory.models import Unit
from home.demo.pages import PageLoader, Values, index_of, page_of
from home.demo.writing import Writer
from home.demo.written import Written, read_all

OUTCOMES = {
    "done": BlogChange.Outcome.DONE,
    "under_way": BlogChange.Outcome.UNDER_WAY,
    "failed": BlogChange.Outcome.NOT,
}


def load_blogs(pages: PageLoader) -> None:
    """Make the blogs and posts that are missing."""
    blogs = {written["nl"]["slug"]: written for written in read_all("blogs")}
    for written in blogs.values():
        pages.load(Blog, written, partial(index_of, BlogIndexPage), partial(_of_blog, pages))
    for written in read_all("posts"):
        pages.load(BlogPost, written, partial(page_of, blogs[written["blog"]]))


def _of_blog(pages: PageLoader, written: Written, writer: Writer) -> Values:
    return {
        "unit": Unit.objects.get(slug=written["unit"]) if "unit" in written else None,
        "reply_days": written.get("reply_days"),
        "delegates": [BlogDelegate(person=pages.people[name]) for name in written.get("delegates", ())],
        "cowriters": [BlogCowriter(person=pages.people[name]) for name in written.get("cowriters", ())],
        "changes": [_change(pages, change, writer) for change in written.get("changes", ())],
    }


def _change(pages: PageLoader, written: Written, writer: Writer) -> BlogChange:
    text = written[writer.language]
    return BlogChange(
        what=text["what"],
        outcome=OUTCOMES[written["outcome"]],
        asked_by=pages.people[written["asked_by"]],
        asked_by_others=text.get("others", ""),
        on=pages.days.worked(written["ago"]),
    )
