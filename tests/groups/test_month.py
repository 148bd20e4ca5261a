"""A simulated month of questions: each one ends, or waits in sight of somebody."""

from collections import Counter

import pytest

from groups.models import AskedPerson, Question
from home.models import HomePage
from tests.groups.month import Month, asked_outside_hours, most_in_a_week, outcome_of
from tests.proofs import is_large

pytestmark = [pytest.mark.django_db, pytest.mark.proof("answers")]


def test_no_question_of_a_month_ends_in_silence(home: HomePage) -> None:
    """`./run prove answers` prints the month with 800 questions."""
    month = Month(questions=800) if is_large("answers") else Month(questions=16, days=12, hours=4, experts=12)

    month.live()

    outcomes = Counter(outcome_of(question) for question in Question.objects.all())
    show(outcomes)
    assert outcomes["silent"] == 0
    assert sum(outcomes.values()) == month.questions
    assert len(outcomes) > 2
    assert 0 < most_in_a_week() <= 2
    assert asked_outside_hours() == 0


def show(outcomes: Counter[str]) -> None:
    """Print the month as a table."""
    answered = Question.objects.exclude(was_in_time=None)
    in_time = answered.filter(was_in_time=True).count()
    rows = [
        *sorted(outcomes.items()),
        ("silent", outcomes["silent"]),
        ("first answer in the promised time", in_time),
        ("first answer later", answered.count() - in_time),
        *(
            (f"asked as {step}", AskedPerson.objects.filter(step=step).count())
            for step in (Question.Step.EXPERTS, Question.Step.HOSTS, Question.Step.NEWSROOM)
        ),
        ("said that it is not their subject", AskedPerson.objects.filter(reply="not_mine").count()),
        ("most often asked in seven days", most_in_a_week()),
    ]
    width = max(len(name) for name, _number in rows)
    print()
    for name, number in dict(rows).items():
        print(f"{name:<{width}} {number:>5}")
