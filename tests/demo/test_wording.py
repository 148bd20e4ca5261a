import re
from collections.abc import Iterator

import pytest
import yaml

from home.demo.written import FOLDER, Written, read

FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.yaml"))
# Common words that Dutch does not have.
ENGLISH = re.compile(
    r"\b(the|and|with|you|your|this|that|from|have|are|not|page|read|more|comment|about|new|for)\b",
    re.IGNORECASE,
)


NO_DUTCH = {"en", "system_url", "spoken_name"}
LINK = re.compile(r"\]\(page:[^)]*\)")


def dutch_texts(written: object) -> Iterator[str]:
    """Yield every text outside the English versions, without the addresses in it."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key not in NO_DUTCH:
                yield from dutch_texts(value)
    elif isinstance(written, list):
        for value in written:
            yield from dutch_texts(value)
    elif isinstance(written, str):
        yield LINK.sub("]", written)


@pytest.mark.parametrize("name", FILES)
def test_dutch_has_no_english_leftovers(name: str) -> None:
    leftovers = {found[0] for text in dutch_texts(read(name)) for found in ENGLISH.finditer(text)}

    assert leftovers == set()


def test_nothing_was_cut_off_at_a_comma() -> None:
    # YAML reads “{what: first, then}” as two things, of which the second has no text.
    empty = [name for name in FILES if re.search(r"(?m)[:-] null$", yaml.safe_dump(read(name)))]

    assert empty == []


def tables(written: object) -> Iterator[Written]:
    parts = list(written.values()) if isinstance(written, dict) else written
    if isinstance(written, dict) and "rows" in written:
        yield written
    elif isinstance(parts, list):
        for part in parts:
            yield from tables(part)


def test_every_row_of_a_table_is_as_wide_as_its_header() -> None:
    found = [(name, table) for name in FILES for table in tables(read(name))]

    crooked = [
        (name, row)
        for name, table in found
        for row in table["rows"]
        if len(row) != len(table["header"]) or not all(isinstance(cell, str) for cell in row)
    ]

    assert len(found) >= 10
    assert crooked == []


@pytest.mark.parametrize("name", FILES)
def test_nobody_shouts(name: str) -> None:
    assert "!" not in (FOLDER / name).read_text()


def test_the_check_for_leftovers_finds_one() -> None:
    written: Written = {"nl": {"title": "Lees more"}, "en": {"title": "Read the page"}}

    found = [text for text in dutch_texts(written) if ENGLISH.search(text)]

    assert found == ["Lees more"]
