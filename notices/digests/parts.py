"""What higher rooms add to a digest: each registers its part in its `apps.py`."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from access.models import User
from notices.digests.items import Part

# Of what is coming, seen from the moment of the digest, as the receiver may see it; None leaves it out.
PartSource: TypeAlias = Callable[[User, datetime], Part | None]

_sources: list[PartSource] = []


def register_digest_part(source: PartSource) -> None:
    """Show what `source` returns at the end of each digest, in a fixed number of queries.

    A digest with nothing but such parts is not sent.
    """
    if source not in _sources:
        _sources.append(source)


def parts_for(receiver: User, now: datetime) -> list[Part]:
    """Return the parts of one digest."""
    parts = (source(receiver, now) for source in _sources)
    return [part for part in parts if part is not None and part.items]
