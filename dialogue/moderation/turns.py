"""Who decides first about what is reported: those who moderate in its place, and then the moderators of all.

A room whose things have moderators of their own registers how long these go first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from dialogue.models import BrinkComment
from dialogue.targets import NoTarget, find_target

# Given a thing, a comment under it and since when a report of that waits: until when its own moderators go
# first, or None where there is nobody who could. Any: a thing of the model that is registered.
FirstTurn = Callable[[Any, BrinkComment, datetime], datetime | None]

_turns: dict[type[Model], FirstTurn] = {}


def register_first_turn(model: type[Model], turn: FirstTurn) -> None:
    """Let those who moderate a thing of `model` see first what is reported under it."""
    _turns[model] = turn


def first_turn_until(comment: BrinkComment, since: datetime) -> datetime | None:
    """Return until when those who moderate where `comment` stands go first; None where nobody does."""
    try:
        target = find_target(comment.content_type_id, comment.object_pk)
    except NoTarget:
        return None
    turn = _turns.get(type(target.thing))
    return turn(target.thing, comment, since) if turn is not None else None
