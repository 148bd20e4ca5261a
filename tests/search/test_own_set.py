"""Our own judged searches are answered as well as they were: whoever changes search sees what it costs."""

import re
import statistics
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from access.models import Scope, User
from content.passages import Passage
from home.evaluation.judgements import read_judgements
from search.entries import Words, text_of
from search.filters import Filters
from search.models import Entry
from search.queries import ELASTICSEARCH, asked_by, find
from search.ranking import ndcg
from search.rules import rules_now
from search.services import write
from tests.search.conftest import catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FOLDER = Path(__file__).parent / "eval"
TITLE = re.compile(r'\A---\ntitle: "(.+)"\n---\n')
# A little under what was measured: nDCG@10 of each engine, by the language of the texts.
FLOORS = {
    "elasticsearch": {"nl": 0.83, "en": 0.66},
    "postgresql": {"nl": 0.68, "en": 0.71},
    "sqlite": {"nl": 0.70, "en": 0.54},
}


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "database":
        return connection.vendor
    request.getfixturevalue("node")
    return ELASTICSEARCH.name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_our_own_searches_are_answered_as_well_as_before(employee: User, engine: str, language: str) -> None:
    files = sorted((FOLDER / language).rglob("*.md"))
    write([_words_of(file, number, language) for number, file in enumerate(files, 1)], now=timezone.now())
    catch_up()
    names = dict(Entry.objects.values_list("pk", "object_id"))

    judged = read_judgements(FOLDER / f"{language}.tsv")
    figures = {}
    for text, grades in judged.items():
        asked = asked_by(employee, text, Filters(), 1, rules_now(), today=timezone.localdate())
        found = [files[names[match.entry_id] - 1] for match in find(asked).matches]
        figures[text] = ndcg([str(file.relative_to(FOLDER / language)) for file in found], grades)

    worst = sorted(figures, key=lambda text: figures[text])[:10]
    told = ", ".join(f"{text} {figures[text]:.2f}" for text in worst)
    mean = statistics.fmean(figures.values())
    assert mean >= FLOORS[engine][language], f"{engine}, {language}: nDCG@10 {mean:.3f}. Worst: {told}"


def _words_of(file: Path, number: int, language: str) -> Words:
    """Return a text as a procedure that everyone may read says it."""
    written = file.read_text(encoding="utf-8")
    title = TITLE.match(written)
    assert title
    passages = []
    for part in re.split(r"^(?=## )", TITLE.sub("", written), flags=re.MULTILINE):
        heading, _, text = (
            part.removeprefix("## ").partition("\n") if part.startswith("## ") else ("", "", part)
        )
        passages.append(Passage(" ".join(text.split()), heading))
    entry = Entry(
        kind="procedure",
        object_id=number,
        scope=Scope.objects.everyone(),
        language=language,
        title=title[1],
        headings="\n".join(passage.heading for passage in passages if passage.heading),
        text=text_of(passages),
    )
    return Words(entry, passages)
