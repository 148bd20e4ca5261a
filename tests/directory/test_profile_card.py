"""The card for an address book, as a program reads it. Source: RFC 6350."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Person
from directory.profile.card import escape, fold
from tests.factories.directory import PersonFactory, UnitFactory


def unfold(card: str) -> list[str]:
    """Return the lines of a card as section 3.2 has them read."""
    return re.sub("\r\n[ \t]", "", card).split("\r\n")


def unescape(value: str) -> str:
    """Return a value as section 3.4 has it read."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(st.text())
def test_a_value_of_any_text_stays_one_line_and_is_read_back(text: str) -> None:
    value = escape(text)

    assert "\r" not in value
    assert "\n" not in value
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    shown = "\n".join("".join(c for c in line if c.isprintable() or c == "\t") for line in text.splitlines())
    assert unescape(value) == shown


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_a_long_line_is_folded_within_75_octets_and_whole_again(line: str) -> None:
    folded = fold(line)

    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert re.sub("\r\n ", "", folded) == line


@pytest.fixture
def card(reader: Client) -> list[str]:
    PersonFactory(
        name="Zoë; de Wit, jr.",
        slug="zoe",
        sort_name="Wit, Zoë de",
        nickname="Zo\r\nBEGIN:VCARD",
        job_title="Adviseur, tekst; beeld",
        unit=UnitFactory(name="Inkoop; contracten"),
        phone="+31881234567",
        email="zoe@brink.example",
        contact_by="email",
    )
    answer = reader.get("/people/zoe/card.vcf")
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="zoe.vcf"'
    return unfold(answer.content.decode())


def test_a_card_begins_and_ends_once(card: list[str]) -> None:
    assert card[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert card[-2:] == ["END:VCARD", ""]
    assert sum(line.startswith("BEGIN:") for line in card) == 1


def test_signs_of_the_format_are_part_of_the_text(card: list[str]) -> None:
    values = dict(line.partition(":")[::2] for line in card)

    assert unescape(values["FN"]) == "Zoë; de Wit, jr."
    assert values["N"] == "Wit;Zoë de;;;"
    assert unescape(values["TITLE"]) == "Adviseur, tekst; beeld"
    assert values["ORG"].endswith("Inkoop\\; contracten")
    assert values["NICKNAME"] == "Zo\\nBEGIN:VCARD"


def test_the_way_that_is_preferred_is_marked(card: list[str]) -> None:
    assert "EMAIL;TYPE=work;PREF=1:zoe@brink.example" in card
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+31881234567' in card


def test_who_left_has_no_card(reader: Client) -> None:
    PersonFactory(slug="daan", left_on="2026-01-01")

    assert Person.objects.filter(slug="daan").exists()
    assert reader.get("/people/daan/card.vcf").status_code == 404
