from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from knowledge.models import KnowledgeIndexPage
from search.engines.answers import PAGE_SIZE
from search.kinds import KINDS
from search.lessons.searching import learn_from
from search.queries import MAX_PAGES, Filters, Results, query
from search.words import MAX_LENGTH, clean, words_of


@dataclass(frozen=True)
class Tab:
    """A kind of thing to look at alone, with how many of it were found."""

    label: Promise
    address: str
    count: int
    is_current: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found for `q`, of one `kind` or of all; a text too long to be a search is sent back."""
    text = clean(request.GET.get("q", ""))
    is_too_long = len(text) > MAX_LENGTH
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    results = Results()
    if not is_too_long:
        results = query(request.user, text, Filters(kind), _page_number(request.GET.get("page", "")))
        learn_from(request, text, results, is_limited=bool(kind))
    context = {
        "asked": text,
        "has_words": bool(words_of(text)),
        "is_too_long": is_too_long,
        "max_length": MAX_LENGTH,
        "results": results,
        "is_simple": results.engine != "elasticsearch" and not results.is_fallback,
        "kind": KINDS.get(kind),
        "tabs": _tabs(text, kind, results),
        "people_address": _address(text, "person"),
        # The hits are drawn from the results; this only counts the pages.
        "page_obj": Paginator(range(min(results.total, MAX_PAGES * PAGE_SIZE)), PAGE_SIZE).page(results.page),
        "query": _query_string(text, kind),
    }
    if not results.hits:
        context["shelf"] = _shelf(request)
    return render(request, "search/search.html", context, status=400 if is_too_long else 200)


def _page_number(asked: str) -> int:
    """Return the page that was asked; what is no number is the first one."""
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 1


def _tabs(text: str, kind: str, results: Results) -> list[Tab]:
    """Return a tab for each kind of which something was found, and for the one that is looked at."""
    everything = Tab(_("All"), _address(text, ""), sum(results.kinds.values()), not kind)
    return [everything] + [
        Tab(each.plural, _address(text, name), results.kinds.get(name, 0), name == kind)
        for name, each in KINDS.items()
        if name == kind or results.kinds.get(name)
    ]


def _query_string(text: str, kind: str) -> str:
    return urlencode({"q": text, **({"kind": kind} if kind else {})})


def _address(text: str, kind: str) -> str:
    return f"?{_query_string(text, kind)}"


def _shelf(request: HttpRequest) -> Page | None:
    """Return where procedures can be browsed, in the reader's language if there is one."""
    shelves = KnowledgeIndexPage.objects.live().visible_to(request.user).select_related("locale")
    return min(shelves, key=lambda page: page.locale.language_code != request.LANGUAGE_CODE, default=None)
