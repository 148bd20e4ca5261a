"""The pages every Brink begins with."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from blog.models import BlogIndexPage, PodcastIndexPage
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage
from news.models import EventIndexPage, NewsIndexPage

TITLES = {
    "nl": {
        "home": "Voorpagina",
        "news": "Nieuws",
        "knowledge": "Regelingen",
        "blogs": "Blogs",
        "podcasts": "Podcasts",
        "events": "Agenda",
    },
    "en": {
        "home": "Front page",
        "news": "News",
        "knowledge": "Procedures",
        "blogs": "Blogs",
        "podcasts": "Podcasts",
        "events": "Events",
    },
}
INDEXES: dict[str, type[Page]] = {
    "news": NewsIndexPage,
    "knowledge": KnowledgeIndexPage,
    "blogs": BlogIndexPage,
    "podcasts": PodcastIndexPage,
    "events": EventIndexPage,
}


@transaction.atomic
def lay_out(*, hostname: str = "localhost", port: int = 80) -> HomePage:
    """Return the home page of the default language, with both languages' trees, made where they are missing.

    Can be called again: what stands stays.
    """
    homes: dict[str, HomePage] = {}
    for language, _name in sorted(settings.LANGUAGES, key=lambda choice: choice[0] != settings.LANGUAGE_CODE):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        original = homes.get(settings.LANGUAGE_CODE)
        homes[language] = HomePage.objects.filter(locale=locale).first() or _plant(language, locale, original)
        _plant_indexes(homes[language], language, original)
    home = homes[settings.LANGUAGE_CODE]
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": hostname,
            "port": port,
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    # The page that Wagtail's own migration makes.
    Page.objects.filter(slug="home", depth=2, content_type__app_label="wagtailcore").delete()
    return home


def _plant(language: str, locale: Locale, original: HomePage | None) -> HomePage:
    root = Page.objects.get(depth=1)
    home = HomePage(title=TITLES[language]["home"], slug=f"home-{language}", locale=locale)
    if original is not None:
        home.translation_key = original.translation_key
    root.add_child(instance=home)
    return home


def _plant_indexes(home: HomePage, language: str, original: HomePage | None) -> None:
    for slug, model in INDEXES.items():
        if model.objects.child_of(home).exists():
            continue
        page = model(title=TITLES[language][slug], slug=slug, locale=home.locale)
        if original is not None:
            page.translation_key = model.objects.child_of(original).get().translation_key
        # Read anew: the tree keeps the number of children in the parent's row.
        HomePage.objects.get(pk=home.pk).add_child(instance=page)
