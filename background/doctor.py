"""What may have gone wrong with what is kept, found and mended room by room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, in a sentence for who looks after the installation."""

    text: str
    is_mended: bool = False


# Given the moment and whether to mend: what was found, nothing when all is well.
Check = Callable[[datetime, bool], Iterator[Finding]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Let `check` look after a part of what is kept, from an app's `ready()`.

    It changes nothing unless it is asked to mend, and does no harm beside people at work.
    Raises ValueError if another check has the name.
    """
    if _checks.setdefault(name, check) != check:
        raise ValueError(f"There is another check called {name}.")


def names() -> list[str]:
    """Return what can be looked after."""
    return sorted(_checks)


def examine(name: str, now: datetime, *, mend: bool) -> Iterator[Finding]:
    """Yield what is not as it should be in one part; with `mend`, after it was put right."""
    return _checks[name](now, mend)
