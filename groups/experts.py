"""Who may know the answer to a question: colleagues who are there today, and why each of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.holders import those_who_meet
from access.models import User
from dialogue.models import BrinkComment, Pause
from directory.finding import ReasonKind, find_people
from directory.models import Person, Workday
from directory.models.person import PersonQuerySet
from directory.presence import available_on
from directory.visibility import who_show
from groups.models import AskedPerson, Membership, Question, Skip
from notices.models import Event, Mute

# Nobody is asked more often, for whatever question and in whatever role.
MOST_TIMES = 2
IN = timedelta(days=7)
# Of as many who know a subject the first are weighed; those who were asked least stand first.
MOST_WEIGHED = 30
# As many of the latest questions on it say who answers well.
QUESTIONS_LOOKED_AT = 200
WORDS_LOOKED_FOR = 3
SHORTEST_WORD = 6


class Because(models.TextChoices):
    """Why somebody is asked."""

    SUBJECT = "subject", _("knows about this")
    ANSWERED = "answered", _("gave an answer that helped on this before")
    WORDS = "words", _("tells about this in their profile")
    HOST = "host", _("hosts the group")
    KEEPER = "keeper", _("stands in for who answers for the page")
    NEWSROOM = "newsroom", _("works in the newsroom")
    CHOSEN = "chosen", _("chosen by who asked")


@dataclass(frozen=True)
class Knower:
    """Somebody who may know the answer, why, and how likely it is."""

    person_id: int
    because: Because
    weight: int
    subject_id: int | None = None


Source: TypeAlias = Callable[[Question, PersonQuerySet], Iterable[Knower]]


def askable_for(question: Question, now: datetime) -> PersonQuerySet:
    """Return the colleagues who can be asked: they may see the question, were not asked too often, and its
    asker may see them; with `asked_lately`, those who were asked least first.
    """
    asker = question.asker
    assert asker is not None
    accounts = those_who_meet(question.scope_id, User.objects.filter(is_active=True))
    me = OuterRef("pk")
    lately = (
        AskedPerson.objects.filter(person=me, asked_at__gt=now - IN)
        .order_by()
        .values("person")
        .annotate(number=Count("pk"))
        .values("number")
    )
    asked = Coalesce(Subquery(lately, output_field=IntegerField()), Value(0))
    pauses = Pause.objects.filter(user=OuterRef("user"), ended_at=None, until__gt=now)
    muted = Mute.objects.filter(owner=OuterRef("user"), kind=Event.Kind.QUESTION)
    removed = Membership.objects.filter(group=question.group_id, person=me, state=Membership.State.REMOVED)
    people: PersonQuerySet = (
        Person.objects.visible_to(asker)
        .working_here()
        .filter(user__in=accounts.order_by().values("pk"))
        .exclude(user=asker)
        .exclude(Exists(AskedPerson.objects.filter(question=question, person=me)))
        .exclude(Exists(pauses))
        .exclude(Exists(muted))
        .exclude(Exists(removed))
        .annotate(asked_lately=asked)
        .filter(asked_lately__lt=MOST_TIMES)
        .order_by("asked_lately", "pk")
    )
    return people


def experts_for(question: Question, *, most: int, now: datetime) -> list[Knower]:
    """Return who may know best about `question` and is there at this hour, the likeliest first."""
    there = there_at(askable_for(question, now), question.asker, now).exclude(
        user__in=_spoken_under(question)
    )
    found = [knower for source in _sources for knower in source(question, there)]
    weights: dict[int, int] = defaultdict(int)
    strongest: dict[int, Knower] = {}
    for knower in found:
        weights[knower.person_id] += knower.weight
        before = strongest.get(knower.person_id)
        if before is None or knower.weight > before.weight:
            strongest[knower.person_id] = knower
    rows: QuerySet[Any, Any] = there.filter(pk__in=strongest)  # Any: with what was annotated
    lately = dict(rows.values_list("pk", "asked_lately"))
    order = sorted(lately, key=lambda pk: (-weights[pk], lately[pk], pk))
    return [strongest[pk] for pk in order[:most]]


def there_at(people: PersonQuerySet, asker: User | None, now: datetime) -> PersonQuerySet:
    """Return those of `people` who are at work at this hour, as far as the asker may know.

    Whoever told on which days they work and not from when until when is there all day.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    today = Workday.objects.filter(weekday=local.isoweekday(), person=OuterRef("pk"))
    elsewhere = today.filter(Q(ends_at__lte=local.time()) | Q(starts_at__gt=local.time()))
    return available_on(people, local.date(), asker).exclude(Exists(elsewhere))


