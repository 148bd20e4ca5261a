from content.models.files import BrinkDocument, BrinkImage, BrinkMedia, BrinkRendition
from content.models.page import ContentPage
from content.models.visibility import PageScope, VisiblePageQuerySet

__all__ = [
    "BrinkDocument",
    "BrinkImage",
    "BrinkMedia",
    "BrinkRendition",
    "ContentPage",
    "PageScope",
    "VisiblePageQuerySet",
]
