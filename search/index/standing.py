"""How the index stands against the entries."""

from dataclasses import dataclass

from search.index.client import alias, for_sending, or_away
from search.index.filling import indices_in_use


@dataclass(frozen=True)
class Standing:
    """What Elasticsearch holds for us; without a name, no index is in use."""

    name: str
    document_count: int


def standing() -> Standing:
    """Return what Elasticsearch holds for us. Raises IndexAway."""
    with or_away():
        names = indices_in_use()
        if not names:
            return Standing("", 0)
        for_sending().indices.refresh(index=alias())
        return Standing(names[0], int(for_sending().count(index=alias())["count"]))
