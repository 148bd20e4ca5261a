"""What of a person stands in the table that readers search."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces
from search import services
from search.kinds import PERSON
from search.models import Entry


def entry_of(traced: Traced) -> Q:
    """Find the entry by which the person is found."""
    return Q(kind=PERSON, object_id=traced.person_id) if traced.person_id is not None else Q(pk__in=[])


def passages_of(traced: Traced) -> Q:
    """Find the passages of that entry."""
    found = Q(entry__kind=PERSON, entry__object_id=traced.person_id)
    return found if traced.person_id is not None else Q(pk__in=[])


def forget_entry(rows: Rows, traced: Traced) -> None:
    """Make the person unfindable, and let what they looked after say nothing of them."""
    services.forget([PERSON], [traced.person_id] if traced.person_id is not None else [], now=timezone.now())
    services.touch(Entry.objects.filter(keeper=traced.person_id), now=timezone.now(), keeper=None)


TRACES = [
    Trace(
        model="search.Entry",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        person=("keeper",),
        also=entry_of,
        title=_("entries in search"),
        tells=("kind", "title", "keywords", "summary", "text"),
        erase=forget_entry,
    ),
    Trace(
        model="search.Passage",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        holds=("entry",),
        also=passages_of,
        title=_("own words in search"),
        tells=("text",),
    ),
    Trace(
        model="search.EntrySubject",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        holds=("entry",),
        also=passages_of,
        title=_("own subjects in search"),
        tells=("subject",),
    ),
    Trace(
        model="search.PersonKeys",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        holds=("entry",),
        also=passages_of,
        title=_("sounds of the name in search"),
        tells=("keys",),
    ),
    Trace(
        model="search.BestBet",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("changed_by",),
        person=("keeper",),
        tells=("searches", "text", "ends_on"),
    ),
    Trace(
        model="search.SynonymRule",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("changed_by",),
        tells=("words", "changed_at"),
    ),
    Trace(
        model="search.SilencedSynonym",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("changed_by",),
        tells=("line", "changed_at"),
    ),
    Trace(
        model="search.Exclusion",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("changed_by",),
        tells=("searches", "why", "changed_at"),
    ),
    Trace(
        model="search.SearchMemory",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("that Brink remembers own searches"),
        tells=("since",),
    ),
    Trace(
        model="search.RecentSearch",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("memory__user",),
        title=_("own searches"),
        tells=("text", "searched_at"),
    ),
    Trace(
        model="search.SearchWeights",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("set_by",),
        title=_("weights of search that were set"),
        remove=lambda rows, traced: rows.update(why=""),
        tells=("set_at", "why"),
    ),
]


def register() -> None:
    """Let what is searched be found here too."""
    register_traces(TRACES)
    register_impersonal(
        "search.FileText",
        *("name", "parts", "digest"),
        because="It is what stands in a document of the newsroom, which is registered.",
    )
    register_impersonal("search.Filling", "name", because="It names a part of the search index.")
    register_impersonal("search.BestBet", "address", because="It leads to another site.")
    register_impersonal("search.RulesToken", "name", because="It names rules of the newsroom.")
