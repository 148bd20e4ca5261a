"""The button with which an editor chooses a colleague."""

from django import forms
from django.utils.translation import override

from content.blocks.people import PersonBlock
from news.models import NewsPage


def words_of(widget: forms.Widget, language: str) -> str:
    with override(language):
        return widget.render("author", None, {"id": "author"})


def test_a_field_asks_for_a_colleague_in_the_language_of_each_editor() -> None:
    form = NewsPage.get_edit_handler().get_form_class()
    widget = form.base_fields["author"].widget

    assert "Kies een collega" in words_of(widget, "nl")
    assert "Choose a colleague" in words_of(widget, "en")


def test_a_block_asks_for_a_colleague_in_the_language_of_each_editor() -> None:
    widget = PersonBlock().child_blocks["person"].widget

    assert "Kies een collega" in words_of(widget, "nl")
    assert "Choose a colleague" in words_of(widget, "en")
