"""Pages of the newsroom, each under a parent that is valid for it."""

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Page

from content.models import BrinkImage
from knowledge.models import (
    KnowledgeIndexPage,
    ProcedurePage,
    SectionPage,
    StatementPage,
    ToolGuidePage,
)
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage
from tests.laid_out import home_of


class PageFactory(DjangoModelFactory):
    """A live page under `parent`, or else under the index of its kind in `language`.

    Give `translation_of` to make it the other version of a page.
    """

    class Meta:
        abstract = True

    _index_model: type[Page]
    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:  # Any: field values of every kind
        original: Page | None = kwargs.pop("translation_of", None)
        if original is not None:
            kwargs["translation_key"] = original.translation_key
        return kwargs

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:  # Any: as above
        language = kwargs.pop("language", "nl")
        parent = kwargs.pop("parent", None) or cls._index_model.objects.child_of(home_of(language)).get()
        chosen = {name: kwargs.pop(name, ()) for name in ("subjects", "audiences")}
        page = model_class(*args, locale=parent.locale, **kwargs)
        # Read anew: the tree keeps the number of children in the parent's row.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        for name, things in chosen.items():
            if things:
                getattr(page, name).set(things)
                page.save()
        return page


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    _index_model = NewsIndexPage
    title = factory.Sequence(lambda number: f"Nieuws van dag {number}")
    summary = "Wat er vandaag op de brink gebeurt."
    published_on = date(2026, 11, 2)


class SectionPageFactory(PageFactory):
    class Meta:
        model = SectionPage

    _index_model = KnowledgeIndexPage
    title = factory.Sequence(lambda number: f"Rubriek {number}")


class ProcedurePageFactory(PageFactory):
    class Meta:
        model = ProcedurePage

    _index_model = KnowledgeIndexPage
    title = factory.Sequence(lambda number: f"Regeling {number}")
    summary = "Hoe we dit hier doen."
    in_short = "<p>Vraag het, doe het, klaar.</p>"
    steps = [("step", {"title": "Vraag het aan", "text": "<p>In één formulier.</p>"})]


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = BrinkImage

    title = "Linde op de brink"
    file = factory.django.ImageField(width=640, height=360, color="green")


class EventPageFactory(PageFactory):
    """An event that is still to come, whenever the test runs."""

    class Meta:
        model = EventPage

    _index_model = EventIndexPage
    title = factory.Sequence(lambda number: f"Bijeenkomst {number}")
    summary = "Iedereen kan aanschuiven."
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


def rule(tool: str, **values: Any) -> dict[str, Any]:  # Any: values of a block
    """Return a rule of a guide as the database has it; it fits every answer unless told otherwise."""
    return {
        "type": "rule",
        "value": {
            "situation": f"Je wilt {tool.lower()}",
            "tool": tool,
            "why": f"Omdat {tool.lower()} past.",
            "page": None,
            "url": "",
            "for_whom": [],
            "what_kind": [],
            "how_long": [],
            "keeper": None,
            "checked_on": "2026-11-02",
            **values,
        },
    }


class ToolGuidePageFactory(PageFactory):
    class Meta:
        model = ToolGuidePage

    _index_model = KnowledgeIndexPage
    title = factory.Sequence(lambda number: f"Welk middel {number}")
    summary = "Begin bij je werk, niet bij het middel."


class StatementPageFactory(PageFactory):
    class Meta:
        model = StatementPage

    title = factory.Sequence(lambda number: f"Verklaring {number}")
    kind = StatementPage.Kind.ACCESSIBILITY
    stated_on = date(2026, 11, 2)

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:  # Any: as above
        kwargs.setdefault("parent", home_of(kwargs.get("language", "nl")))
        return super()._create(model_class, *args, **kwargs)
