"""What programs can ask: search, and suggestions while someone types."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.views.decorators.csrf import csrf_exempt
from ninja import Query, Schema
from pydantic import Field

from search.api.answers import SearchAnswer, SuggestAnswer, search_answer, suggest_answer
from search.api.door import Problem, api, problem
from search.filters import BEST, NEWEST, PERIODS, Filters
from search.kinds import KINDS
from search.queries import MAX_PAGES, query
from search.suggesting import suggest
from search.tabs import TABS
from search.words import MAX_LENGTH, clean

Text = Annotated[str, Query(description="What to search, in plain words.", max_length=MAX_LENGTH)]
Page = Annotated[int, Query(ge=1, le=MAX_PAGES, description="From 1; past the end is the last one.")]
LARGEST = 2**63 - 1


def one_of(values: Iterable[str], description: str) -> Any:  # Any: a field of pydantic
    """Return a parameter that takes one of `values`, or nothing."""
    return Field("", description=description, pattern=rf"^({'|'.join(values)})?$")


class Limits(Schema):
    """What limits an answer; the values of `unit` and `subject` stand in its facets."""

    tab: str = one_of(TABS, "Kinds that belong together.")
    kind: str = one_of(KINDS, "One kind of thing alone; goes before `tab`.")
    since: str = one_of(PERIODS, "What is from the past week, month or year.")
    unit: int | None = Field(None, ge=1, le=LARGEST, description="A unit, with all below it.")
    subject: int | None = Field(None, ge=1, le=LARGEST)
    language: str = one_of(dict(settings.LANGUAGES), "What is written in this language.")
    checked: bool = Field(False, description="What was checked in the past year alone.")
    sort: str = one_of((BEST, NEWEST), "The best first, or the newest.")

    @property
    def filters(self) -> Filters:
        """The same for the door to search."""
        return Filters(
            tab=self.tab,
            kind=self.kind,
            since=self.since,
            unit=self.unit,
            subject=self.subject,
            language=self.language,
            is_checked=self.checked,
            sort=self.sort or BEST,
        )


PROBLEMS = {401: Problem, 422: Problem, 429: Problem}


@api.get(
    "/search", response={200: SearchAnswer, **PROBLEMS}, summary="Search", url_name="search", tags=["search"]
)
def search(request: HttpRequest, q: Text, limits: Query[Limits], page: Page = 1) -> SearchAnswer:
    """Return what is found, ten things a page."""
    text = clean(q)
    results = query(request.user, text, limits.filters, page)

    def page_address(number: int) -> str:
        asked = {"q": text, **limits.model_dump(exclude_defaults=True), "page": number}
        return f"{reverse('api:search')}?{urlencode(asked)}"

    return search_answer(text, results, request.build_absolute_uri, page_address)


@api.get(
    "/suggest",
    response={200: SuggestAnswer, **PROBLEMS},
    summary="Suggest while someone types",
    url_name="suggest",
    tags=["search"],
)
def suggestions(request: HttpRequest, q: Text) -> SuggestAnswer:
    """Return what may be meant by what was typed so far."""
    text = clean(q)
    return suggest_answer(text, suggest(request.user, text), request.build_absolute_uri)


# A program has a token instead of a session, so there is no cookie that another site could use.
@login_not_required
@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Say in the words of a program that there is nothing at this address."""
    return problem(404, "There is nothing here. What there is stands in /api/v1/openapi.json.")


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the API; the door checks who comes, where a session opens nothing."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            pattern.callback = login_not_required(pattern.callback)
    return [path("api/v1/", (patterns, app_name, namespace)), re_path(r"^api/", nothing_here)]
