"""What the newsroom's pages show elsewhere: the pages that a colleague keeps, on the profile."""

from access.scopes import Viewer
from content.page_types import content_page_models
from directory.models import Person
from directory.panels import ProfilePanel, register_profile_panel

KEPT_PAGE_COUNT = 8


@register_profile_panel
def kept_pages(person: Person, viewer: Viewer) -> ProfilePanel | None:
    """Return the live pages that `person` answers for and `viewer` may see, by title."""
    pages = [
        page
        for model in content_page_models()
        for page in model.objects.live()
        .visible_to(viewer)
        .filter(keeper=person)
        .only("title", "slug", "url_path", "depth", "path", "locale", "checked_on", "review_due_on")
        .order_by("title", "pk")[:KEPT_PAGE_COUNT]
    ]
    if not pages:
        return None
    pages.sort(key=lambda page: page.title.casefold())
    return ProfilePanel("content/kept_pages.html", {"pages": pages[:KEPT_PAGE_COUNT]})
