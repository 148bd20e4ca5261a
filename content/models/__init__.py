from content.models.files import BrinkDocument, BrinkImage, BrinkMedia, BrinkRendition
from content.models.importing import ImportedFile
from content.models.page import ContentPage
from content.models.visibility import PageScope, ScopedPage, VisiblePageQuerySet, may_see

__all__ = [
    "BrinkDocument",
    "BrinkImage",
    "BrinkMedia",
    "BrinkRendition",
    "ContentPage",
    "ImportedFile",
    "PageScope",
    "ScopedPage",
    "VisiblePageQuerySet",
    "may_see",
]
