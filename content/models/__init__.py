from content.models.addressed import AddressedPage
from content.models.files import BrinkDocument, BrinkImage, BrinkMedia, BrinkRendition
from content.models.findings import Examination, Finding, PageLink
from content.models.importing import ImportedFile
from content.models.index import IndexPage
from content.models.page import ContentPage
from content.models.saving import SavedPage
from content.models.translation import PageTranslation
from content.models.visibility import PageScope, ScopedPage, VisiblePageQuerySet, may_see

__all__ = [
    "AddressedPage",
    "BrinkDocument",
    "BrinkImage",
    "BrinkMedia",
    "BrinkRendition",
    "ContentPage",
    "Examination",
    "Finding",
    "ImportedFile",
    "IndexPage",
    "PageLink",
    "PageScope",
    "PageTranslation",
    "SavedPage",
    "ScopedPage",
    "VisiblePageQuerySet",
    "may_see",
]
