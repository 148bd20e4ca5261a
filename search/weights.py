"""How much each part of a thing counts when results are put in order, as the newsroom has set it."""

from dataclasses import asdict, dataclass, fields

LEAST, MOST = 0, 400
AS_SHIPPED = 100


@dataclass(frozen=True)
class Weights:
    """In percent of what Brink comes with: 100 leaves it, 200 counts twice as much, 0 not at all.

    The first four are fields, in which words count for more or less. The others set how much further up
    comes what was checked lately, what need not be checked again, and what is of the reader's own unit or
    language.
    """

    title: int = AS_SHIPPED
    keywords: int = AS_SHIPPED
    headings: int = AS_SHIPPED
    text: int = AS_SHIPPED
    checked: int = AS_SHIPPED
    current: int = AS_SHIPPED
    own_unit: int = AS_SHIPPED
    own_language: int = AS_SHIPPED

    def of_field(self, name: str, shipped: float) -> float:
        """Return how much words in the field `name` count, given how much they do as shipped."""
        return shipped * self._share(name)

    def of_favour(self, name: str, shipped: float) -> float:
        """Return the factor of a thing that has what `name` says, given the one as shipped."""
        return 1 + (shipped - 1) * self._share(name)

    def _share(self, name: str) -> float:
        return int(asdict(self)[name]) / AS_SHIPPED


NAMES = tuple(field.name for field in fields(Weights))
