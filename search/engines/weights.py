"""How much it counts where words stand, and what speaks for a thing whatever its words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """How much each part of a thing counts, and by how much what speaks for it raises its score."""

    title: float = 1
    keywords: float = 2
    headings: float = 1
    text: float = 1
    # Factors. Of two that say the same, the one that was checked and holds comes first.
    checked: float = 1.1
    current: float = 1.1
    own_unit: float = 1.1
    own_language: float = 1.5

    def share(self, name: str) -> float:
        """Return how much a part counts of what is usual, by the name of its field."""
        share: float = getattr(self, name) / getattr(USUAL, name)
        return share


USUAL = Weights()
