"""The one list of questions: of all groups and pages that a reader may see, as they ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import Scope, User
from access.scopes import visible_scope_ids
from dialogue.numbers import number_in
from directory.models import Person, Subject
from groups.models import Group, Question, Skip
from groups.newest import newest_of
from groups.querysets import QuestionQuerySet
from groups.question_lines import QuestionLine, lines_of_questions, with_places

SHOWN = 20
State = Question.State
# What is asked of the list, as in its address.
STATES: dict[str, tuple[Promise | str, list[str]]] = {
    "": (_("All"), []),
    "open": (_("Open"), [State.OPEN]),
    "answered": (_("Answered"), [State.ANSWERED]),
    "accepted": (_("Accepted"), [State.HELPED]),
    "closed": (pgettext_lazy("question", "Closed"), [State.CLOSED]),
}
MINE, GROUPS, FOR_ME = "mine", "groups", "for-me"
WHOSE: dict[str, Promise | str] = {
    "": _("Of everybody"),
    MINE: _("Mine"),
    GROUPS: _("In my groups"),
    FOR_ME: _("I may be able to answer"),
}


@dataclass(frozen=True)
class Chip:
    """One way to narrow the list down."""

    label: Promise | str
    query: str
    is_current: bool


@dataclass(frozen=True)
class QuestionList:
    """A part of the list, as one reader asked for it."""

    lines: list[QuestionLine]
    states: list[Chip]
    whose: list[Chip]
    subject: Subject | None
    subjects: list[Subject]
    asked: dict[str, str]
    is_later_part: bool
    next_query: str

    @property
    def is_narrow(self) -> bool:
        """Whether less is shown than all there is."""
        return bool(self.asked)


def list_questions(asked: Mapping[str, str], reader: User, now: datetime) -> QuestionList:
    """Return the questions that `reader` may see, as `asked`: `state`, `whose`, `subject` and `after`.

    What is asked and not understood is left out. The number of queries is fixed, and what is read does not
    grow with the questions.
    """
    state = asked.get("state", "") if asked.get("state", "") in STATES else ""
    whose = asked.get("whose", "") if asked.get("whose", "") in WHOSE else ""
    subjects = list(Subject.objects.all())
    subject = next((each for each in subjects if each.slug == asked.get("subject")), None)
    kept = {"state": state, "whose": whose, "subject": subject.slug if subject else ""}
    kept = {name: value for name, value in kept.items() if value}
    found: QuestionQuerySet = Question.objects.standing()
    if state:
        found = found.filter(state__in=STATES[state][1])
    if subject is not None:
        found = found.filter(post__subjects=subject)
    after = Question.objects.filter(pk=number_in(asked.get("after")) or 0).values("asked_at", "pk").first()
    if after is not None:
        # The first condition alone is a range of the index.
        found = found.filter(asked_at__lte=after["asked_at"]).filter(
            Q(asked_at__lt=after["asked_at"]) | Q(pk__lt=after["pk"])
        )
    # The keys first: with all that a line reads in one query, the database would read it of every question.
    keys = _newest(found, whose, reader, now)
    part = list(with_places(Question.objects.filter(pk__in=keys)).order_by("-asked_at", "-pk"))
    return QuestionList(
        lines=lines_of_questions(part[:SHOWN], reader, now),
        states=_chips(kept, "state", {name: label for name, (label, _states) in STATES.items()}),
        whose=_chips(kept, "whose", WHOSE),
        subject=subject,
        subjects=subjects,
        asked=kept,
        is_later_part=after is not None,
        next_query=urlencode({**kept, "after": part[SHOWN - 1].pk}) if len(part) > SHOWN else "",
    )


def _newest(questions: QuestionQuerySet, whose: str, reader: User, now: datetime) -> list[int]:
    """Return the keys of the newest of `questions` that `reader` may see, one more than are shown."""
    most = SHOWN + 1
    if whose == GROUPS:
        mine = Group.objects.readable_by(reader).with_member(reader)
        return newest_of(questions.visible_to(reader), mine, "group", most)
    if whose == "":
        met = Scope.objects.filter(pk__in=visible_scope_ids(reader))
        return newest_of(questions, met, "scope", most)
    seen = questions.visible_to(reader)
    few = seen.filter(asker=reader) if whose == MINE else answerable_by(reader, seen, timezone.localdate(now))
    return list(few.order_by("-asked_at", "-pk").values_list("pk", flat=True)[:most])


def answerable_by(reader: User, questions: QuestionQuerySet, today: date) -> QuestionQuerySet:
    """Return the open ones of `questions` that `reader` may know about: by their subjects, or when asked.

    Not their own, and nothing on a subject of which they said that it is not theirs.
    """
    person = Person.objects.filter(user=reader, left_on=None).first()
    if person is None:
        return questions.none()
    skipped = Skip.objects.filter(owner=reader, until__gte=today).values("subject")
    known = person.subjects.exclude(pk__in=skipped).values("pk")
    asked = Question.objects.filter(asked__person=person, asked__reply="").values("pk")
    about = Question.objects.filter(post__subjects__in=known).values("pk")
    mine = questions.open().exclude(asker=reader)
    found: QuestionQuerySet = mine.filter(Q(pk__in=about) | Q(pk__in=asked))
    return found


def _chips(kept: dict[str, str], name: str, labels: Mapping[str, Promise | str]) -> list[Chip]:
    others = {key: value for key, value in kept.items() if key != name}
    return [
        Chip(label, urlencode({**others, **({name: value} if value else {})}), kept.get(name, "") == value)
        for value, label in labels.items()
    ]
