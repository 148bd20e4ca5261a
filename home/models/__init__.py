from home.models.page import HomePage, HomePick

__all__ = ["HomePage", "HomePick"]
