"""An index that grows needs the parts of its compounds gathered anew."""

from datetime import datetime

from search.index.client import IndexAway
from search.index.filling import fill, has_outgrown_its_parts


def renew(now: datetime) -> bool:
    """Fill a new index when there is half as much again to find as when it was filled; tell whether."""
    try:
        return has_outgrown_its_parts() and fill(now)
    except IndexAway:
        return False
