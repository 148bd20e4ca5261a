"""What an editor may want to mend, on pages as they are in memory."""

from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Page

from content.checks import Check, checks_of
from news.models import NewsPage
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, ProcedurePageFactory

pytestmark = pytest.mark.django_db

PARAGRAPH = "<p>Er komt een bank onder de linde.</p>"


def complete(**fields: Any) -> NewsPage:  # Any: field values of every kind
    """Return an item with nothing to mend, but for `fields`."""
    whole = {
        "title": "De eik krijgt een bank",
        "summary": "Er is plek voor vier.",
        "keeper": PersonFactory(),
        "author": PersonFactory(),
        "keywords": "zitten",
        "body": [("text", PARAGRAPH)],
        "subjects": [SubjectFactory()],
    }
    page: NewsPage = NewsPageFactory(**{**whole, **fields})
    return page


def codes_of(page: Page) -> list[str]:
    return [check.code for check in checks_of(page)]


def test_a_complete_page_has_nothing_to_mend() -> None:
    assert checks_of(complete()) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "De eik " * 12}, "headline-long"),
        ({"summary": ""}, "summary-missing"),
        ({"summary": "De eik krijgt een bank."}, "summary-repeats"),
        ({"body": []}, "text-missing"),
        ({"keeper": None}, "keeper-missing"),
        ({"author": None}, "news-author"),
        ({"keywords": " "}, "keywords-missing"),
        ({"subjects": []}, "subjects-missing"),
        ({"body": [("text", f"<p>{'woord ' * 130}</p>")]}, "paragraph-long"),
        ({"body": [("text", f"<h4>Waar</h4>{PARAGRAPH}")]}, "heading-skips"),
        ({"body": [("text", PARAGRAPH), ("heading", "Waar")]}, "heading-empty"),
        ({"body": [("heading", "Wie"), ("heading", "Waar"), ("text", PARAGRAPH)]}, "heading-empty"),
    ],
)
def test_what_is_missing_is_found_alone(fields: dict[str, Any], code: str) -> None:
    assert codes_of(complete(**fields)) == [code]


def test_headings_in_their_order_are_right() -> None:
    body = [("heading", "Waar"), ("text", f"<h3>Hier</h3>{PARAGRAPH}<h4>Onder</h4>{PARAGRAPH}")]

    assert checks_of(complete(body=body)) == []


@pytest.mark.parametrize(
    ("alternative", "is_decorative", "found"),
    [("", False, ["image-silent"]), ("", True, []), ("Een bank", False, [])],
)
def test_an_image_in_the_text_speaks_or_decorates(
    alternative: str, is_decorative: bool, found: list[str]
) -> None:
    image = ImageFactory()
    image.contextual_alt_text, image.decorative = alternative, is_decorative
    body = [("text", PARAGRAPH), ("figure", {"image": image, "caption": ""})]

    assert codes_of(complete(body=body)) == found


def test_the_image_of_a_news_item_without_words_is_told() -> None:
    assert codes_of(complete(image=ImageFactory())) == ["news-image"]


def test_links_to_what_is_gone_or_offline_are_found() -> None:
    gone, offline = NewsPageFactory(), NewsPageFactory(live=False)
    links = "".join(f'<p><a linktype="page" id="{page.pk}">hier</a></p>' for page in (gone, offline))
    page = complete(body=[("text", links)])
    gone.delete()

    assert codes_of(page) == ["link-gone", "link-offline"]


def test_a_procedure_needs_steps_a_summary_in_short_someone_to_call_and_a_date() -> None:
    page = ProcedurePageFactory(steps=[], in_short="")

    found = {"procedure-steps", "procedure-short", "procedure-contact", "procedure-review"}
    assert found <= set(codes_of(page))


def test_a_page_that_was_never_saved_can_be_looked_at() -> None:
    assert "summary-missing" in codes_of(NewsPage(title="Nieuw"))


def test_a_page_without_checks_has_none() -> None:
    assert checks_of(Page(title="Voorpagina")) == []


def test_advice_is_said_in_the_language_of_who_reads_it() -> None:
    check = Check("headline-long", "title", {"length": 84, "longest": 70})

    with translation.override("nl"):
        dutch = check.advice
    with translation.override("en"):
        english = check.advice

    assert "84 tekens" in dutch
    assert "84 signs" in english
