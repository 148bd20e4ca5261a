"""What people of the demonstration come to do, with scripts off."""

import pytest

from home.demo.people import PASSWORD
from tests.journeys.walker import Walker

pytestmark = pytest.mark.usefixtures("lindewaard", "db")

LEAVE = "Verlof aanvragen"
FOR_THE_COUNCIL = "Vertrouwelijk: adviesaanvraag over het winterrooster"


def sign_in(username: str, language: str = "nl") -> Walker:
    walker = Walker(language).open("/")
    button = {"nl": "Log in", "en": "Sign in"}[language]
    return walker.press(button, login=username, password=PASSWORD)


def test_a_newcomer_finds_a_procedure_asks_and_is_answered() -> None:
    sam, mila = sign_in("sam"), sign_in("mila")

    sam.press("Zoek", q="vakantie").follow(LEAVE)
    sam.press("Plaats", text="Kan ik vrij vragen tijdens mijn proeftijd?")
    mila.open(sam.address)
    mila.follow("Antwoord , reactie van Sam Postma").press("Plaats", text="Ja hoor, Sam. Gewoon doen.")
    sam.open(sam.address)

    assert "Kan ik vrij vragen tijdens mijn proeftijd?" in sam.text
    assert "Ja hoor, Sam. Gewoon doen." in sam.text
    assert "Mila Okafor" in sam.text


def test_whoever_helps_is_two_steps_away() -> None:
    noor = sign_in("noor")

    noor.follow("Regelingen").follow("Geld en reizen").follow("Onkosten declareren").follow("Joris Hoekstra")

    assert "Bel voordat je tekent, niet erna." in noor.text


def test_a_reader_of_english_is_offered_the_english_version() -> None:
    noor = sign_in("noor", language="en")

    noor.follow("Ziek melden en beter melden").follow("Read this in English")

    assert noor.address.endswith("/en/knowledge/ill-and-better/report-sick/")
    assert "You do not have to say what you have." in noor.text


def test_an_ended_item_points_at_what_came_instead() -> None:
    noor = sign_in("noor")

    noor.follow("Nieuws").follow("Brug bij de Kolk twee weken dicht")
    assert "De brug is weer open. Praat verder onder het nieuwe bericht." in noor.text
    noor.follow("De Kolkbrug is open")

    assert "Die staat afgewassen in de keet." in noor.text


def test_what_sam_may_not_see_does_not_exist() -> None:
    sam, otto = sign_in("sam"), sign_in("otto")

    otto.press("Zoek", q="winterrooster").follow(FOR_THE_COUNCIL)
    comment = otto.page.select_one("article.comment")
    assert comment is not None
    number = str(comment["id"]).removeprefix("c")

    assert FOR_THE_COUNCIL not in sam.open("/").text
    assert FOR_THE_COUNCIL not in sam.open("/news/").text
    assert FOR_THE_COUNCIL not in sam.open("/people/liv-aerts/").text
    assert FOR_THE_COUNCIL not in sam.open("/search/?q=winterrooster").text
    assert "speculaas" not in sam.open(otto.address, expect=404).text
    assert "speculaas" not in sam.open(f"/comments/{number}/", expect=404).text


def test_a_procedure_is_found_in_the_words_of_who_needs_it() -> None:
    noor = sign_in("noor")

    noor.press("Zoek", q="bonnetje kwijt").follow("Onkosten declareren")

    assert "Dat mag drie keer per jaar." in noor.text
