import pytest

from directory.faces import PAPERS, face_of, initials_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Noor de Wit", "NW"), ("Cher", "C"), ("El Mehdi ben Ali", "EA"), ("", "?"), ("42", "?")],
)
def test_initials_come_from_the_first_and_the_last_word(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_person_keeps_one_paper() -> None:
    assert face_of("Noor de Wit") == face_of("Noor de Wit")
    assert {face_of(f"Collega {number}") for number in range(100)} == set(PAPERS)
