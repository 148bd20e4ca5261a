from dialogue.models.comment import BrinkComment

__all__ = ["BrinkComment"]
