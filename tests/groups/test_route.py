"""A question whose answer is late goes to experts, then to hosts, then to the newsroom."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from access.models import Role, User
from access.roles import give_role
from dialogue.services import say_helped, say_not_yet, unmark_question, withdraw_comment
from dialogue.services.refusals import OutOfSight
from directory.models import Absence, Subject
from groups.models import AskedPerson, Group, Post, Question
from groups.services.reasons import CANNOT_BE_ANSWERED, GROUP_ARCHIVED, NO_REACTION
from groups.services.route import say_not_mine, take_step, take_steps
from home.models import HomePage
from notices.models import Event, Notice
from notices.passing import tell_all
from notices.telling import told
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.groups import GroupFactory, ask_in, let_in, member_of, stranger
from tests.factories.pages import NewsPageFactory
from tests.factories.questions import expert
from tests.factories.roles import holder_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Step = Question.Step
# Asked on Monday morning at 10:14, with an answer promised within two working days.
HALF = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
DUE = datetime(2026, 11, 25, 9, 14, tzinfo=UTC)
TWICE = datetime(2026, 11, 27, 9, 14, tzinfo=UTC)


@pytest.fixture
def subject() -> Subject:
    return SubjectFactory()


def asked(question: Question, step: str = Step.EXPERTS) -> set[str]:
    rows = AskedPerson.objects.filter(question=question, step=step)
    return set(rows.values_list("person__name", flat=True))


def late(subject: Subject, **group: object) -> Question:
    post = ask_in(GroupFactory(**group), subjects=[subject])
    return post.question


def asker_of(question: Question) -> User:
    assert question.asker is not None
    return question.asker


def group_of(question: Question) -> Group:
    assert question.group is not None
    return question.group


def again(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def test_at_half_of_the_promise_three_who_know_the_subject_are_asked(subject: Subject) -> None:
    question = late(subject)
    for number in range(4):
        expert(f"Kenner {number}", subject)
    expert("Iemand anders", SubjectFactory())

    take_steps(HALF - timedelta(minutes=1))
    assert asked(question) == set()
    take_steps(HALF)

    assert asked(question) == {"Kenner 0", "Kenner 1", "Kenner 2"}
    assert again(question).step == Step.EXPERTS


def test_who_is_not_there_today_is_not_asked(subject: Subject) -> None:
    question = late(subject)
    expert("Deeltijder", subject, days=(1, 3))
    expert("Al naar huis", subject, starts_at=time(7), ends_at=time(9))
    away = expert("Met verlof", subject)
    Absence.objects.create(person=away.person, starts_on=HALF.date())
    expert("Aanwezig", subject)

    take_steps(HALF)

    assert asked(question) == {"Aanwezig"}


def test_nobody_is_asked_a_third_time_within_seven_days(subject: Subject) -> None:
    expert("Kenner", subject)
    questions = [late(subject) for _ in range(3)]

    take_steps(HALF)

    assert [len(asked(question)) for question in questions] == [1, 1, 0]


def test_who_may_not_see_the_question_is_not_asked(subject: Subject) -> None:
    question = late(subject, access="closed")
    expert("Buitenstaander", subject)
    insider = expert("Lid", subject)
    let_in(group_of(question), insider.person)

    take_steps(HALF)

    assert asked(question) == {"Lid"}


def test_a_late_question_goes_to_the_hosts_and_then_to_the_newsroom(subject: Subject) -> None:
    question = late(subject)
    host = member_of(group_of(question), "Gastheer", role="host")
    editor = colleague("Redacteur")
    give_role(editor, Role.EDITOR)

    for moment in (HALF, DUE, TWICE):
        take_steps(moment)

    assert asked(question, Step.HOSTS) == {host.person.name}
    assert asked(question, Step.NEWSROOM) == {"Redacteur"}
    assert (again(question).state, again(question).next_step_at) == ("open", None)


def test_where_no_editor_may_read_it_stays_with_the_hosts(subject: Subject) -> None:
    question = late(subject, access="closed")
    give_role(colleague("Redacteur"), Role.EDITOR)

    for moment in (HALF, DUE, TWICE):
        take_steps(moment)

    assert (again(question).step, asked(question, Step.NEWSROOM)) == (Step.HOSTS, set())


def test_at_night_and_in_the_weekend_nobody_is_asked(subject: Subject) -> None:
    question = late(subject)
    expert("Kenner", subject, days=range(1, 8))

    take_steps(datetime(2026, 11, 28, 12, tzinfo=UTC))
    take_steps(datetime(2026, 11, 24, 20, tzinfo=UTC))

    assert asked(question) == set()


def test_a_step_is_taken_once(subject: Subject) -> None:
    question = late(subject)
    expert("Kenner", subject)

    assert take_step(question.pk, now=HALF)
    assert not take_step(question.pk, now=HALF)


def test_who_says_that_it_is_not_theirs_makes_room_for_the_next(subject: Subject) -> None:
    question = late(subject)
    first = expert("Kenner 0", subject)
    for number in range(1, 4):
        expert(f"Kenner {number}", subject)
    take_steps(HALF)

    say_not_mine(person=first.person, question=question, now=HALF)
    say_not_mine(person=first.person, question=question, now=HALF)

    assert asked(question) == {f"Kenner {number}" for number in range(4)}
    other = late(subject)
    take_step(other.pk, now=HALF)
    assert "Kenner 0" not in asked(other)


def test_who_was_not_asked_cannot_say_that_it_is_not_theirs(subject: Subject) -> None:
    question = late(subject)

    with pytest.raises(OutOfSight):
        say_not_mine(person=PersonFactory(), question=question, now=HALF)


def test_who_helped_with_such_questions_before_is_asked() -> None:
    group = GroupFactory()
    helper = expert("Helper")
    earlier = ask_in(group)
    answer = comment_on(earlier, "Zo doe je dat.", author=helper)
    say_helped(asker=asker_of(earlier.question), answer=answer, now=HALF)
    question = ask_in(group, "Nog iets").question

    take_steps(HALF)

    assert [row.because for row in question.asked.all()] == ["answered"]


def test_an_answer_stops_the_route_and_is_noted(subject: Subject) -> None:
    question = late(subject)
    knower = expert("Kenner", subject)
    take_steps(HALF)

    comment_on(question.post, "Zo doe je dat.", author=knower, now=HALF)

    assert question.asked.get().reply == AskedPerson.Reply.ANSWERED
    answered = again(question)
    assert (answered.state, answered.was_in_time, answered.answer_minutes) == ("answered", True, 480)
    take_steps(DUE)
    assert again(question).step == Step.EXPERTS


def test_the_asker_is_asked_once_whether_it_helped_and_silence_closes(subject: Subject) -> None:
    question = late(subject)
    comment_on(question.post, "Zo doe je dat.")

    take_steps(HALF)
    assert again(question).asked_whether_it_helped_at == HALF
    take_steps(HALF + timedelta(days=13))
    assert again(question).state == "answered"
    take_steps(HALF + timedelta(days=14))

    closed = again(question)
    assert (closed.state, closed.closed_reason) == ("closed", NO_REACTION)


def test_asking_again_opens_what_was_closed_with_a_new_clock(subject: Subject) -> None:
    question = late(subject)
    comment_on(question.post, "Zo doe je dat.")
    take_steps(HALF)
    end = HALF + timedelta(days=14)
    take_steps(end)

    moment = end + timedelta(hours=1)
    say_not_yet(asker=asker_of(question), question=question.comment, now=moment)

    reopened = again(question)
    assert (reopened.state, reopened.waits_since, reopened.closed_reason) == ("open", moment, "")


def test_an_answer_that_is_taken_back_counts_for_nothing(subject: Subject) -> None:
    question = late(subject)
    answer = comment_on(question.post, "Zo doe je dat.")

    withdraw_comment(author=answer.user, comment=answer, now=HALF)

    assert (again(question).answered_at, again(question).was_in_time) == (None, None)


def test_in_a_frozen_group_the_clock_stands_still_and_then_begins_anew(subject: Subject) -> None:
    question = late(subject)
    Group.objects.update(state=Group.State.FROZEN)
    take_steps(HALF)
    assert (again(question).due_at, again(question).step) == (None, Step.GROUP)

    Group.objects.update(state=Group.State.ACTIVE)
    take_steps(DUE)

    assert again(question).waits_since == DUE


def test_a_question_that_nobody_can_answer_closes_with_the_reason(subject: Subject) -> None:
    frozen, archived = late(subject), late(subject)
    Group.objects.filter(pk=group_of(frozen).pk).update(state=Group.State.FROZEN)
    Group.objects.filter(pk=group_of(archived).pk).update(state=Group.State.ARCHIVED)

    take_steps(HALF)
    assert again(archived).closed_reason == GROUP_ARCHIVED
    take_steps(HALF + timedelta(days=14))

    assert again(frozen).closed_reason == CANNOT_BE_ANSWERED


def test_another_promise_holds_for_what_is_asked_after(subject: Subject) -> None:
    question = late(subject)
    Group.objects.update(promised_hours=4)

    comment_on(question.post, "Ik wacht ook.", author=question.asker)

    assert (again(question).promised_hours, again(question).due_at) == (16, DUE)


def test_whoever_was_asked_under_a_page_answers_it(home: HomePage, subject: Subject) -> None:
    page = NewsPageFactory(keeper=colleague("Beheerder").person)
    page.subjects.add(subject)
    page.save()
    comment = comment_on(page, "Geldt dit ook voor mij?", is_question=True)
    knower = expert("Kenner", subject)
    question = Question.objects.get(comment=comment)
    assert question.next_step_at is not None
    take_step(question.pk, now=question.next_step_at)

    comment_on(page, "Ik denk van wel.", parent=comment)
    assert again(question).state == "open"
    answer = comment_on(page, "Ja.", parent=comment, author=knower)

    assert again(question).state == "answered"
    withdraw_comment(author=answer.user, comment=answer, now=HALF)
    assert again(question).state == "open"


def test_what_is_no_question_after_all_is_a_message(subject: Subject) -> None:
    question = late(subject)

    unmark_question(author=asker_of(question), comment=question.comment, now=HALF)

    assert not Question.objects.exists()
    assert Post.objects.get().kind == Post.Kind.MESSAGE


def test_who_is_gone_waits_no_longer(subject: Subject) -> None:
    question = late(subject)
    User.objects.filter(pk=asker_of(question).pk).update(is_active=False)

    take_steps(HALF)

    assert again(question).state == "closed"


def test_whoever_is_asked_and_who_asked_get_a_notice(subject: Subject) -> None:
    question = late(subject)
    knower = expert("Kenner", subject)
    take_steps(HALF)
    comment_on(question.post, "Zo doe je dat.", author=stranger(), now=HALF)
    take_steps(DUE)

    for event in Event.objects.all():
        tell_all(event.pk, now=DUE)

    with override("en"):
        [about_expert] = told(Notice.objects.filter(receiver=knower), knower)
    assert about_expert.sentence.endswith("an answer that you may know: Wie weet dit?")
    assert about_expert.reason == "Because you know about this."
    asker = asker_of(question)
    with override("en"):
        sentences = [line.sentence for line in told(Notice.objects.filter(receiver=asker), asker)]
    assert "Did the answer help you? You asked: Wie weet dit?" in sentences


def test_editors_find_what_waits_in_a_report_of_what_they_may_see(
    client: Client, home: HomePage, subject: Subject
) -> None:
    open_one, closed_one = late(subject), late(subject, access="closed")
    Question.objects.update(step=Step.HOSTS)
    client.force_login(holder_of(Role.EDITOR))

    report = client.get("/admin/reports/waiting-questions/").content.decode()

    assert f"/comments/{open_one.comment_id}/" in report
    assert f"/comments/{closed_one.comment_id}/" not in report
    table = client.get("/admin/reports/waiting-questions/?export=csv").getvalue().decode()
    assert "Wie weet dit?" in table
