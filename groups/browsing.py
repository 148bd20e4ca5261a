"""The groups of which somebody may know, as they look for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, Subquery
from django.http import QueryDict

from access.models import User
from dialogue.wording import tidy
from directory.models import Person
from groups.models import Group, Membership, Post
from groups.querysets import GroupQuerySet
from groups.suggestions import groups_for

PER_PAGE = 20
LONGEST_SEARCH = 100
MOST_OWN = 30
MOST_SUGGESTED = 4
SHORTEST_WORD = 4
MOST_WORDS = 12
MOST_COMPARED = 200
MOST_SIMILAR = 4
# A word of the name in common is enough to look.
LEAST_LIKE = 2


@dataclass(frozen=True)
class OwnGroup:
    """A group that somebody is in, with the newest that was written there."""

    group: Group
    role: str
    newest: Post | None

    @property
    def is_hosted(self) -> bool:
        return self.role != Membership.Role.MEMBER


@dataclass(frozen=True)
class Browsing:
    """What the list of groups shows."""

    text: str
    kind: str
    own: list[OwnGroup]
    suggested: list[tuple[Group, str]]
    page_obj: Page[Group]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.kind)


def browse(reader: User, query: QueryDict) -> Browsing:
    """Return the groups that `query` asks for: `q` in name, purpose and subjects, `kind` and `page`.

    The number of queries is fixed.
    """
    text = " ".join(tidy(query.get("q", "")).split())[:LONGEST_SEARCH]
    kind = query.get("kind", "") if query.get("kind") in Group.Kind.values else ""
    found = _matching(Group.objects.visible_to(reader).active(), text)
    if kind:
        found = found.filter(kind=kind)
    page_obj = Paginator(found.order_by("name", "pk"), PER_PAGE).get_page(query.get("page"))
    is_front = not text and not kind and page_obj.number == 1
    person = Person.objects.filter(user=reader).first() if is_front else None
    return Browsing(
        text=text,
        kind=kind,
        own=own_groups(reader) if is_front else [],
        suggested=groups_for(reader, person)[:MOST_SUGGESTED],
        page_obj=page_obj,
    )


def own_groups(reader: User) -> list[OwnGroup]:
    """Return the groups that `reader` is in, where something was written last first: three queries."""
    newest = Post.objects.standing().filter(group=OuterRef("group")).newest_first().values("pk")[:1]
    rows = Membership.objects.of_user(reader).exclude(group__state=Group.State.ARCHIVED)
    rows = rows.select_related("group").annotate(newest=Subquery(newest))
    # Some databases put rows without any post first.
    newest_first = F("group__last_posted_at").desc(nulls_last=True)
    found = list(rows.order_by(newest_first, "group__name", "pk")[:MOST_OWN])
    posts = Post.objects.visible_to(reader).in_bulk([row.newest for row in found if row.newest])
    return [OwnGroup(row.group, row.role, posts.get(row.newest)) for row in found]


def similar_groups(text: str, reader: User) -> list[Group]:
    """Return the few groups that say the same as `text`, the nearest first: one query."""
    words = {word for word in _words(text) if len(word) >= SHORTEST_WORD}
    if not words:
        return []
    condition = Q(pk__in=[])
    for word in sorted(words, key=len, reverse=True)[:MOST_WORDS]:
        condition |= _says(word)
    near = Group.objects.visible_to(reader).active().filter(condition).distinct()
    scored = [(_likeness(words, group), group) for group in near.order_by("pk")[:MOST_COMPARED]]
    scored.sort(key=lambda each: (-each[0], each[1].name, each[1].pk))
    return [group for score, group in scored if score >= LEAST_LIKE][:MOST_SIMILAR]


def _matching(groups: GroupQuerySet, text: str) -> GroupQuerySet:
    for word in text.split():
        groups = groups.filter(_says(word))
    return groups.distinct() if text else groups


def _says(word: str) -> Q:
    return (
        Q(name__icontains=word)
        | Q(purpose__icontains=word)
        | Q(subjects__name_nl__icontains=word)
        | Q(subjects__name_en__icontains=word)
    )


def _likeness(words: Iterable[str], group: Group) -> int:
    """Count the words in common: one of the name says more than one of the purpose."""
    name, purpose = _words(group.name), _words(group.purpose)
    return sum(2 * _has(name, word) + _has(purpose, word) for word in words)


def _has(words: Iterable[str], word: str) -> bool:
    """Tell whether one of `words` begins as `word` does, or the other way round."""
    return any(
        each.startswith(word) or (len(each) >= SHORTEST_WORD and word.startswith(each)) for each in words
    )


def _words(text: str) -> list[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return letters.split()
