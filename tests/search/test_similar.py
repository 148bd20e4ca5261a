"""Who is about to ask sees the question that answers it among the first three, and imported ones are found.

`./run prove similar` asks it of the questions of a real team too, where their folder lies beside the project.
"""

from pathlib import Path

import pytest

from access.models import User
from dialogue.services import say_helped
from groups.importing import ImportReport, import_questions
from groups.models import Group, Post, Question
from groups.similar import QUESTION, similar_to
from search.filters import Filters
from search.queries import query
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, stranger
from tests.factories.rules import ExclusionFactory, SynonymRuleFactory
from tests.proofs import is_large
from tests.search.conftest import catch_up
from tests.search.judged import QUESTIONS, TYPED, TYPED_ELSEWHERE

pytestmark = [pytest.mark.django_db, pytest.mark.proof("similar")]

FIRST = 3
ENOUGH = 0.85
FOLDER = "shared/corpus/18f-hub/_pages/qa"
CORPUS = next((found for place in Path(__file__).parents if (found := place / FOLDER).is_dir()), None)


def first_of(typed: str, reader: User) -> list[int]:
    found = [thing for thing in similar_to(typed, reader) if thing.kind == QUESTION]
    return [thing.object_id for thing in found[:FIRST]]


@pytest.mark.any_database
def test_the_question_that_answers_it_is_among_the_first_three(capsys: pytest.CaptureFixture[str]) -> None:
    group, helper = GroupFactory(), colleague("Hanna")
    asker = member_of(group)
    names: dict[int, str] = {}
    for name, asked in QUESTIONS.items():
        post = ask_in(
            group, asked.title, text="", author=asker, language="en" if name in {"badge", "remote"} else "nl"
        )
        say_helped(asker=asker, answer=comment_on(post, asked.answer, author=helper), now=NOW)
        names[post.question.pk] = name
    reader = stranger()

    missed = [typed for typed, name in TYPED if name not in {names[key] for key in first_of(typed, reader)}]

    with capsys.disabled():
        if is_large("similar"):
            print(f"\ninvented: {len(TYPED) - len(missed)} of {len(TYPED)}; missed: {missed}")
    assert len(missed) <= (1 - ENOUGH) * len(TYPED), missed


@pytest.mark.any_database
def test_what_the_newsroom_says_about_searches_holds_here_too() -> None:
    group = GroupFactory()
    kept_out, other = (ask_in(group, f"Waar haal ik een {what}?").question for what in ("smoutebol", "wafel"))
    reader, typed = stranger(), "Wie bakt een oliebol"
    assert first_of(typed, reader) == []

    SynonymRuleFactory(words="oliebol, smoutebol, wafel")
    assert set(first_of(typed, reader)) == {kept_out.pk, other.pk}
    ExclusionFactory(thing=f"question-{kept_out.pk}")

    assert first_of(typed, reader) == [other.pk]


@pytest.mark.any_database
def test_a_word_between_quotes_does_not_have_to_be_written_so() -> None:
    question = ask_in(GroupFactory(), "Waar haal ik een parkeerkaart?").question

    assert first_of('Wat is een "kaart om te parkeren", of parkeerkaart?', stranger()) == [question.pk]


@pytest.mark.skipif(
    CORPUS is None or not is_large("similar"), reason="asked of a real team only by ./run prove similar"
)
@pytest.mark.parametrize("engine", ["database", "elasticsearch"])
def test_a_real_team_finds_its_questions(
    engine: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    if engine == "elasticsearch":
        request.getfixturevalue("node")
    assert CORPUS is not None
    group = GroupFactory(language="en")
    asker, answerer, reader = member_of(group), member_of(group), stranger()

    first, second = (brought(CORPUS, group, asker, answerer) for _time in range(2))
    catch_up()

    assert (len(first.made), first.refused) == (71, [])
    assert (second.made, second.changed, len(second.unchanged)) == ([], [], 71)
    for question in Question.objects.select_related("post"):
        hits = query(reader, str(question.post), Filters(kind="question")).hits
        assert question.pk in [hit.entry.object_id for hit in hits], question.post
    missed = []
    stems = {source.removesuffix(".md") for source in first.made}
    files = dict(Post.objects.filter(question__isnull=False).values_list("question", "title"))
    titles = {source: title_of(CORPUS / f"{source}.md") for source in stems}
    for typed, right in TYPED_ELSEWHERE:
        found = {files[key] for key in first_of(typed, reader)}
        if not found & {titles[source] for source in right}:
            missed.append(typed)
    share = 1 - len(missed) / len(TYPED_ELSEWHERE)
    with capsys.disabled():
        print(f"\n{engine}: 71 questions, {share:.0%} of {len(TYPED_ELSEWHERE)} right; missed: {missed}")
    assert share >= ENOUGH


def brought(folder: Path, group: Group, asker: User, answerer: User) -> ImportReport:
    return import_questions(
        folder=folder,
        group=group,
        asker=asker,
        answerer=answerer,
        language="en",
        now=NOW,
    )


def title_of(path: Path) -> str:
    [line] = [line for line in path.read_text().splitlines() if line.startswith("title:")][:1]
    return " ".join(line.removeprefix("title:").strip().strip('"').split())
