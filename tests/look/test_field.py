import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string


class PostForm(forms.Form):
    text = forms.CharField(label="Text", help_text="Everyone can read this.")
    kind = forms.ChoiceField(
        label="Kind",
        help_text="A question has an owner.",
        choices=[("c", "Comment"), ("q", "Question")],
        widget=forms.RadioSelect,
    )
    told = forms.BooleanField(label="Tell me")
    key = forms.CharField(widget=forms.HiddenInput)


def drawn(field: str, *, data: dict[str, str] | None = None) -> str:
    return render_to_string("components/field.html", {"field": PostForm(data)[field]})


def test_hint_is_tied_to_its_field() -> None:
    field = drawn("text")

    assert '<label for="id_text">Text</label>' in field
    assert '<p class="hint" id="id_text_helptext">Everyone can read this.</p>' in field
    assert 'aria-describedby="id_text_helptext"' in field
    assert "error" not in field


def test_error_is_tied_to_its_field_after_the_hint() -> None:
    field = drawn("text", data={})

    assert 'aria-describedby="id_text_helptext id_text_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'class="error" id="id_text_error"' in field


def test_choices_are_a_group_with_its_question_and_what_is_wrong() -> None:
    field = drawn("kind", data={})

    assert re.search(r'<fieldset[^>]* aria-describedby="id_kind_helptext id_kind_error"', field)
    assert "<legend>Kind</legend>" in field
    assert re.search(
        r'<label class="choice" for="id_kind_1"><input[^>]*value="q"[^>]*> Question</label>', field
    )


def test_tick_box_stands_within_its_label() -> None:
    assert re.search(
        r'<label class="choice" for="id_told"><input type="checkbox"[^>]*> Tell me</label>', drawn("told")
    )


def test_hidden_field_has_no_label() -> None:
    assert drawn("key").strip() == '<input type="hidden" name="key" id="id_key">'


def pages(number: int, **given: Any) -> str:  # Any: parameters of the component
    page = Paginator(range(30), 10).page(number)
    return render_to_string("components/pagination.html", {"page_obj": page, **given})


@pytest.mark.parametrize(("number", "ways"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_pages_lead_only_where_there_is_a_page(number: int, ways: list[str]) -> None:
    assert re.findall(r'rel="(\w+)"', pages(number)) == ways


def test_pages_keep_what_was_asked() -> None:
    assert 'href="?q=verlof&amp;page=3"' in pages(2, query="q=verlof")


def test_a_single_page_has_no_ways() -> None:
    page = Paginator(range(3), 10).page(1)

    assert render_to_string("components/pagination.html", {"page_obj": page}).strip() == ""
