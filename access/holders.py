"""Who of many people meet a scope: what `access.scopes` says of one person, asked for a whole batch."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeAlias

from django.db.models import QuerySet

from access.models import Scope, User
from access.models.scope import EVERYONE, ScopeToken

# Given what stands behind the colon of some tokens and some accounts: those that hold one of the tokens.
Holders: TypeAlias = "Callable[[list[int], Collection[int]], QuerySet[Any, Any]]"  # Any: rows of keys

_holders: dict[str, Holders] = {}


def register_token_holders(kind: str, holders: Holders) -> None:
    """Let a room say who holds its tokens, such as `unit:12` for the kind `unit`."""
    _holders[kind] = holders


def role_holders(roles: list[int], user_ids: Collection[int]) -> "QuerySet[Any, Any]":  # Any: as above
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


def _sets_of(scope_id: int) -> list[set[str]]:
    sets: dict[int, set[str]] = defaultdict(set)
    for number, token in ScopeToken.objects.filter(scope=scope_id).values_list("set_number", "token"):
        sets[number].add(token)
    # A set of which no token is kept is met by nobody.
    count = Scope.objects.values_list("set_count", flat=True).get(pk=scope_id)
    return [sets[number] for number in range(count)]


def _holding(tokens: Iterable[str], user_ids: Collection[int]) -> set[int]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for token in tokens:
        kind, _colon, number = token.partition(":")
        if kind in _holders and number.isdecimal():
            by_kind[kind].append(int(number))
    return {pk for kind, numbers in by_kind.items() for pk in _holders[kind](numbers, user_ids)}
