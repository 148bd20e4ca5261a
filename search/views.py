from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.asking import reader_of
from knowledge.models import KnowledgeIndexPage
from search.addresses import address_of, query_of
from search.engines.answers import PAGE_SIZE
from search.filters import Filters, filters_in
from search.lessons.searching import learn_from
from search.narrowing import chips_of, narrowers_of, sorts_of, tabs_of, unlimited
from search.nothing_found import ways_on
from search.queries import MAX_PAGES, Results, query
from search.recent import remember_search
from search.tabs import TABS
from search.words import MAX_LENGTH, clean, words_of


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
    has_words = bool(words_of(text))
    context: dict[str, Any] = {  # Any: what a template shows
        "asked": text,
        "has_words": has_words,
        "is_too_long": is_too_long,
        "max_length": MAX_LENGTH,
        "results": results,
        "is_simple": results.engine != "elasticsearch" and not results.is_fallback,
        "tab": TABS.get(filters.tab),
        "here": request.get_full_path(),
        # The hits are drawn from the results; this only counts the pages.
        "page_obj": Paginator(range(min(results.total, MAX_PAGES * PAGE_SIZE)), PAGE_SIZE).page(results.page),
    }
    if has_words and not is_too_long:
        context |= _limits(text, filters, results)
    if not results.hits:
        context["shelf"] = _shelf(request)
        if has_words and not is_too_long:
            context["ways_on"] = ways_on(request.user, text, filters, today=timezone.localdate())
    return render(request, "search/search.html", context, status=400 if is_too_long else 200)


def _limits(text: str, filters: Filters, results: Results) -> dict[str, Any]:  # Any: as above
    """Return what limits the answer, and the addresses of other limits."""
    return {
        "tabs": tabs_of(text, filters, results),
        "chips": chips_of(text, filters, results),
        "without_chips": address_of(text, unlimited(filters)),
        "narrowers": narrowers_of(text, filters, results),
        "sorts": sorts_of(text, filters),
        "people_address": address_of(text, Filters(tab="people")),
        "query": query_of(text, filters),
    }


def _page_number(asked: str) -> int:
    """Return the page that was asked; what is no number is the first one."""
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 1


def _shelf(request: HttpRequest) -> Page | None:
    """Return where procedures can be browsed, in the reader's language if there is one."""
    shelves = KnowledgeIndexPage.objects.live().visible_to(request.user).select_related("locale")
    return min(shelves, key=lambda page: page.locale.language_code != request.LANGUAGE_CODE, default=None)
