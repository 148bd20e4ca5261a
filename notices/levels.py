"""Which reasons each level of notices holds."""

from notices.models import Notice, Preference

Level = Preference.Level
Reason = Notice.Reason

# What is not named here is meant for one person and reaches everyone who wants anything at all.
_ASKS: dict[str, Level] = {Reason.FOLLOWS: Level.FOLLOWED, Reason.EVERYTHING: Level.EVERYTHING}
_ORDER = list(Level)


def covers(level: str, reason: str) -> bool:
    """Whether someone who chose `level` is told for this reason."""
    return _ORDER.index(Level(level)) >= _ORDER.index(_ASKS.get(reason, Level.ME))


def is_meant_for_one(reason: str) -> bool:
    """Whether the reason is about the receiver themselves, and not about what they follow."""
    return reason not in _ASKS
