from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.asking import reader_of
from knowledge.models import KnowledgeIndexPage
from search.engines.answers import PAGE_SIZE
from search.filters import Filters, filters_in
from search.lessons.searching import learn_from
from search.queries import MAX_PAGES, Results, query
from search.recent import remember_search
from search.tabs import TABS
from search.words import MAX_LENGTH, clean, words_of


@dataclass(frozen=True)
class TabLink:
    """Things to look at alone, with how many of them were found."""

    label: Promise
    address: str
    count: int
    is_current: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found for `q` within the chosen limits; a text too long to be a search is sent back."""
    text = clean(request.GET.get("q", ""))
    is_too_long = len(text) > MAX_LENGTH
    filters = filters_in(request.GET)
    results = Results()
    if not is_too_long:
        results = query(request.user, text, filters, _page_number(request.GET.get("page", "")))
        learn_from(request, text, results, is_limited=filters != Filters(sort=filters.sort))
        remember_search(user=reader_of(request), text=text, now=timezone.now())
    context = {
        "asked": text,
        "has_words": bool(words_of(text)),
        "is_too_long": is_too_long,
        "max_length": MAX_LENGTH,
        "results": results,
        "is_simple": results.engine != "elasticsearch" and not results.is_fallback,
        "tab": TABS.get(filters.tab),
        "tabs": _tabs(text, filters, results),
        "people_address": _address(text, "people"),
        # The hits are drawn from the results; this only counts the pages.
        "page_obj": Paginator(range(min(results.total, MAX_PAGES * PAGE_SIZE)), PAGE_SIZE).page(results.page),
        "query": _query_string(text, filters.tab),
    }
    if not results.hits:
        context["shelf"] = _shelf(request)
    return render(request, "search/search.html", context, status=400 if is_too_long else 200)


def _page_number(asked: str) -> int:
    """Return the page that was asked; what is no number is the first one."""
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 1


def _tabs(text: str, filters: Filters, results: Results) -> list[TabLink]:
    """Return a link for each tab on which something was found, and for the one that is looked at."""
    everything = TabLink(_("All"), _address(text, ""), sum(results.kinds.values()), not filters.tab)
    return [everything] + [
        TabLink(tab.label, _address(text, name), results.tabs[name], name == filters.tab)
        for name, tab in TABS.items()
        if name == filters.tab or results.tabs[name]
    ]


def _query_string(text: str, tab: str) -> str:
    return urlencode({"q": text, **({"tab": tab} if tab else {})})


def _address(text: str, tab: str) -> str:
    return f"?{_query_string(text, tab)}"


def _shelf(request: HttpRequest) -> Page | None:
    """Return where procedures can be browsed, in the reader's language if there is one."""
    shelves = KnowledgeIndexPage.objects.live().visible_to(request.user).select_related("locale")
    return min(shelves, key=lambda page: page.locale.language_code != request.LANGUAGE_CODE, default=None)
