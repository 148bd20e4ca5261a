import re
from pathlib import Path

import pytest
from django.conf import settings

from home.looks.contrast import READABLE, contrast, nearest_readable, shifted, worst_contrast
from home.looks.stylesheet import SURFACES


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Worked examples of the guidelines and of the checkers that follow them.
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("word", ["", "red", "#fff", "#12345g", "#1234567", "#123456\n"])
def test_only_six_digits_are_a_colour(word: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast(word, "#ffffff")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "colour", ["#7fb3ff", "#ffee00", "#808080", "#e17000", "#01689b", "#000000", "#ffffff"]
)
def test_the_nearest_colour_that_reads_does_read(theme: str, colour: str) -> None:
    nearest = nearest_readable(colour, SURFACES[theme])

    assert nearest is not None
    assert worst_contrast(nearest, SURFACES[theme]) >= READABLE


def test_a_colour_that_reads_is_its_own_nearest() -> None:
    nearest = nearest_readable("#2c6017", SURFACES["light"])

    assert nearest is not None
    # The same up to the rounding of a thousandth of lightness.
    assert contrast(nearest, "#2c6017") < 1.02


def test_nothing_reads_on_black_and_white_at_once() -> None:
    assert nearest_readable("#808080", ["#000000", "#ffffff"], least=7) is None


def test_lighter_and_darker_stop_at_white_and_black() -> None:
    assert shifted("#808080", 1) == "#ffffff"
    assert shifted("#808080", -1) == "#000000"


@pytest.mark.parametrize(("theme", "place"), [("light", 0), ("dark", 1)])
def test_the_surfaces_are_those_of_the_tokens(theme: str, place: int) -> None:
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    found = [
        re.findall(r"#[0-9a-f]{6}", line)[place]
        for line in re.findall(r"--surface(?:-field|-leaf|-warm)?: [^;]+;", tokens)
    ]

    assert found == SURFACES[theme]
