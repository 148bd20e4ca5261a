from search.suggesting.suggestions import Suggestions, suggest

__all__ = ["Suggestions", "suggest"]
