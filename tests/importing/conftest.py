"""A folder that a test fills, and the pages below which it goes in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings
from wagtail.models import Page

from content.importing import import_folder, known_kinds
from content.importing.report import Report
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage
from news.models import NewsIndexPage

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
BringIn = Callable[..., Report]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The messages of a report, in the words of the source."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def library(settings: Settings, tmp_path: Path) -> Path:
    """An empty place for pictures."""
    settings.MEDIA_ROOT = tmp_path / "library"
    return tmp_path / "library"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "handbook"
    place.mkdir()
    return place


@pytest.fixture
def knowledge(home: HomePage) -> KnowledgeIndexPage:
    """The English index of procedures."""
    page: KnowledgeIndexPage = KnowledgeIndexPage.objects.get(locale__language_code="en")
    return page


@pytest.fixture
def news(home: HomePage) -> NewsIndexPage:
    """The English index of news."""
    page: NewsIndexPage = NewsIndexPage.objects.get(locale__language_code="en")
    return page


@pytest.fixture
def bring_in(folder: Path) -> BringIn:
    """Imports the folder below a page, as the kind that fits there."""

    def bring_in(into: Page, **options: Any) -> Report:  # Any: options of the service
        page = Page.objects.get(pk=into.pk).specific
        kind = next(kind for kind in known_kinds() if kind.page_model in page.allowed_subpage_models())
        return import_folder(folder=folder, into=page, kind=kind, now=NOW, **options)

    return bring_in
