"""How it went with a question, as one reader sees it: its clock, and who was asked when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import User
from access.scopes import Viewer
from dialogue.asked import seen_name
from dialogue.authors import authors_for
from dialogue.promises import HOURS_A_DAY, Clock, clocks_within
from dialogue.targets import target_of
from groups.experts import Because
from groups.models import AskedPerson, Question
from groups.services.reasons import in_words

State = Question.State
Step = Question.Step


@dataclass(frozen=True)
class Stage:
    """Something that happened with a question."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Course:
    """The clock of a question and what has happened, the oldest first."""

    question: Question
    # What stands beside the dial, and what was promised.
    words: str
    promise: str
    clock: Clock | None
    stages: Sequence[Stage]
    # The reader was asked, and has not answered.
    asks_reader: bool
    # The reader asked it and has an answer, of which they have not said whether it helped.
    awaits_reader: bool
    # The reader asked it and said that an answer helped, which they may have said of the wrong one.
    is_helped_reader: bool
    closed_because: str

    @property
    def has_dial(self) -> bool:
        """Whether a clock runs, or told how long the answer took: what was brought in was never clocked."""
        return self.clock is not None or self.question.answer_minutes is not None

    @property
    def percentage(self) -> int:
        """How much of the dial is filled: what is left, or what was left when the answer came."""
        if self.clock is not None:
            return self.clock.percentage
        minutes = self.question.answer_minutes
        if minutes is None or self.question.state == State.OPEN:
            return 0
        return max(0, round(100 * (1 - minutes / (60 * max(1, self.question.promised_hours)))))


def course_of(question: Question, viewer: Viewer, now: datetime) -> Course:
    """Return how it went with a question that `viewer` may see; a fixed number of queries.

    Why each colleague was asked is told to its asker alone.
    """
    asked = list(question.asked.select_related("person", "subject").order_by("asked_at", "pk"))
    clock = _clock_of(question, now)
    return Course(
        question=question,
        words=_words(question, clock, now),
        promise=_promise(question),
        clock=clock,
        stages=list(_stages(question, asked, viewer)),
        asks_reader=question.state == State.OPEN
        and any(row.person.user_id == viewer.pk and row.reply == AskedPerson.Reply.NONE for row in asked),
        awaits_reader=question.state == State.ANSWERED
        and question.asker_id == viewer.pk
        and (question.answered_at is not None or question.became_id is not None),
        is_helped_reader=question.state == State.HELPED and question.asker_id == viewer.pk,
        closed_because=in_words(question.closed_reason) if question.state == State.CLOSED else "",
    )


def hours_in_words(hours: int) -> str:
    """Return a number of working hours as people promise it: by whole days where it is that."""
    days, rest = divmod(hours, HOURS_A_DAY)
    if days and not rest:
        return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
    return ngettext("%(hours)d working hour", "%(hours)d working hours", hours) % {"hours": hours}


def _clock_of(question: Question, now: datetime) -> Clock | None:
    if question.state != State.OPEN or question.waits_since is None or question.due_at is None:
        return None
    return clocks_within({question.pk: (question.waits_since, question.promised_hours)}, now=now)[question.pk]


def _words(question: Question, clock: Clock | None, now: datetime) -> str:
    if question.state == State.CLOSED:
        return _("This question is closed")
    if question.state == State.OPEN:
        return _words_of_open(question, clock, now)
    if question.answer_minutes is None:
        return _("Answered")
    hours = max(1, round(question.answer_minutes / 60))
    words = {"hours": hours, "promised": question.promised_hours}
    if question.was_in_time:
        return _("Answered within %(hours)d of the %(promised)d working hours") % words
    return _("Answered after %(hours)d working hours, %(promised)d were promised") % words


def _words_of_open(question: Question, clock: Clock | None, now: datetime) -> str:
    if clock is None:
        thing = question.post if question.post is not None else question.page
        reason = target_of(thing).closed_reason if thing is not None else None
        return str(reason or _("The clock stands still"))
    if clock.is_over:
        return _("The promised time has passed")
    assert question.due_at is not None
    return _("Answer expected before %(moment)s") % {"moment": _moment(question.due_at, now)}


def _moment(at: datetime, now: datetime) -> str:
    """Return a moment by which people plan: “Tuesday 11:00”, and further away with its date."""
    local = timezone.localtime(at)
    is_near = local.date() - timezone.localdate(now) < timedelta(days=7)
    day = date_format(local, "l") if is_near else date_format(local, "l j F")
    return f"{day} {date_format(local, 'TIME_FORMAT')}"


def _promise(question: Question) -> str:
    hours = hours_in_words(question.promised_hours)
    if question.group is not None:
        return _("%(group)s promises an answer within %(hours)s.") % {
            "group": question.group.name,
            "hours": hours,
        }
    return _("On pages an answer is promised within %(hours)s.") % {"hours": hours}


def _stages(question: Question, asked: Sequence[AskedPerson], viewer: Viewer) -> Iterable[Stage]:
    name = authors_for([question.asker_id], viewer)
    asker = name.get(question.asker_id, name[None]).name
    yield Stage(question.asked_at, _("%(name)s asked it") % {"name": asker})
    is_asker = isinstance(viewer, User) and viewer.pk == question.asker_id
    later = [
        *_asked_stages(asked, viewer, tells_why=is_asker),
        *_answer_stages(question, asker),
    ]
    yield from sorted(later, key=lambda stage: stage.at)


def _asked_stages(asked: Sequence[AskedPerson], viewer: Viewer, *, tells_why: bool) -> Iterable[Stage]:
    """Yield who was asked, those of one moment and for one reason together."""
    together: dict[tuple[datetime, str, str], list[str]] = {}
    for row in asked:
        key = (row.asked_at, row.step, _why(row) if tells_why or row.step != Step.EXPERTS else "")
        names = together.setdefault(key, [])
        if name := seen_name(row.person, viewer):
            names.append(name)
    for (at, _step, why), names in together.items():
        who = _listed(names) or _("a colleague")
        if why:
            yield Stage(at, _("To %(names)s: %(why)s") % {"names": who, "why": why})
        else:
            yield Stage(at, _("To %(names)s") % {"names": who})


def _answer_stages(question: Question, asker: str) -> Iterable[Stage]:
    if question.answered_at is not None:
        yield Stage(question.answered_at, _("The first answer came"))
    if question.asked_whether_it_helped_at is not None:
        text = _("%(name)s was asked whether it helped") % {"name": asker}
        yield Stage(question.asked_whether_it_helped_at, text)
    if question.helped_at is not None:
        yield Stage(question.helped_at, _("%(name)s says that it helped") % {"name": asker})
    if question.closed_at is not None:
        yield Stage(question.closed_at, _("It was closed"))


def _why(row: AskedPerson) -> str:
    if row.because == Because.SUBJECT and row.subject is not None:
        return _("knows about %(subject)s") % {"subject": row.subject}
    return str(Because(row.because).label)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return capfirst(_("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]})
