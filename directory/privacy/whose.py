"""Whose traces are meant, by any of the ways in which somebody is called."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from access.models import User
from access.traces import Traced
from directory.models import Person, PersonChange


class NobodyFound(LookupError):
    """There is no account and no colleague by that name, or more than one."""


@dataclass(frozen=True)
class Someone:
    """A colleague who is listed, with an account or without, or an account of someone who is not listed."""

    person: Person | None
    user: User | None

    @property
    def language(self) -> str:
        """In which language this person reads."""
        return (self.user.language if self.user else "") or str(settings.LANGUAGE_CODE)

    @property
    def name(self) -> str:
        """What they are called."""
        if self.person is not None:
            return self.person.name
        return (self.user.get_full_name() or self.user.username) if self.user else ""

    def traced(self) -> Traced:
        """Return what their traces are looked for by; one query, for what they were called before."""
        return Traced(
            user_id=self.user.pk if self.user else None,
            person_id=self.person.pk if self.person else None,
            key=self.user.key if self.user else None,
            names=frozenset(filter(None, self._names())),
            addresses=frozenset(filter(None, self._addresses())),
        )

    def _names(self) -> list[str]:
        names = [*self._addresses()]
        if self.user is not None:
            names += [self.user.username, self.user.get_full_name()]
        if self.person is not None:
            names += [self.person.name, self.person.sort_name, self.person.nickname, self.person.spoken_name]
            called = PersonChange.objects.filter(person=self.person, field__in=("name", "nickname"))
            names += [name for pair in called.values_list("before", "after") for name in pair]
        return names

    def _addresses(self) -> list[str]:
        addresses = []
        if self.user is not None:
            # In quotes, as JSON writes a whole value: in a text a short name would be any word.
            addresses += [self.user.email, f'"{self.user.username}"']
        if self.person is not None:
            addresses += [self.person.email, str(self.person.phone), str(self.person.mobile)]
        return addresses


def someone_of(user: User) -> Someone:
    """Return who signs in as `user`, with the listing if there is one."""
    return Someone(Person.objects.filter(user=user).first(), user)


def listed(person: Person) -> Someone:
    """Return who is listed as `person`, with the account if there is one."""
    return Someone(person, person.user)


def find_someone(word: str) -> Someone:
    """Return who signs in as `word`, or has it as mail address or as address of the profile.

    Raises NobodyFound, also when two people have it.
    """
    users = list(User.objects.filter(Q(username=word) | Q(email__iexact=word) & ~Q(email=""))[:2])
    people = list(
        Person.objects.filter(Q(slug=word) | Q(email__iexact=word) & ~Q(email="")).select_related("user")[:2]
    )
    found = {(someone.person, someone.user) for someone in map(someone_of, users)}
    found |= {(someone.person, someone.user) for someone in map(listed, people)}
    if len(found) != 1:
        raise NobodyFound(word)
    return Someone(*found.pop())
