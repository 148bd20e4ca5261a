"""The stops of the tour through the demonstration, and where its pictures stand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

Language = Literal["nl", "en"]
DOCS = Path(settings.BASE_DIR) / "docs"
TEXTS: dict[Language, Path] = {
    "nl": DOCS / "using" / "tour.nl.md",
    "en": DOCS / "using" / "tour.en.md",
}


@dataclass(frozen=True)
class Stop:
    """A screen of the tour. `slug` is that of a Dutch page, or `address` that of a screen that is no page."""

    name: str
    slug: str = ""
    address: str = ""
    query: str = ""
    who: str = "noor"
    width: int = 1280
    # What the picture begins with, where that is not the top of the screen.
    starts_at: str = ""
    # The link that is followed from there, to a screen of which the address is not known beforehand.
    leads_on: str = ""

    def address_in(self, language: Language) -> str:
        """Return where the stop is; the Dutch page where there is no English one."""
        if self.address:
            return self.address
        page = Page.objects.live().get(slug=self.slug)
        translated = page.get_translations().filter(locale__language_code=language).live().first()
        return f"{(translated or page).url}{self.query}"

    def picture_in(self, language: Language) -> str:
        """Return the name of its picture, as the text of the tour has it."""
        return f"{self.name}-{language}.webp"


STOPS = (
    Stop("front", slug="home-nl"),
    Stop("news", slug="balie-tussen-de-boeken"),
    Stop("talk", slug="balie-tussen-de-boeken", starts_at=".thread"),
    Stop("procedure", slug="verlof-aanvragen"),
    Stop("asked", slug="inkopen-onder-de-drempel", query="?comments=waiting", starts_at=".thread"),
    Stop("search", address=reverse("search:search") + "?q=verlof"),
    Stop("blog", slug="wie-mag-er-nee-zeggen-tegen-mij"),
    Stop("to-do", slug="wat-laat-jij-los", who="liv"),
    Stop("episode", slug="ravi-rijdt-als-de-stad-slaapt"),
    Stop("find", address="/people/?q=linden+Werf"),
    Stop("colleague", address="/people/anneke-de-groot/"),
    Stop("units", address="/units/chart/?unit=ruimte"),
    Stop("group", address="/groups/klantgericht-schrijven/"),
    Stop("ask", address=reverse("groups:ask") + "?q=Hoe+zeg+je+nee+in+een+brief"),
    Stop(
        "question",
        address=reverse("groups:questions") + "?state=accepted&whose=groups",
        leads_on="a:has-text('Hoe zeg je nee zonder')",
    ),
    Stop("host-room", address="/groups/klantgericht-schrijven/host/", who="hugo"),
    Stop("conversations", address=reverse("dialogue:mine")),
    Stop("missed", address=reverse("following:stream")),
    Stop("notices", address=reverse("notices:mine")),
    Stop("disturb", address=reverse("access:settings"), starts_at="#notices"),
    Stop("digest", address=reverse("notices:digest")),
    Stop("own-profile", address="/people/noor-de-wit/edit/contact/"),
    Stop("my-data", address="/settings/my-data/"),
    Stop("second-step", address=reverse("mfa_index")),
    Stop("phone", slug="home-nl", width=390),
    Stop("newsroom", address="/admin/", who="emre"),
    Stop("case", address=reverse("dialogue_case_modeladmin_index"), who="mila", leads_on="table .button"),
)
