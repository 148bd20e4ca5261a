"""The route of a question whose answer is late: experts are asked, then hosts, then the newsroom.

A worker takes the steps as they fall due, in working hours alone. Each step is one transaction that holds
the question, so that it is taken once, however many workers there are and whenever they stop.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from access.holders import those_who_meet
from access.models import Role, User
from dialogue.models import BrinkComment
from dialogue.promises import due_after
from dialogue.services.refusals import OutOfSight
from dialogue.targets import target_of
from directory.models import Person
from groups.experts import Because, Knower, askable_for, experts_for
from groups.models import AskedPerson, Group, Membership, Question, Skip
from groups.services.clocks import CLOSED_AFTER, start_clock, stop_clock
from groups.services.confirming import ask_whether_it_helped, close_by_itself
from groups.services.reasons import ASKER_GONE, CANNOT_BE_ANSWERED, GROUP_ARCHIVED, NO_REACTION, SET_ASIDE
from groups.signals import question_changed
from notices.happening import note
from notices.models import Event

State = Question.State
Step = Question.Step
Reply = AskedPerson.Reply

EXPERTS_ASKED = 3
HELPERS_ASKED = 3
# As many as one round takes up.
MOST_AT_ONCE = 500
# "Not my subject" holds for so long.
SKIPPED_FOR = timedelta(days=90)


def take_steps(now: datetime) -> int:
    """Take each step that is due; return how many were taken. Outside working hours nobody is asked."""
    if not is_working_moment(now):
        return 0
    due = Question.objects.standing().filter(next_step_at__lte=now).order_by("next_step_at", "pk")
    keys = due.values_list("pk", flat=True)[:MOST_AT_ONCE]
    return sum(take_step(pk, now=now) for pk in keys)


def is_working_moment(now: datetime) -> bool:
    """Whether the clock of promises runs at this moment."""
    return due_after(now, hours=0) == now


@transaction.atomic
def take_step(question_id: int, *, now: datetime) -> bool:
    """Take the step of a question that is due, unless somebody else has or does; return whether it was."""
    due = Question.objects.select_for_update(of=("self",), skip_locked=True)
    question = due.filter(pk=question_id, next_step_at__lte=now, stands=True).first()
    if question is None:
        return False
    if not _is_asker_here(question):
        close_by_itself(question, ASKER_GONE, now=now)
    elif question.state == State.OPEN:
        _go_on(question, now)
    elif question.comment.answer_state == BrinkComment.AnswerState.SET_ASIDE:
        close_by_itself(question, SET_ASIDE, now=now)
    elif question.state == State.ANSWERED and question.asked_whether_it_helped_at is None:
        ask_whether_it_helped(question, now=now)
    elif question.state == State.ANSWERED:
        close_by_itself(question, NO_REACTION, now=now)
    else:
        question.next_step_at = None
    question.save()
    question_changed.send(sender=Question, question=question)
    return True


@transaction.atomic
def say_not_mine(*, person: Person, question: Question, now: datetime) -> bool:
    """Note that it is not the subject of who was asked, and ask the next; saying it again changes nothing.

    For ninety days they are not asked on that subject. Raises OutOfSight for who was not asked.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    asked = AskedPerson.objects.filter(question=question, person=person).first()
    if asked is None:
        raise OutOfSight
    if asked.reply != Reply.NONE:
        return False
    asked.reply = Reply.NOT_MINE
    asked.save(update_fields=["reply"])
    if asked.subject_id is not None and person.user_id is not None:
        until = timezone.localdate(now) + SKIPPED_FOR
        Skip.objects.update_or_create(
            owner_id=person.user_id, subject_id=asked.subject_id, defaults={"until": until}
        )
    if question.state == State.OPEN and question.step == Step.EXPERTS and is_working_moment(now):
        _ask(question, experts_for(question, most=1, now=now), now)
    question_changed.send(sender=Question, question=question)
    return True


