"""Who of many people meet a scope: what `access.scopes` says of one person, asked for a whole batch."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet

from access.models import Scope, User
from access.models.scope import EVERYONE, ScopeToken

# Accounts by their keys, which may be a query of their own. Any, here and below: rows of keys.
Keys: TypeAlias = "Collection[int] | QuerySet[Any, Any]"
# Given what stands behind the colon of some tokens and some accounts: those that hold one of the tokens.
Holders: TypeAlias = "Callable[[list[int], Keys], QuerySet[Any, Any]]"

_holders: dict[str, Holders] = {}


def register_token_holders(kind: str, holders: Holders) -> None:
    """Let a room say who holds its tokens, such as `unit:12` for the kind `unit`."""
    _holders[kind] = holders


def role_holders(roles: list[int], user_ids: Keys) -> "QuerySet[Any, Any]":  # Any: as above
    """Return which of the accounts have one of the roles."""
    return User.objects.filter(pk__in=user_ids, groups__in=roles).values_list("pk", flat=True)


register_token_holders("role", role_holders)


def who_meet(scope_id: int, user_ids: Iterable[int]) -> set[int]:
    """Return which of the accounts may see what has this scope, in a few queries for all of them.

    A closed account sees nothing, an administrator everything, as in `visible_scope_ids`.
    """
    ids = list(user_ids)
    is_administrator = dict(User.objects.filter(pk__in=ids, is_active=True).values_list("pk", "is_superuser"))
    meeting = set(is_administrator)
    for tokens in _sets_of(scope_id):
        if EVERYONE not in tokens:
            meeting &= _holding(tokens, meeting)
    return meeting | {pk for pk, is_all in is_administrator.items() if is_all}


def those_who_meet(scope_id: int, people: "QuerySet[User]") -> "QuerySet[User]":
    """Return those of `people` who may see what has this scope, left to the database: to count very many."""
    condition = Q()
    for tokens in _sets_of(scope_id):
        if EVERYONE not in tokens:
            held = (Q(pk__in=rows) for rows in _holders_of(tokens, User.objects.values("pk")))
            condition &= reduce(or_, held, Q(pk__in=[]))
    # Without a condition everyone meets it; Django would read an empty one as no alternative.
    return people.filter(condition | Q(is_superuser=True) if condition else Q(), is_active=True)


def holders_of(token: str, user_ids: Keys) -> "QuerySet[Any, Any]":  # Any: as above
    """Return which of the accounts hold `token`, as rows of keys; a token of no kind is held by nobody."""
    return next(_holders_of([token], user_ids), User.objects.none().values_list("pk", flat=True))


def _sets_of(scope_id: int) -> list[set[str]]:
    sets: dict[int, set[str]] = defaultdict(set)
    for number, token in ScopeToken.objects.filter(scope=scope_id).values_list("set_number", "token"):
        sets[number].add(token)
    # A set of which no token is kept is met by nobody.
    count = Scope.objects.values_list("set_count", flat=True).get(pk=scope_id)
    return [sets[number] for number in range(count)]


def _holding(tokens: Iterable[str], user_ids: Collection[int]) -> set[int]:
    return {pk for rows in _holders_of(tokens, user_ids) for pk in rows}


def _holders_of(tokens: Iterable[str], user_ids: Keys) -> "Iterator[QuerySet[Any, Any]]":
    by_kind: dict[str, list[int]] = defaultdict(list)
    for token in tokens:
        kind, _colon, number = token.partition(":")
        if kind in _holders and number.isdecimal():
            by_kind[kind].append(int(number))
    return (_holders[kind](numbers, user_ids) for kind, numbers in by_kind.items())
