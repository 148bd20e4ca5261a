"""The time of the simulated week."""

from datetime import datetime

import pytest
from django.utils import timezone


class Clock:
    """Says what time it is to all of Brink, also to what asks Django."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
        self.now = now
        monkeypatch.setattr(timezone, "now", lambda: self.now)
