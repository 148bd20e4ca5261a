"""What everyone sees of a colleague, in words: the keys to find them by and the reasons are made of this."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import override

from directory.finding import ReasonKind
from directory.languages import LANGUAGES
from directory.models import Person, Placement
from directory.models.person import PersonQuerySet
from directory.visibility import ShownPerson, as_everyone_sees

# Whoever searches may think of a language or a duty in either.
LANGUAGES_OF_BRINK = ("nl", "en")


@dataclass(frozen=True)
class Said:
    """A text of a profile and what it is: a job, own words, a unit."""

    kind: ReasonKind
    text: str


@dataclass(frozen=True)
class Number:
    """A number to call: its digits without the code of its country, and as it is shown."""

    digits: str
    shown: str


@dataclass(frozen=True)
class Profile:
    """A colleague as everyone sees them, in words."""

    person_id: int
    name: str
    nickname: str
    said: tuple[Said, ...]
    email: str
    numbers: tuple[Number, ...]

    def texts(self, kind: ReasonKind) -> list[str]:
        """Return what is said of one kind, such as the names of all units."""
        return [said.text for said in self.said if said.kind == kind]


def with_words(people: PersonQuerySet) -> PersonQuerySet:
    """Return `people` with all that their words are read from, in a fixed number of queries."""
    placements = Prefetch("placements", Placement.objects.select_related("unit"))
    return people.select_related("unit", "location").prefetch_related(
        "subjects", "duties", "languages", "experiences", "visibilities", placements
    )


def profiles_of(people: Iterable[Person]) -> list[Profile]:
    """Return what everyone sees of `people`; no query if they come `with_words`."""
    return [
        Profile(
            person_id=person.pk,
            name=person.name,
            nickname=person.nickname,
            said=tuple(dict.fromkeys(said for said in _said_by(person) if said.text)),
            email=person.email,
            numbers=tuple(_numbers_of(person)),
        )
        for person in map(as_everyone_sees, people)
    ]


def _numbers_of(person: ShownPerson) -> Iterator[Number]:
    if person.extension:
        yield Number(person.extension, person.extension)
    for phone in (person.phone, person.mobile):
        if phone:
            yield Number(str(phone.national_number or phone), str(phone))


def _said_by(person: ShownPerson) -> Iterator[Said]:
    yield Said(ReasonKind.JOB, person.job_title)
    if person.unit:
        yield Said(ReasonKind.UNIT, person.unit.name)
    for placement in person.placements.all():
        yield Said(ReasonKind.JOB, placement.job_title)
        yield Said(ReasonKind.UNIT, placement.unit.name)
    if person.location:
        yield Said(ReasonKind.PLACE, person.location.name)
    for subject in person.subjects.all():
        yield Said(ReasonKind.SUBJECT, subject.name_nl)
        yield Said(ReasonKind.SUBJECT, subject.name_en)
    yield Said(ReasonKind.OWN_WORDS, person.ask_me_about)
    for duty in person.duties.all():
        yield Said(ReasonKind.DUTY, duty.name_nl)
        yield Said(ReasonKind.DUTY, duty.name_en)
    for language in person.languages.all():
        for reader in LANGUAGES_OF_BRINK:
            with override(reader):
                yield Said(ReasonKind.LANGUAGE, str(LANGUAGES.get(language.code, language.code)))
    for experience in person.experiences.all():
        yield Said(ReasonKind.EXPERIENCE, experience.title)
