"""Pages of the newsroom as things of a stream: how a line about each reads, and under what it stands.

A room says in its `apps.py` which of its pages appear:

    register_page_kind(PageKind(NewsPage, "news", _("News"), _("News"), doing=_("wrote a news item")))
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import Exists, Model, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import Page

from access.models import Scope
from access.scopes import Viewer, visible_scope_ids
from content.days import midnight
from content.models import PageScope
from content.scopes import hold_scopes, scope_of
from directory.models import Person
from directory.visibility import ShownPerson, as_seen_by
from following.appearing import Appearance
from following.models import StreamItem, Thing
from following.source_kinds.sections import sections_above, versions_of_sections
from following.things import Card, register_thing_kind

# A page that was read first longer ago than this is brought back or in, and is no news.
JUST_NOW = timedelta(minutes=1)

# Any: Wagtail's pages have no types.
AnyPage: TypeAlias = Any


@dataclass(frozen=True)
class PageKind:
    """A kind of page that appears in streams; its name stands in addresses and has at most twenty letters."""

    model: type[Page]
    name: str
    label: str | Promise
    plural: str | Promise
    # What was done, after the name of who made it: "wrote a blog post".
    doing: str | Promise = ""
    # The field with who made it; who keeps it where there is none.
    maker: str = "keeper"
    # The child relation with others whom it is about, such as the guests of an episode.
    others: str = ""
    # What is to be said of a page that is published again: nothing (None), or that it changed, in a line
    # where its editor wrote one. Without it changes are told to nobody.
    changes: Callable[[AnyPage], str | None] | None = None

    @staticmethod
    def cards(ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        """Return {key: line} of the pages among `ids`, in as many queries for all kinds as for one."""
        pages = shown_pages(ids, viewer)
        makers = makers_of(pages, viewer)
        kinds = {page.pk: kind_of_page(page) for page in pages}
        return {
            page.pk: Card(
                title=page.title,
                address=page.url or "/",
                language=page.locale.language_code,
                label=kinds[page.pk].label,
                doing=kinds[page.pk].doing,
                person=makers.get(page.pk),
                text=page.summary,
                text_language=page.locale.language_code,
                under=("page", page.pk),
            )
            for page in pages
        }

    @property
    def relation(self) -> str:
        """What a page calls itself as one of this kind."""
        link = self.model._meta.get_ancestor_link(Page)
        return str(link.related_query_name())

    @property
    def long_fields(self) -> list[str]:
        """What a line never shows, and is as long as a book."""
        names = {field.name for field in self.model._meta.get_fields()}
        return [name for name in ("body", "steps", "transcript", "chapters") if name in names]

    def maker_id(self, page: AnyPage) -> int | None:
        """Return the key of who made the page, or else of who keeps it."""
        made_by: int | None = getattr(page, f"{self.maker}_id") or page.keeper_id
        return made_by


_by_model: dict[type[Model], PageKind] = {}


def register_page_kind(kind: PageKind) -> PageKind:
    """Let pages of this kind appear in streams while they are live."""
    register_thing_kind(kind)
    _by_model[kind.model] = kind
    return kind


def page_kinds() -> list[PageKind]:
    """Return the kinds in the order in which they were registered."""
    return list(_by_model.values())


def appears(model: type[Model]) -> bool:
    """Tell whether pages of `model` appear in streams."""
    return model in _by_model


def kind_of_page(page: AnyPage) -> PageKind:
    """Return the kind of `page`, which is of its own type. Raises KeyError for what does not appear."""
    return _by_model[type(page)]


def shown_pages(ids: Collection[int], viewer: Viewer) -> list[AnyPage]:
    """Return those live pages among `ids` that `viewer` may see, each of its own type, in one query.

    They hold what a line shows, and not their long texts.
    """
    kinds = page_kinds()
    pages = (
        Page.objects.live()
        .filter(pk__in=ids, visibility__scope__in=visible_scope_ids(viewer))
        .select_related("locale", *(kind.relation for kind in kinds))
        .defer(*(f"{kind.relation}__{name}" for kind in kinds for name in kind.long_fields))
    )
    found = []
    for page in pages:
        for kind in kinds:
            own = getattr(page, kind.relation, None)
            if own is not None:
                own.locale = page.locale
                found.append(own)
    return found


def makers_of(pages: Iterable[AnyPage], viewer: Viewer) -> dict[int, ShownPerson]:
    """Return {key of a page: who made it}, of those who work here and whom `viewer` may see."""
    made_by = {page.pk: kind_of_page(page).maker_id(page) for page in pages}
    people = Person.objects.visible_to(viewer).working_here().filter(pk__in=set(made_by.values()) - {None})
    shown = {person.pk: person for person in as_seen_by(people, viewer)}
    return {pk: shown[person_id] for pk, person_id in made_by.items() if person_id in shown}


def appearances_of(pages: Iterable[AnyPage], *, now: datetime) -> list[Appearance]:
    """Return how live `pages` stand in streams, in a few queries for all; an alias does not.

    Call it in the transaction that writes them: until that ends nobody can change scopes.
    """
    pages = [page for page in pages if page.alias_of_id is None]
    hold_scopes()
    scope_ids = _scopes_of(pages)
    sections = _sections_of(pages)
    versions = versions_of({page.translation_key for page in pages})
    everyone = Scope.objects.everyone().pk
    return [
        Appearance(
            kind=kind_of_page(page).name,
            object_id=page.pk,
            sources=[*_own_sources(page), *(("section", pk) for pk in sections[page.pk])],
            scope_id=scope_ids[page.pk],
            published_at=_moment_of(page, now),
            language=page.locale.language_code,
            left_out_in=left_out_in(
                page.locale.language_code,
                scope_ids[page.pk],
                versions.get(page.translation_key, []),
                everyone,
            ),
            page_id=page.pk,
            is_news=not is_known(page, now),
        )
        for page in pages
    ]


def is_known(page: AnyPage, now: datetime) -> bool:
    """Tell whether readers could read `page` before this moment: then it comes back, or from elsewhere."""
    return page.first_published_at is not None and page.first_published_at <= now - JUST_NOW


def versions_of(translation_keys: Iterable[Any]) -> Mapping[Any, list[Thing]]:
    """Return {translation key: the things that are its versions and stand in streams}, in one query."""
    things = Thing.objects.filter(
        Exists(StreamItem.objects.filter(thing=OuterRef("pk"))),
        kind__in=[kind.name for kind in page_kinds()],
        page__translation_key__in=list(translation_keys),
    ).select_related("page")
    found = defaultdict(list)
    for thing in things:
        if thing.page is not None:
            found[thing.page.translation_key].append(thing)
    return found


def left_out_in(language: str, scope_id: int, versions: Iterable[Thing], everyone: int) -> str:
    """Return in which language readers have a version of their own, that all who see this one see too."""
    others = [thing.language for thing in versions if thing.scope_id in (scope_id, everyone)]
    return next((other for other in others if other != language), "")


def _own_sources(page: AnyPage) -> list[tuple[str, int]]:
    kind = kind_of_page(page)
    people = [kind.maker_id(page)]
    if kind.others:
        people += [other.person_id for other in getattr(page, kind.others).all()]
    subjects = [("subject", subject.pk) for subject in page.subjects.all()]
    return [*(("person", pk) for pk in dict.fromkeys(people) if pk is not None), *subjects]


def _sections_of(pages: Iterable[AnyPage]) -> dict[int, list[int]]:
    """Return the sections that each page stands in, in every language: a blog in two languages is one."""
    above = sections_above(pages)
    versions = versions_of_sections({pk for sections in above.values() for pk in sections})
    return {
        page_id: [version for pk in sections for version in versions[pk]]
        for page_id, sections in above.items()
    }


def _scopes_of(pages: Iterable[AnyPage]) -> dict[int, int]:
    pages = list(pages)
    stored = PageScope.objects.filter(page__in=[page.pk for page in pages])
    known = dict(stored.values_list("page_id", "scope_id"))
    # A page that is being made may get its scope after it appears.
    return {page.pk: known.get(page.pk) or scope_of(page).pk for page in pages}


def _moment_of(page: AnyPage, now: datetime) -> datetime:
    """Return since when the page is there: what an editor dated back stands where its date is."""
    moment: datetime = page.first_published_at or now
    day = getattr(page, "published_on", None)
    if day is not None and day < timezone.localdate(moment):
        moment = midnight(day)
    return min(moment, now)
