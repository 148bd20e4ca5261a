"""Whom a writer means by the @words in what they type."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from access.models import User
from dialogue.markup import ADDRESS, MENTION
from dialogue.services.refusals import TooManyMentions
from directory.finding import find_people
from directory.models import Person

MOST_MENTIONS = 20
MOST_CANDIDATES = 7
MOST_SEARCHED = 50
# An @ inside an address, behind a letter as in a mail address, or behind a backslash names nobody.
# The word is read once (?>), so that one of a megabyte costs no more than as many short ones.
_WORD = re.compile(
    rf"(?:{ADDRESS.pattern})|(?<![\w@/.\\])@(?P<word>(?>[^\W_](?:[\w-]*\w)?))(?!@)", re.IGNORECASE
)


@dataclass(frozen=True)
class Addressed:
    """The colleagues whom the @words of a text mean, and the words of which it is not clear."""

    people: dict[str, Person]
    unclear: list[str]


def addressed_in(text: str, writer: User, meant: Mapping[str, int | None]) -> Addressed:
    """Return whom `writer` means: who has that address, or whom they chose in `meant` ({word: key}).

    Only colleagues whom the writer may see. A word that is meant for nobody (None) is no longer unclear.
    Two queries. Raises TooManyMentions.
    """
    words = _words_in(text)
    if len(words) > MOST_MENTIONS:
        raise TooManyMentions(number=len(words), limit=MOST_MENTIONS)
    listed = Person.objects.visible_to(writer).working_here().select_related("user")
    people = {person.slug: person for person in listed.filter(slug__in=words)}
    chosen = {person.pk: person for person in listed.filter(pk__in=[key for key in meant.values() if key])}
    for word, key in meant.items():
        if word in words and key in chosen:
            people[word] = chosen[key]
    unclear = [word for word in words if word not in people and meant.get(word, 0) is not None]
    return Addressed(people, unclear)


def candidates_for(word: str, writer: User) -> list[Person]:
    """Return the few colleagues whose name begins with `word`, or a part of it does; the best first."""
    found = find_people(word, writer, Person.objects.working_here(), most=MOST_SEARCHED)
    people = Person.objects.select_related("unit").in_bulk([one.person_id for one in found])
    start = f"-{slugify(word)}"
    named = (people[one.person_id] for one in found if one.person_id in people)
    return [
        person
        for person in named
        if start in f"-{person.slug}" or start in f"-{slugify(f'{person.name} {person.nickname}')}"
    ][:MOST_CANDIDATES]


def with_keys(text: str, people: Mapping[str, Person], kept: Collection[int]) -> str:
    """Return `text` as it is kept: with a key for each word in `people`.

    A key that somebody types by hand is text, unless it is in `kept`: it stood there before.
    """
    text = MENTION.sub(lambda found: found[0] if int(found[1]) in kept else f"@\\{found[0][1:]}", text)

    def keyed(found: re.Match[str]) -> str:
        person = people.get((found["word"] or "").lower())
        return f"@{{{person.pk}}}" if person is not None else found[0]

    return _WORD.sub(keyed, text)


def _words_in(text: str) -> list[str]:
    """Return each different word that is typed behind an @, in small letters, in the order of the text."""
    found = (match["word"] for match in _WORD.finditer(text))
    return list(dict.fromkeys(word.lower() for word in found if word))
