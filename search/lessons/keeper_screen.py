"""For whoever looks after a page and does not work in the admin: what searches say of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from access.models import User
from content.reading import visible_pages
from search.kinds import can_be_found, key_of
from search.lessons.heard import heard_of


@require_safe
def heard_by_keeper(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show it to who looks after the page and may see it; for anyone else it is not there."""
    reader = reader_of(request)
    page = get_object_or_404(visible_pages(reader), pk=page_id).specific
    if not looks_after(reader, page):
        raise Http404
    context = {"page": page, "heard": heard_of(key_of(page))}
    return render(request, "search/lessons/heard.html", context)


def looks_after(reader: User, page: Any) -> bool:
    """Tell whether `reader` is the keeper or the deputy of `page`. Any: Wagtail's pages have no types."""
    # A page that is shown has read both already; the reader's own profile it has not.
    who = (page.keeper, page.deputy) if can_be_found(type(page)) else ()
    return any(person is not None and person.user_id == reader.pk for person in who)
