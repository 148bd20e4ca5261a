"""Whom a search for colleagues may mean: looked up by keys, before anyone compares names."""

from dataclasses import dataclass

from search.people.sought import Sought


@dataclass(frozen=True)
class Wanted:
    """What is looked for, in which scopes, among whom (None for everyone), and how many are enough."""

    sought: Sought
    scope_ids: list[int]
    among: list[int] | None
    most: int
