"""What programs get: words without marks beside words with them, and whole addresses."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import TypeAlias

from django.utils.html import strip_tags
from ninja import Schema
from pydantic import Field

from directory.models import Subject
from directory.visibility import ShownPerson
from search.hits import Hit, Knower
from search.queries import Results
from search.suggesting import Suggestions

# Makes a path of ours a whole address.
Whole: TypeAlias = Callable[[str], str]


class Colleague(Schema):
    """Someone who works here, as the asker may see them."""

    name: str
    url: str
    job_title: str
    unit: str


class Found(Schema):
    """A thing that was found."""

    kind: str = Field(description="Such as procedure, news, person, question or group.")
    kind_label: str = Field(description="The kind in the language of Accept-Language.")
    title: str
    title_html: str = Field(description="The title as HTML, with found words in <mark>.")
    passage: str = Field(description="Where the words stand, or what the thing is about.")
    passage_html: str
    url: str = Field(description="Opens at the passage.")
    language: str
    published_on: date | None
    checked_on: date | None
    review_due_on: date | None
    ends_on: date | None
    has_ended: bool
    is_overdue: bool = Field(description="It should have been checked again by now.")
    keeper: Colleague | None
    person: Colleague | None = Field(description="Of a colleague who was found.")


class Choice(Schema):
    """A value by which the answer can be limited further, and how many things that leaves."""

    value: str
    label: str
    count: int


class SearchAnswer(Schema):
    """A page of what was found, the best first."""

    query: str
    total: int
    page: int
    page_count: int
    next: str | None = Field(description="The address of the next page.")
    previous: str | None
    kinds: dict[str, int] = Field(description="How many there are of each kind.")
    tabs: dict[str, int] = Field(description="How many there are on each tab.")
    facets: dict[str, list[Choice]] = Field(description="By the name of the parameter.")
    hits: list[Found]
    people: list[Colleague] = Field(description="Who may know about it.")
    is_fallback: bool = Field(description="A simpler search answered, since the large one is away.")


class SuggestedThing(Schema):
    """A thing whose title goes on as was typed."""

    kind: str
    kind_label: str
    title: str
    url: str
    language: str


class SuggestedSubject(Schema):
    """A subject whose name goes on as was typed."""

    name: str
    url: str


class SuggestAnswer(Schema):
    """What may be meant by what was typed so far."""

    query: str
    recent: list[str] = Field(description="Own searches, of who let Brink remember them.")
    searches: list[str] = Field(
        description="The search with its last word written out, in the language of Accept-Language."
    )
    things: list[SuggestedThing] = Field(
        description="Those in the language of Accept-Language, or in none, come first."
    )
    people: list[Colleague]
    subjects: list[SuggestedSubject]


def search_answer(
    text: str, results: Results, whole: Whole, page_address: Callable[[int], str]
) -> SearchAnswer:
    """Return `results` for a program; `page_address` gives the address of a page."""
    page, last = results.page, results.page_count
    return SearchAnswer(
        query=text,
        total=results.total,
        page=page,
        page_count=last,
        next=whole(page_address(page + 1)) if page < last else None,
        previous=whole(page_address(page - 1)) if page > 1 else None,
        kinds=results.kinds,
        tabs=results.tabs,
        facets={
            str(limit): [
                Choice(value=choice.value, label=str(choice.label), count=choice.count) for choice in choices
            ]
            for limit, choices in results.facets.items()
        },
        hits=[_found(hit, whole) for hit in results.hits],
        people=[_knower(knower, whole) for knower in results.people],
        is_fallback=results.is_fallback,
    )


def suggest_answer(text: str, suggestions: Suggestions, whole: Whole) -> SuggestAnswer:
    """Return `suggestions` for a program."""
    return SuggestAnswer(
        query=text,
        recent=[search.text for search in suggestions.recent],
        searches=suggestions.searches,
        things=[_thing(hit, whole) for hit in suggestions.things],
        people=[_colleague(hit.person, whole) for hit in suggestions.people if hit.person],
        subjects=[_subject(subject, whole) for subject in suggestions.subjects],
    )


def _found(hit: Hit, whole: Whole) -> Found:
    entry = hit.entry
    return Found(
        kind=hit.kind.name,
        kind_label=str(hit.kind.label),
        title=entry.title,
        title_html=hit.title,
        passage=unescape(strip_tags(hit.passage)),
        passage_html=hit.passage,
        url=whole(hit.address),
        language=entry.language,
        published_on=entry.published_on,
        checked_on=entry.checked_on,
        review_due_on=entry.review_due_on,
        ends_on=entry.ends_on,
        has_ended=hit.has_ended,
        is_overdue=hit.is_overdue,
        keeper=_colleague(hit.keeper, whole) if hit.keeper else None,
        person=_colleague(hit.person, whole) if hit.person else None,
    )


def _thing(hit: Hit, whole: Whole) -> SuggestedThing:
    return SuggestedThing(
        kind=hit.kind.name,
        kind_label=str(hit.kind.label),
        title=hit.entry.title,
        url=whole(hit.address),
        language=hit.entry.language,
    )


def _subject(subject: Subject, whole: Whole) -> SuggestedSubject:
    return SuggestedSubject(name=str(subject), url=whole(subject.get_absolute_url()))


def _knower(knower: Knower, whole: Whole) -> Colleague:
    return _colleague(knower.person, whole)


def _colleague(person: ShownPerson, whole: Whole) -> Colleague:
    return Colleague(
        name=person.name,
        url=whole(person.get_absolute_url()),
        job_title=person.job_title,
        unit=person.unit.name if person.unit else "",
    )