def _by_subject(question: Question, people: PersonQuerySet) -> Iterable[Knower]:
    """Yield who says to know about a subject of the question, or else of its group."""
    showing = who_show(people, "ask_me_about", question.asker)
    for subject_id, weight in _subjects_of(question):
        skipped = Skip.objects.filter(owner=OuterRef("user"), subject=subject_id, until__gte=timezone.now())
        knowing = showing.filter(subjects=subject_id).exclude(Exists(skipped))
        for pk in knowing.values_list("pk", flat=True)[:MOST_WEIGHED]:
            yield Knower(pk, Because.SUBJECT, weight, subject_id)


def _by_answers(question: Question, people: PersonQuerySet) -> Iterable[Knower]:
    """Yield who helped with questions like it that the asker can read too."""
    assert question.asker is not None
    subjects = [subject_id for subject_id, _weight in _subjects_of(question)]
    alike = Q(post__subjects__in=subjects)
    if question.group_id is not None:
        alike |= Q(group=question.group_id)
    readable = Question.objects.visible_to(question.asker).filter(alike, state=Question.State.HELPED)
    latest = list(
        readable.order_by("-asked_at", "-pk").values_list("comment_id", flat=True)[:QUESTIONS_LOOKED_AT]
    )
    helped = BrinkComment.objects.standing().filter(answers__in=set(latest), helped_at__isnull=False)
    counts = dict(helped.order_by().values("user").annotate(number=Count("pk")).values_list("user", "number"))
    answering = people.filter(user__in=counts).values_list("pk", "user")
    for pk, user_id in answering:
        yield Knower(pk, Because.ANSWERED, 1 + min(counts[user_id], 3))


def _by_words(question: Question, people: PersonQuerySet) -> Iterable[Knower]:
    """Yield who uses the words of the question about themselves."""
    assert question.asker is not None
    said = question.post.title if question.post is not None and question.post.title else ""
    words = {word.strip("?.,;:!\"'()").lower() for word in (said or question.comment.comment).split()[:40]}
    for pk in who_tell_of(words, question.asker, people):
        yield Knower(pk, Because.WORDS, 1)


def who_tell_of(words: Iterable[str], viewer: User, people: PersonQuerySet) -> list[int]:
    """Return those of `people` who use the longest of these words about themselves, once for each word."""
    longest = sorted(
        (word for word in words if len(word) >= SHORTEST_WORD), key=lambda word: (-len(word), word)
    )
    telling = {ReasonKind.OWN_WORDS, ReasonKind.SUBJECT, ReasonKind.EXPERIENCE, ReasonKind.JOB}
    return [
        found.person_id
        for word in longest[:WORDS_LOOKED_FOR]
        for found in find_people(word, viewer, people, most=10)
        if any(reason.kind in telling for reason in found.reasons)
    ]


def _subjects_of(question: Question) -> list[tuple[int, int]]:
    """Return the subjects of a question with their weight; of one without, those of its group."""
    if question.page is not None:
        return [(subject.pk, 2) for subject in question.page.specific.subjects.all()]
    assert question.post is not None
    own = list(question.post.subjects.order_by("pk").values_list("pk", flat=True))
    if own:
        return [(pk, 2) for pk in own]
    assert question.group is not None
    return [(pk, 1) for pk in question.group.subjects.order_by("pk").values_list("pk", flat=True)]


def _spoken_under(question: Question) -> "QuerySet[Any, Any]":  # Any: rows of keys
    """Return the accounts of those who have spoken there already."""
    comment = question.comment
    said = BrinkComment.objects.under(comment.content_type_id, comment.object_pk).select_related(None)
    if question.page_id is not None:
        said = said.filter(thread_id=comment.thread_id)
    accounts: QuerySet[Any, Any] = said.exclude(user=None).order_by().values_list("user", flat=True)
    return accounts


_sources: list[Source] = [_by_subject, _by_answers, _by_words]
