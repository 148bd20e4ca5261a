"""What readers let know of things they found: for who looks after a page, and for the newsroom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from access.models import User
from access.scopes import visible_scope_ids
from content.newsroom.reporting import editable_pages
from search.kinds import KINDS, PAGE_KINDS, PERSON
from search.models import Entry, Lesson, Remark
from search.models.entry import EntryQuerySet

# Beyond these nothing new is learned.
MOST_SEARCHES = 50
MOST_REMARKS = 50


@dataclass
class Heard:
    """What was heard of one thing: searches of at least five different people, and remarks without a name."""

    searches: list[Lesson] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.searches or self.remarks)


def heard_of(thing: str) -> Heard:
    """Return which searches led to the thing of this key, and what was written of it, the newest first."""
    remarks = Remark.objects.filter(thing=thing).order_by("-written_on", "-pk")
    return Heard(list(Lesson.objects.about(thing)[:MOST_SEARCHES]), list(remarks[:MOST_REMARKS]))


def is_heard(thing: str) -> bool:
    """Whether there is anything to read of the thing of this key."""
    return Lesson.objects.about(thing).exists() or Remark.objects.filter(thing=thing).exists()


def denied_things(user: User) -> EntryQuerySet:
    """Return the things that were not it, or that something was written of.

    Of pages those that `user` may edit; of all else what they may see. What is said of colleagues is
    nobody's to read.
    """
    keys = set(Lesson.objects.denied().values_list("thing", flat=True))
    keys.update(Remark.objects.values_list("thing", flat=True).distinct())
    numbers: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        kind, _dash, number = key.rpartition("-")
        if kind in KINDS and kind != PERSON:
            numbers[kind].append(int(number))
    pages = editable_pages(user).values("pk")
    is_heard_of = Q(pk=None)
    for kind, ids in sorted(numbers.items()):
        of_kind = Q(kind=kind, object_id__in=ids)
        is_heard_of |= of_kind & Q(object_id__in=pages) if kind in PAGE_KINDS else of_kind
    seen = Entry.objects.findable().filter(is_heard_of, scope_id__in=visible_scope_ids(user))
    return seen.defer("text", "headings")


def heard_of_each(entries: Iterable[Entry]) -> dict[str, Heard]:
    """Return {key: what was not it and what was written} of `entries`, in two queries."""
    keys = [entry.key for entry in entries]
    heard = {key: Heard() for key in keys}
    for lesson in Lesson.objects.denied().filter(thing__in=keys):
        heard[lesson.thing].searches.append(lesson)
    for remark in Remark.objects.filter(thing__in=keys).order_by("-written_on", "-pk"):
        heard[remark.thing].remarks.append(remark)
    return heard
