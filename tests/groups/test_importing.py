"""A folder of questions becomes questions in a group, and again only what changed in it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from access.models import User
from dialogue.models import BrinkComment
from following.follows import follow
from following.models import Thing
from groups.answering import usual_answers
from groups.importing import import_questions
from groups.models import Group, Post, Question
from groups.source import GROUP
from notices.models import Event
from tests.factories.groups import NOW, GroupFactory, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FILE = """---
title: Waar meld ik een losse tegel?
tags: [stoep, trottoir]
---
# {{ page.title }}

Bij de balie.
"""


@pytest.fixture
def group() -> Group:
    return GroupFactory(slug="straat")


@pytest.fixture
def people(group: Group) -> tuple[User, User]:
    return member_of(group), member_of(group, role="host")


def bring(folder: Path, group: Group, people: tuple[User, User]) -> tuple[int, int, int, int]:
    asker, answerer = people
    report = import_questions(
        folder=folder, group=group, asker=asker, answerer=answerer, language="nl", now=NOW
    )
    return len(report.made), len(report.changed), len(report.unchanged), len(report.refused)


def test_a_file_becomes_a_question_with_an_accepted_answer_once(
    tmp_path: Path, group: Group, people: tuple[User, User]
) -> None:
    (tmp_path / "tegel.md").write_text(FILE)

    assert bring(tmp_path, group, people) == (1, 0, 0, 0)
    assert bring(tmp_path, group, people) == (0, 0, 1, 0)

    question = Question.objects.get()
    assert question.comment.comment == "Waar meld ik een losse tegel?\n\nstoep, trottoir"
    assert question.state == Question.State.HELPED
    assert usual_answers([group], NOW) == {}


@pytest.mark.django_db(transaction=True)
def test_what_is_brought_in_stands_in_streams_and_gives_nobody_notice(
    tmp_path: Path, group: Group, people: tuple[User, User]
) -> None:
    follow(follower=member_of(group), kind=GROUP, object_id=group.pk, now=NOW)
    (tmp_path / "tegel.md").write_text(FILE)

    bring(tmp_path, group, people)

    post, answer = Post.objects.get(), BrinkComment.objects.get(is_opening=False)
    assert set(Thing.objects.values_list("kind", "object_id")) >= {("post", post.pk), ("comment", answer.pk)}
    assert set(Event.objects.values_list("kind", flat=True)) >= {"answer", "helped"}
    assert not Event.objects.filter(passed_on_at=None).exists()


def test_only_what_changed_in_the_folder_changes_here(
    tmp_path: Path, group: Group, people: tuple[User, User]
) -> None:
    file = tmp_path / "tegel.md"
    file.write_text(FILE + "\n\n".join(["Of bel." * 300] * 5))
    bring(tmp_path, group, people)
    assert Question.objects.get().post.comment_count == 3  # type: ignore[union-attr]  # it has a post

    file.write_text(FILE.replace("balie", "wijkpost"))

    assert bring(tmp_path, group, people) == (0, 1, 0, 0)
    assert Question.objects.get().post.comment_count == 1  # type: ignore[union-attr]  # as above
    assert bring(tmp_path, group, people) == (0, 0, 1, 0)


def test_a_file_without_an_answer_is_refused_and_the_others_go_in(
    tmp_path: Path, group: Group, people: tuple[User, User]
) -> None:
    (tmp_path / "leeg.md").write_text("---\ntitle: Wie weet dit?\n---\n")
    (tmp_path / "tegel.md").write_text(FILE)

    assert bring(tmp_path, group, people) == (1, 0, 0, 1)


def test_the_command_tells_what_it_did(
    tmp_path: Path, group: Group, people: tuple[User, User], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tegel.md").write_text(FILE)

    call_command("import_questions", tmp_path, group="straat", asked_by=people[0].username)

    assert "1 gemaakt, 0 veranderd" in capsys.readouterr().out
    with pytest.raises(CommandError, match="geen groep"):
        call_command("import_questions", tmp_path, group="elders", asked_by=people[0].username)