def _go_on(question: Question, now: datetime) -> None:
    if question.group is not None and question.group.state == Group.State.ARCHIVED:
        close_by_itself(question, GROUP_ARCHIVED, now=now)
        return
    if _is_closed_for_answers(question):
        assert question.waits_since is not None
        if due_after(question.waits_since, hours=CLOSED_AFTER) <= now:
            close_by_itself(question, CANNOT_BE_ANSWERED, now=now)
        else:
            stop_clock(question, look_again_at=due_after(now, hours=1))
        return
    if question.due_at is None:
        start_clock(question, now)
    elif question.step == Step.GROUP:
        question.step, question.next_step_at = Step.EXPERTS, question.due_at
        _ask(question, experts_for(question, most=EXPERTS_ASKED, now=now), now)
    elif question.step == Step.EXPERTS:
        question.step = Step.HOSTS
        question.next_step_at = due_after(now, hours=question.promised_hours)
        _ask(question, _hosts_of(question, now), now)
    else:
        question.next_step_at = None
        editors = _editors_who_read(question)
        if editors:
            # Where no editor may read, as in a closed group, it stays with the hosts.
            question.step = Step.NEWSROOM
            _ask(question, _some(question, editors, Because.NEWSROOM, now), now)


def _is_asker_here(question: Question) -> bool:
    if question.asker is None or not question.asker.is_active:
        return False
    return not Person.objects.filter(user=question.asker, left_on__isnull=False).exists()


def _is_closed_for_answers(question: Question) -> bool:
    thing = question.post if question.post is not None else question.page
    assert thing is not None
    return target_of(thing).closed_reason is not None


def _hosts_of(question: Question, now: datetime) -> list[Knower]:
    """Return the hosts of the group; on a page its deputy and who leads its keeper."""
    if question.group_id is not None:
        hosts = Membership.objects.hosts().filter(group=question.group_id).order_by()
        return _some(question, list(hosts.values_list("person_id", flat=True)), Because.HOST, now)
    assert question.page is not None
    page = question.page.specific
    keys = [page.deputy_id]
    if page.keeper is not None:
        keys += [page.keeper.unit.leader_id if page.keeper.unit else None, page.keeper.manager_id]
    return _some(question, [key for key in keys if key is not None], Because.KEEPER, now)


def _editors_who_read(question: Question) -> list[int]:
    """Return the people of the newsroom who may see the question."""
    editors = those_who_meet(question.scope_id, User.objects.filter(groups__role__role=Role.EDITOR))
    people = Person.objects.working_here().filter(user__in=editors.order_by().values("pk"))
    return list(people.order_by().values_list("pk", flat=True))


def _some(question: Question, person_ids: Collection[int], because: Because, now: datetime) -> list[Knower]:
    """Return those of these people who can be asked, at most HELPERS_ASKED, who were asked least first."""
    people = askable_for(question, now).filter(pk__in=person_ids)
    return [Knower(pk, because, 0) for pk in people.values_list("pk", flat=True)[:HELPERS_ASKED]]


@transaction.atomic
def ask_chosen(*, question: Question, people: Collection[Person], now: datetime) -> None:
    """Ask those of `people`, whom its asker chose, who can be asked at all.

    That is not who was asked too often this week, does not read there, or wants no such notices.
    """
    _ask(question, [Knower(person.pk, Because.CHOSEN, 0) for person in people], now)


def _ask(question: Question, knowers: Iterable[Knower], now: datetime) -> None:
    """Ask these people, of whom some may have been asked elsewhere at this very moment."""
    wanted = {knower.person_id: knower for knower in knowers}
    if not wanted:
        return
    # One at a time for each person, so that two questions do not ask them a third time.
    held = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk")
    list(held.values_list("pk", flat=True))
    still = set(askable_for(question, now).filter(pk__in=wanted).values_list("pk", flat=True))
    for person_id, knower in wanted.items():
        if person_id not in still:
            continue
        row = AskedPerson.objects.create(
            question=question,
            person_id=person_id,
            step=question.step,
            asked_at=now,
            because=knower.because,
            subject_id=knower.subject_id,
        )
        note(
            kind=Event.Kind.QUESTION,
            key=f"{'chosen' if knower.because == Because.CHOSEN else 'asked'}:{row.pk}",
            happened_at=now,
            scope_id=question.scope_id,
            page_id=question.page_id,
            actor_id=question.asker_id,
            comment=question.comment,
        )
