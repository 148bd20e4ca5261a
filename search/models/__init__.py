from search.models.entry import Entry
from search.models.filling import Filling
from search.models.passage import Passage

__all__ = ["Entry", "Filling", "Passage"]
