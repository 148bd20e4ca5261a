"""What the newsroom keeps out of the answer to a search."""

from collections.abc import Sequence

from search.rules import Rules, fits, rules_now


def excluded_keys(words: Sequence[str], rules: Rules | None = None) -> list[str]:
    """Return the keys of entries that are not shown for `words`, in one query; none if `rules` are given."""
    found = (rules or rules_now()).exclusions
    return sorted({one.thing for one in found if not one.searches or fits(one, words)})
