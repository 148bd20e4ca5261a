"""Which tool when: the questions that lead to a rule, and the rule that fits the answers best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Person

# What a rule says of tools is looked at once a year.
HOLDS_FOR = timedelta(days=365)


class ForWhom(models.TextChoices):
    """Who has to know, answer or take part."""

    ONE = "one", _("One or two colleagues")
    TEAM = "team", _("My team")
    SUBJECT = "subject", _("Everyone who works on this subject")
    EVERYONE = "everyone", _("The whole organisation")
    OUTSIDE = "outside", _("People outside the organisation")


class WhatKind(models.TextChoices):
    """What someone wants to do."""

    TELL = "tell", _("Tell something")
    ASK = "ask", _("Ask something")
    TALK = "talk", _("Think or decide together")
    MAKE = "make", _("Work on one document")
    FIND = "find", _("Keep something so that others find it")


class HowLong(models.TextChoices):
    """How long it matters."""

    TODAY = "today", _("Today or this week")
    WORK = "work", _("As long as the work goes on")
    LASTING = "lasting", _("Also after that")


@dataclass(frozen=True)
class Question:
    """One of the three questions, as it stands in an address and on the screen."""

    name: str
    words: str | Promise
    # Before the answer, once it was given.
    short: str | Promise
    answers: type[models.TextChoices]


QUESTIONS = (
    Question("for", _("Who is it for?"), _("For"), ForWhom),
    Question("what", _("What do you want to do?"), _("To do"), WhatKind),
    Question("long", _("How long does it matter?"), _("Matters"), HowLong),
)


@dataclass(frozen=True)
class Rule:
    """A situation of work, the tool for it, and why, as one reader sees it."""

    anchor: str
    situation: str
    tool: str
    why: str
    # The way to the tool, if there is one that the reader may go.
    url: str
    keeper: Person | None
    checked_on: date
    # Whether its keeper should have looked at it again.
    is_overdue: bool
    # Per question the answers that it is for; none means any.
    fits: Mapping[str, Sequence[str]]


class Given(NamedTuple):
    """A question that was answered: the answer, its words, and the query string to answer it again."""

    question: Question
    answer: str
    words: str
    query_before: str


@dataclass(frozen=True)
class Helper:
    """How far someone is with the three questions."""

    answers: dict[str, str]
    # The question to answer now; None when all have been.
    question: Question | None
    # Whether the address had an answer that does not exist.
    was_wrong: bool

    @property
    def given(self) -> list[Given]:
        """What was answered, in order."""
        return [
            Given(
                question,
                answer := self.answers[question.name],
                str(question.answers(answer).label),
                urlencode(list(self.answers.items())[:place]),
            )
            for place, question in enumerate(QUESTIONS[: len(self.answers)])
        ]

    @property
    def number(self) -> int:
        return len(self.answers) + 1


def helper_of(query: Mapping[str, Any]) -> Helper:
    """Return how far `query` is: answers count up to the first that is missing or does not exist."""
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        answer = query.get(question.name, "")
        if answer not in question.answers.values:
            return Helper(answers, question, was_wrong=bool(answer))
        answers[question.name] = answer
    return Helper(answers, None, was_wrong=False)


def best_rule(rules: Sequence[Rule], answers: Mapping[str, str]) -> Rule | None:
    """Return the rule that says most precisely that it is for `answers`; of equals the first on the page."""
    fitting = [
        rule
        for rule in rules
        if all(not rule.fits[name] or answer in rule.fits[name] for name, answer in answers.items())
    ]
    return max(fitting, key=_precision, default=None)


def _precision(rule: Rule) -> tuple[int, int]:
    """Return how many questions a rule cares for, and then how few answers it takes."""
    cares = [answers for answers in rule.fits.values() if answers]
    return len(cares), -sum(len(answers) for answers in cares)
