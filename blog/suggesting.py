"""Which blogs are suggested to follow: those of who leads you, and of your unit."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from access.models import User
from blog.models import Blog
from directory.models import Person
from following.suggesting import Suggestion, register_suggestions
from following.suggestions import MOST_FOUND, leaders_of, one_version_of_each


def suggest_blogs(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest the blogs of the reader's leaders, the nearest first, and those of their own unit."""
    if person is None:
        return
    leaders = leaders_of(person)
    nearest = list(leaders)
    # Any: Wagtail's managers have no types.
    blogs: Any = one_version_of_each(Blog.objects.live().visible_to(reader))
    kept = blogs.filter(keeper__in=nearest, keeper__left_on=None).order_by("pk")[:MOST_FOUND]
    for blog in sorted(kept, key=lambda blog: nearest.index(blog.keeper_id)):
        unit = leaders[blog.keeper_id]
        reason = _("Blog of who leads %(unit)s") % {"unit": unit} if unit else _("Blog of your manager")
        yield Suggestion("section", blog.pk, reason)
    if person.unit_id is not None:
        for blog in blogs.filter(unit=person.unit_id).order_by("pk")[:MOST_FOUND]:
            yield Suggestion("section", blog.pk, _("Blog of your unit"))


def register() -> None:
    """Suggest these before who leads you."""
    register_suggestions(suggest_blogs, order=10)
