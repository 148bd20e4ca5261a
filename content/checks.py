"""What an editor may want to mend before a page is published: advice with a reason, never a prohibition."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from django.utils.functional import Promise
from wagtail.models import Page


@dataclasses.dataclass(frozen=True)
class Kind:
    """What is looked for: its name in lists, and what to do, with names in braces for the details."""

    code: str
    label: "str | Promise"
    advice: "str | Promise"


@dataclasses.dataclass(frozen=True)
class Check:
    """Something that was found: which kind, in which field, and what its words need."""

    code: str
    field: str = ""
    details: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def advice(self) -> str:
        """What to do, in the language of who reads it."""
        return advice_of(self.code, self.details)


Checker: TypeAlias = Callable[[Any], Iterable[Check]]  # Any: Wagtail's pages have no types.

_kinds: dict[str, Kind] = {}
_checkers: list[tuple[type[Any], Checker]] = []  # Any: as above.


def register_checks(model: type[Any], *kinds: Kind) -> Callable[[Checker], Checker]:
    """Let a room look at its own page type, from a module that its `ready()` imports.

    Any: page types have no types.
    """

    def register(checker: Checker) -> Checker:
        _kinds.update({kind.code: kind for kind in kinds})
        _checkers.append((model, checker))
        return checker

    return register


def checks_of(page: Page) -> list[Check]:
    """Return what to mend in `page` as it is in memory, in the order in which an editor meets it."""
    return list(_found(page))


def advice_of(code: str, details: dict[str, Any]) -> str:
    """Return what to do about a check; nothing for a kind that is no longer looked for."""
    return str(_kinds[code].advice).format(**details) if code in _kinds else ""


def kinds() -> list[Kind]:
    """Return everything that is looked for."""
    return list(_kinds.values())


def _found(page: Page) -> Iterator[Check]:
    for model, checker in _checkers:
        if isinstance(page, model):
            yield from checker(page)
