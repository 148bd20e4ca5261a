"""What Lindewaard set itself: its name and logo, its menus, its house rules, and what everyone must know."""

from django.core.files import File
from django.db import transaction
from wagtail.models import Page, Site

from home.demo.audiences import audience_named
from home.demo.pages import PageLoader
from home.demo.writing import Writer
from home.demo.written import FOLDER, Written, read
from home.models import FootMenuLine, HomePage, MainMenuLine, OrganisationSettings, QuickLink
from news.models import MustKnow


def load_house(pages: PageLoader) -> None:
    """Set what is not set yet."""
    written = read("house.yaml")
    site = Site.objects.get(is_default_site=True)
    if not OrganisationSettings.objects.filter(site=site).exists():
        _load_settings(pages, written, site)
        pages.tell(written["name"])
    must_know = written["must_know"]
    if not MustKnow.objects.exists():
        _load_must_know(pages, must_know)
        pages.tell(pages.writers["nl"].plain(must_know["nl"]["title"]))


@transaction.atomic
def _load_settings(pages: PageLoader, written: Written, site: Site) -> None:
    dutch, english = pages.writers["nl"], pages.writers["en"]
    lines: Written = {
        "main_menu": [MainMenuLine(**_way(line, dutch)) for line in written["main_menu"]],
        "foot_menu": [FootMenuLine(**_way(line, dutch)) for line in written["foot_menu"]],
        "quick_links": [_quick_link(line, dutch) for line in written["quick_links"]],
    }
    for named in lines.values():
        for place, line in enumerate(named):
            line.sort_order = place
    with (FOLDER / "images" / written["logo"]).open("rb") as logo:
        OrganisationSettings.objects.create(
            site=site,
            name=written["name"],
            logo=File(logo, name=written["logo"]),
            house_rules_nl=dutch.rich(written["house_rules"]["nl"]),
            house_rules_en=english.rich(written["house_rules"]["en"]),
            **lines,
        )
    for writer in (dutch, english):
        HomePage.objects.filter(pk=writer.home.pk).update(
            lead=_page(written["lead"][writer.language], writer).pk,
            lead_until=pages.days.calendar(written["lead"]["until"]),
        )


def _quick_link(written: Written, writer: Writer) -> QuickLink:
    audience = audience_named(written["audience"]) if "audience" in written else None
    return QuickLink(icon=written["icon"], audience=audience, **_way(written, writer))


def _way(written: Written, writer: Writer) -> Written:
    return {
        "page": _page(written["page"], writer) if "page" in written else None,
        "address": written.get("address", ""),
        "label_nl": written.get("nl", ""),
        "label_en": written.get("en", ""),
    }


def _page(slug: str, writer: Writer) -> Page:
    page = writer.home if slug == "home" else writer.page(slug)
    if page is None:
        raise ValueError(f"content: no page stands at {slug!r} yet")
    return page


def _load_must_know(pages: PageLoader, written: Written) -> None:
    dutch, english = pages.writers["nl"], pages.writers["en"]
    texts = {
        f"{name}_{writer.language}": writer.plain(written[writer.language][name])
        for writer in (dutch, english)
        for name in ("title", "text", "reason")
    }
    MustKnow.objects.create(
        page=_page(written["page"], dutch),
        audience=audience_named(written["audience"]),
        keeper=pages.people[written["keeper"]],
        starts_on=pages.days.worked(2),
        ends_on=pages.days.calendar(written["ends_in"]),
        **texts,
    )
