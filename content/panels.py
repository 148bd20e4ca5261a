"""What the newsroom's pages show elsewhere: the pages that a colleague keeps, on the profile."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from access.scopes import Viewer
from content.page_types import content_page_models
from directory.models import Person
from directory.panels import ProfilePanel, register_profile_panel

KEPT_PAGE_COUNT = 8


@register_profile_panel
def kept_pages(person: Person, viewer: Viewer) -> ProfilePanel | None:
    """Return the live pages that `person` answers for and `viewer` may see, by title.

    Of a page in two languages the one in the reader's language.
    """
    is_readers = {"locale__language_code": get_language() or settings.LANGUAGE_CODE}
    pages = []
    for model in content_page_models():
        kept = model.objects.live().visible_to(viewer).filter(keeper=person)
        in_readers_language = kept.filter(translation_key=OuterRef("translation_key"), **is_readers)
        pages += (
            kept.filter(Q(**is_readers) | ~Exists(in_readers_language))
            .select_related("locale")
            .only(
                *("title", "slug", "url_path", "depth", "path", "checked_on", "review_due_on"),
                "locale__language_code",
            )
            .order_by("title", "pk")[:KEPT_PAGE_COUNT]
        )
    if not pages:
        return None
    pages.sort(key=lambda page: page.title.casefold())
    return ProfilePanel(
        "content/kept_pages.html", {"pages": pages[:KEPT_PAGE_COUNT], "today": timezone.localdate()}
    )
