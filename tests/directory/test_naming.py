import pytest

from directory.naming import free_slug, sort_name_of
from tests.factories.directory import PersonFactory


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Anouk van den Berg", "Berg, Anouk van den"),
        ("Noor de Wit", "Wit, Noor de"),
        ("Emre Yildiz", "Yildiz, Emre"),
        ("Jansen, P.", "Jansen, P."),
        ("P. Jansen", "Jansen, P."),
        ("P.J. van 't Hof", "Hof, P.J. van 't"),
        ("Femke van \u2019t Hek", "Hek, Femke van \u2019t"),
        ("Jan Van den Berghe", "Van den Berghe, Jan"),
        ("Samira El Amrani", "Amrani, Samira El"),
        ("Youssef ben Ali", "Ali, Youssef ben"),
        ("Ursula von der Leyen", "Leyen, Ursula von der"),
        ("Hedy d'Ancona", "Ancona, Hedy d'"),
        ("Hedy d\u2019Ancona", "Ancona, Hedy d\u2019"),
        ("Anna Maria Jansen", "Jansen, Anna Maria"),
        ("Fatima Jansen-de Wit", "Jansen-de Wit, Fatima"),
        ("Fatima van den Berg-de Wit", "Berg-de Wit, Fatima van den"),
        ("Fatima Jansen - de Wit", "Jansen - de Wit, Fatima"),
        ("Peter Jansen jr.", "Jansen jr., Peter"),
        ("Beatrix", "Beatrix"),
        ("  Emre   Yildiz ", "Yildiz, Emre"),
        ("Jan de", "de, Jan"),
        ("", ""),
    ],
)
def test_a_name_is_sorted_by_the_family_name(name: str, sorted_as: str) -> None:
    assert sort_name_of(name) == sorted_as


def test_namesakes_get_addresses_of_their_own(db: None) -> None:
    PersonFactory(slug="renee-visser")
    PersonFactory(slug="renee-visser-2")
    PersonFactory(slug="renee-visser-bos")

    assert free_slug("Renée Visser") == "renee-visser-3"


def test_a_name_in_another_script_gets_an_address_too(db: None) -> None:
    PersonFactory(slug="colleague")

    assert free_slug("王小明") == "colleague-2"


def test_the_longest_name_fits_in_an_address(db: None) -> None:
    PersonFactory(slug="a" * 140)

    assert len(free_slug("a" * 150)) <= 150
