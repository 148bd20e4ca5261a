"""Colleagues who are named in what is said, as readers meet them: in the text by key, on the page by name."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from access.models import Scope
from access.scopes import Viewer, visible_scope_ids
from dialogue.markup import MENTION, Named, without_keys
from directory.models import Person

LONGEST_QUOTE = 600


def keys_in(text: str) -> set[int]:
    """Return the keys of the colleagues who are named in a text as it is kept."""
    return {int(found) for found in MENTION.findall(text)}


def named_in(texts: Iterable[str], viewer: Viewer | None) -> dict[int, Named]:
    """Return {key: name} of all who are named in `texts` as `viewer` may see them, in one query.

    Without a viewer: as everyone sees them, for what leaves Brink or is kept for all to search.
    """
    keys = {key for text in texts for key in keys_in(text)}
    if not keys:
        return {}
    seen = visible_scope_ids(viewer) if viewer is not None else [Scope.objects.everyone().pk]
    return {person.pk: _named(person, seen) for person in Person.objects.filter(pk__in=keys)}


def _named(person: Person, seen: list[int]) -> Named:
    if person.left_on is not None:
        return former()
    if person.scope_id not in seen:
        return Named(gettext("Colleague"))
    return Named(person.name, person.get_absolute_url())


def former() -> Named:
    """Return how somebody is called who is not listed any more."""
    return Named(gettext("Former colleague"))


def in_plain_words(text: str, named: Mapping[int, Named]) -> str:
    """Return a text as it is kept with names in the place of keys: for search, exports and mail."""
    return without_keys(text, named, former())


def in_typed_words(text: str, viewer: Viewer) -> str:
    """Return a text as it is kept the way its author types it: `@jan-de-wit`. One query."""
    people = Person.objects.visible_to(viewer).working_here().filter(pk__in=keys_in(text))
    slugs = dict(people.values_list("pk", "slug"))

    # Whoever left or is out of sight stays a key: the author keeps what they wrote, and reads no name.
    return MENTION.sub(lambda found: f"@{slugs[key]}" if (key := int(found[1])) in slugs else found[0], text)


def as_quote(text: str, viewer: Viewer) -> str:
    """Return the beginning of a text as it is kept, as a quote to answer below.

    What it quoted itself is left out, and a name in it is a name: nobody is called once more.
    """
    named = named_in([text], viewer)
    said = MENTION.sub(lambda found: named.get(int(found[1]), former()).name, text)
    lines = [line for line in said.split("\n") if not line.lstrip().startswith(">")]
    words = "\n".join(lines).strip()
    if len(words) > LONGEST_QUOTE:
        words = f"{words[:LONGEST_QUOTE].rsplit(maxsplit=1)[0]} …"
    return "".join(f"> {line}".rstrip() + "\n" for line in words.split("\n")) + "\n"
