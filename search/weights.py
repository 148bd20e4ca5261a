"""How much each part counts in the order of results, as the newsroom sets it: in percent of the usual."""

from collections.abc import Mapping

from search.engines.weights import USUAL, Weights

LEAST, MOST = 0, 400
AS_SHIPPED = 100
# In which words count for more or less.
FIELDS = ("title", "keywords", "headings", "text")
# By which a thing comes further up, whatever its words.
FAVOURS = ("checked", "current", "own_unit", "own_language")
NAMES = (*FIELDS, *FAVOURS)


def weights_of(shares: Mapping[str, int]) -> Weights:
    """Return the weights of which these are the shares: 100 is as usual, 200 twice as much, 0 nothing."""
    fields = {name: getattr(USUAL, name) * shares[name] / AS_SHIPPED for name in FIELDS}
    # A factor of one favours nothing.
    favours = {name: 1 + (getattr(USUAL, name) - 1) * shares[name] / AS_SHIPPED for name in FAVOURS}
    return Weights(**fields, **favours)
