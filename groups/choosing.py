"""Whom somebody can ask by name: colleagues who tell of it, at most a few, and whom they came from."""

from collections.abc import Iterable

from access.models import User
from directory.models import Person
from directory.models.person import PersonQuerySet
from groups.experts import who_tell_of

MOST_CHOSEN = 3
MOST_OFFERED = 4


def choosable(asker: User) -> PersonQuerySet:
    """Return the colleagues whom `asker` may ask: those they see, who work here and can answer."""
    people: PersonQuerySet = Person.objects.visible_to(asker).working_here()
    return people.filter(user__is_active=True).exclude(user=asker)


def offered_to(asker: User, text: str, chosen: Iterable[str]) -> list[Person]:
    """Return whom the form offers: those with the addresses `chosen`, and who may know of `text`."""
    people = choosable(asker)
    slugs = [slug for slug in chosen if "\x00" not in slug][:MOST_OFFERED]
    own = list(people.filter(slug__in=slugs).order_by("name", "pk")) if slugs else []
    words = {word.strip("?.,;:!\"'()").lower() for word in text.split()[:40]}
    telling = list(dict.fromkeys(who_tell_of(words, asker, people)))[:MOST_OFFERED]
    found = people.in_bulk([pk for pk in telling if pk not in {person.pk for person in own}])
    return [*own, *(found[pk] for pk in telling if pk in found)][: max(len(own), MOST_OFFERED)]
