"""Groups, posts and questions are found by who may read them, and a question leads to its answer."""

from datetime import date

import pytest
from django.db.models import QuerySet

from access.models import User
from dialogue.services import say_helped, withdraw_comment
from groups.models import Question
from groups.services.scopes import give_access
from groups.services.settling import merge_question
from groups.similar import similar_to
from search.kinds import KINDS
from search.models import Entry, Passage
from search.queries import query
from search.services import rebuild
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, post_in, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = date(2026, 11, 25)


def found_by(user: User, words: str) -> list[tuple[str, int]]:
    return [(hit.kind.name, hit.entry.object_id) for hit in query(user, words, today=TODAY).hits]


def entries() -> "QuerySet[Entry]":
    found: QuerySet[Entry] = Entry.objects.findable()
    return found


def test_a_question_is_found_by_the_words_of_its_answer_and_leads_to_it() -> None:
    post = ask_in(GroupFactory(), "Wie beheert de oven?")
    assert post.author is not None
    comment_on(post, "Vraag het de bakker.")
    helpful = comment_on(post, "De kantine regelt deegwaren.")
    say_helped(asker=post.author, answer=helpful, now=NOW)

    [hit] = query(stranger(), "deegwaren", today=TODAY).hits

    assert hit.address == f"{post.get_absolute_url()}#c{helpful.pk}"
    assert hit.entry.passages.order_by("position")[1].anchor == f"c{helpful.pk}"


@pytest.mark.parametrize("access", ["closed", "secret"])
def test_what_is_written_in_a_group_is_found_by_its_members_alone(access: str) -> None:
    group = GroupFactory(name="Windmolenraad", access=access)
    member = member_of(group)
    ask_in(group, "Hoe hoog mag een windmolen?", author=member)
    post_in(group, "Les over windmolens", kind="lesson", author=member)

    outside = {kind for kind, _key in found_by(stranger(), "windmolen windmolens windmolenraad")}

    assert outside == ({"group"} if access == "closed" else set())
    assert query(stranger(), "windmolen", today=TODAY).kinds.get("question") is None
    assert {"question", "post"} <= {kind for kind, _key in found_by(member, "windmolen windmolens")}


def test_a_group_that_closes_takes_its_questions_out_of_search() -> None:
    group = GroupFactory()
    ask_in(group, "Hoe hoog mag een windmolen?")

    give_access(group, "closed")

    assert found_by(stranger(), "windmolen") == []


def test_what_is_taken_back_is_not_found_any_more() -> None:
    post = ask_in(GroupFactory(), "Hoe hoog mag een windmolen?")
    assert post.author is not None

    withdraw_comment(author=post.author, comment=post.words, now=NOW)

    assert not entries().filter(kind="question").exists()


def test_a_duplicate_leads_to_the_question_that_it_repeats() -> None:
    group = GroupFactory()
    first = ask_in(group, "Waar haal ik een parkeerkaart?").question
    twin = ask_in(group, "Hoe kom ik aan een vergunning voor de garage?").question
    Question.objects.filter(pk=twin.pk).update(duplicate_of=first)

    [hit] = query(stranger(), "garage", today=TODAY).hits

    assert hit.address == first.get_absolute_url()


def test_a_question_is_found_by_the_words_of_what_repeats_it_while_the_same_people_read_both() -> None:
    elsewhere = GroupFactory()
    first = ask_in(GroupFactory(), "Waar haal ik een parkeerkaart?").question
    twin = ask_in(elsewhere, "Hoe kom ik aan een vergunning voor de garage?").question
    assert twin.asker is not None
    merge_question(settler=twin.asker, question=twin, into=first, now=NOW)
    entry = entries().get(kind="question", object_id=first.pk)
    assert "garage" in entry.keywords

    give_access(elsewhere, "closed")

    entry.refresh_from_db()
    assert "garage" not in entry.keywords


def test_similar_questions_come_before_procedures_and_only_from_three_words_on() -> None:
    question = ask_in(GroupFactory(), "Waar haal ik een parkeerkaart?").question

    assert similar_to("parkeerkaart waar", stranger()) == []
    assert [one.object_id for one in similar_to("ik zoek een parkeerkaart", stranger())] == [question.pk]


def test_reading_everything_anew_gives_the_same() -> None:
    group = GroupFactory()
    comment_on(ask_in(group, "Waar haal ik een parkeerkaart?"), "Bij de balie.")
    post_in(group, "Les over parkeren", kind="lesson")
    kinds = {"group", "question", "post"}
    before = list(
        entries().filter(kind__in=kinds).order_by("kind", "object_id").values("title", "text", "scope")
    )

    rebuild(now=NOW)

    again = list(
        entries().filter(kind__in=kinds).order_by("kind", "object_id").values("title", "text", "scope")
    )
    assert again == before
    assert len(again) == 3
    assert kinds <= KINDS.keys()


def test_whom_an_answer_names_is_kept_in_no_entry() -> None:
    named, writer = colleague("Xanthippe Zwart"), colleague("Hanna")
    post = ask_in(GroupFactory(), "Wie weet dit?", author=writer)

    comment_on(post, f"Vraag het @{named.person.slug}, die kent de pomp.")

    entry = entries().get(kind="question")
    assert "pomp" in entry.text
    assert "Xanthippe" not in entry.text
    assert not Passage.objects.filter(entry=entry, text__contains="Xanthippe").exists()
