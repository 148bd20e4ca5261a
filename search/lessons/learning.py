"""What a search taught is counted, without keeping who asked; nor what, before five different people did."""

from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from access.models import User
from search.models import Lesson, LessonAsker, Remark
from search.models.lesson import FEWEST_PEOPLE, KEPT_FOR
from search.people.stems import stem_of, telling_words
from search.words import clean, plain, words_of

NOTHING: Final = "nothing_count"
WENT_ON: Final = "went_on_count"
OPENED: Final = "opened_count"
YES: Final = "yes_count"
NO: Final = "no_count"
FAILS = frozenset({NOTHING, WENT_ON, NO})

SALT = "search.lessons"
A_DAY = 24 * 60 * 60
# A number of so many digits may be of a person: a phone, a citizen, an account.
MOST_DIGITS = 6
MOST_LETTERS = 200


def core_of(text: str) -> str:
    """Return what the words of `text` say, whatever their order and form; empty if they may name someone."""
    if "@" in text or sum(character.isdigit() for character in text) > MOST_DIGITS:
        return ""
    stems = {stem_of(word) for word in telling_words(text)}
    return " ".join(sorted(stems or {plain(word) for word in words_of(text)}))[:MOST_LETTERS]


def learn(user: User, text: str, outcome: str, *, thing: str = "", now: datetime) -> bool:
    """Count what came of a search for `text`, once a day for each person; tell whether it counted.

    `outcome` is one of the counts above; `thing` the key of the entry that was opened or answered about.
    A thing that was not it counts for the search as well.
    """
    core = core_of(text)
    if not core:
        return False
    search = _digest(core)
    # Not kept in the database: only so that the same person does not count twice.
    if not cache.add(f"search:lesson:{_digest(search, thing, outcome, str(user.key))}", True, A_DAY):
        return False
    today = timezone.localdate(now)
    with transaction.atomic():
        if thing:
            _count(search, thing, text, core, user, outcome, today)
        if not thing or outcome in FAILS:
            _count(search, "", text, core, user, outcome, today)
        else:
            # A search that leads somewhere is remembered only if it failed before.
            Lesson.objects.filter(search=search, thing="").update(**{outcome: F(outcome) + 1})
    return True


def remark(thing: str, text: str, *, was_it: bool, now: datetime) -> None:
    """Keep what somebody wrote of a thing; neither who nor what they had searched for."""
    text = clean(text)[: Remark._meta.get_field("text").max_length]
    if text:
        Remark.objects.create(thing=thing, text=text, was_it=was_it, written_on=timezone.localdate(now))


def forget_old(now: datetime) -> int:
    """Drop what is older than ninety days, and return how many lessons and remarks that were."""
    before = timezone.localdate(now) - KEPT_FOR
    LessonAsker.objects.filter(asked_on__lt=before).delete()
    remarks, _kinds = Remark.objects.filter(written_on__lt=before).delete()
    _rows, dropped = Lesson.objects.filter(last_on__lt=before).delete()
    return remarks + dropped.get("search.Lesson", 0)


def _count(search: str, thing: str, text: str, core: str, user: User, outcome: str, today: date) -> None:
    Lesson.objects.get_or_create(search=search, thing=thing, defaults={"last_on": today})
    # Counted one after the other, so that the fifth is the fifth.
    lesson = Lesson.objects.select_for_update().get(search=search, thing=thing)
    if lesson.people_count < FEWEST_PEOPLE:
        digest = _digest(search, thing, str(user.key))
        LessonAsker.objects.get_or_create(lesson=lesson, digest=digest, defaults={"asked_on": today})
        lesson.people_count = lesson.askers.count()
        if lesson.people_count >= FEWEST_PEOPLE:
            lesson.askers.all().delete()
            lesson.words, lesson.core = clean(text)[:MOST_LETTERS], core
            lesson.language = user.language or settings.LANGUAGE_CODE
            # It fails again, after somebody said that it was solved.
            lesson.solved_on = None
    setattr(lesson, outcome, getattr(lesson, outcome) + 1)
    lesson.last_on = today
    lesson.save()


def _digest(*parts: str) -> str:
    return salted_hmac(SALT, "\0".join(parts), algorithm="sha256").hexdigest()
