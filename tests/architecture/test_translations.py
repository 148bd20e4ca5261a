"""Every sentence is there in Dutch."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.utils.translation import templatize

from tests.architecture.rooms import REPOSITORY, ROOMS, modules, tracked_files

DUTCH = REPOSITORY / "locale/nl/LC_MESSAGES/django.po"
# How Python code marks a sentence, in the language of xgettext.
KEYWORDS = [
    *("_", "gettext_lazy", "gettext_noop", "ngettext:1,2", "ngettext_lazy:1,2"),
    *("pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3"),
]
# How it marks the places that are filled in: %(name)s and {name}.
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

Sentence = tuple[str | None, str]


@pytest.fixture(scope="module")
def catalogue() -> dict[Sentence, polib.POEntry]:
    """The Dutch catalogue."""
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(DUTCH)) if not entry.obsolete}


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[Sentence, polib.POEntry]:
    """What the code and the templates say to a reader."""
    if not (xgettext := shutil.which("xgettext")):
        pytest.skip("xgettext is not installed (Debian: gettext), so sentences cannot be collected")
    folder = tmp_path_factory.mktemp("sentences")
    python = [module for room in ROOMS for module in modules(room)]
    templates = [
        _as_python(path, folder)
        for path in tracked_files("*.html", "*.txt", "*.xml")
        if "templates" in path.parts
    ]
    subprocess.run(
        [
            *(xgettext, "--language=Python", "--from-code=UTF-8", "--no-location", "--sort-output"),
            *(f"--keyword={keyword}" for keyword in KEYWORDS),
            *("-o", str(folder / "found.pot")),
            *map(str, [*python, *templates]),
        ],
        check=True,
        capture_output=True,
    )
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(folder / "found.pot"))}


def _as_python(template: Path, folder: Path) -> Path:
    """Write the sentences of a template down as Python, which xgettext reads."""
    name = str(template.relative_to(REPOSITORY)).replace("/", "--")
    translated = folder / f"{name}.py"
    translated.write_text(templatize(template.read_text(), origin=name))
    return translated


def test_sentences_of_code_and_of_templates_are_found(sentences: dict[Sentence, polib.POEntry]) -> None:
    assert (None, "heartbeat") in sentences
    assert (None, "Skip to the content") in sentences


def test_every_sentence_has_its_dutch(
    sentences: dict[Sentence, polib.POEntry], catalogue: dict[Sentence, polib.POEntry]
) -> None:
    missing = [str(s) for s in sentences if s not in catalogue or not catalogue[s].translated()]

    assert not missing, "without Dutch:\n" + "\n".join(missing)


def test_a_sentence_that_counts_has_both_forms(
    sentences: dict[Sentence, polib.POEntry], catalogue: dict[Sentence, polib.POEntry]
) -> None:
    counting = [catalogue[s] for s, entry in sentences.items() if entry.msgid_plural and s in catalogue]

    assert counting
    assert [e.msgid for e in counting if not all(e.msgstr_plural.get(form) for form in (0, 1))] == []


def test_no_translation_is_a_guess(catalogue: dict[Sentence, polib.POEntry]) -> None:
    assert [entry.msgid for entry in catalogue.values() if entry.fuzzy] == []


def test_no_sentence_is_translated_twice() -> None:
    # Git joins this file line by line, so that two branches can add the same sentence.
    entries = Counter((entry.msgctxt, entry.msgid) for entry in polib.pofile(str(DUTCH)))

    assert [sentence for sentence, count in entries.items() if count > 1] == []


def test_no_translation_outlives_its_sentence(
    sentences: dict[Sentence, polib.POEntry], catalogue: dict[Sentence, polib.POEntry]
) -> None:
    assert sorted(str(sentence) for sentence in catalogue.keys() - sentences.keys()) == []


def test_every_translation_fills_in_the_same_places(catalogue: dict[Sentence, polib.POEntry]) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue.values()
        if set(PLACE.findall(entry.msgid + entry.msgid_plural))
        != set(PLACE.findall(entry.msgstr + "".join(entry.msgstr_plural.values())))
    ]

    assert wrong == []


def test_gettext_reads_the_catalogue_too(tmp_path: Path) -> None:
    if not (msgfmt := shutil.which("msgfmt")):
        pytest.skip("msgfmt is not installed (Debian: gettext)")

    checked = subprocess.run(
        [msgfmt, "--check", "-o", tmp_path / "nl.mo", DUTCH], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stderr
