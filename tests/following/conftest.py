from collections.abc import Iterator
from typing import Any

import pytest

from following.models import Thing
from following.signals import thing_appeared


@pytest.fixture
def told() -> Iterator[list[Thing]]:
    """What the rooms above hear of."""
    heard: list[Thing] = []

    def hear(thing: Thing, **kwargs: Any) -> None:  # Any: what a signal brings along
        heard.append(thing)

    thing_appeared.connect(hear)
    yield heard
    thing_appeared.disconnect(hear)
