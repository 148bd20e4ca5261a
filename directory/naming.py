"""How a name is sorted, and which address it gets."""

import re
from itertools import chain, count

from django.utils.text import slugify
from django.utils.translation import gettext

from access.models import User
from directory.models import Person

# What stands before a family name and is not sorted on.
DUTCH = {"van", "de", "den", "der", "het", "'t", "'s", "te", "ten", "ter", "op", "in", "aan", "bij", "uit"}
GERMAN = {"von", "vom", "zu", "zum", "zur", "und"}
ROMANCE = {"d'", "da", "di", "do", "dos", "das", "del", "della", "du", "des", "la", "le", "les", "los"}
NORDIC = {"af", "av"}
PREFIXES = DUTCH | GERMAN | ROMANCE | NORDIC
# Arabic and Hebrew: with a capital too.
ARTICLES = {"el", "al", "ben", "bin", "ibn", "bint", "abu", "ait", "ould"}
# Stays with the family name.
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
# A family name such as d'Ancona is one word that holds two.
ELISION = re.compile(r"^(d['\u2019])(?=\w)")
# Between the halves of a double name, with spaces around it.
DASHES = {"-", "\u2013"}
# An apostrophe as printed, as typed, and as word processors turn it.
APOSTROPHES = str.maketrans("\u2019\u2018", "''")
SLUG_LENGTH = 150
# What stands beside the profiles in addresses, and so is nobody's.
SCREENS = {"suggest"}
NAME_LENGTH = 150


def sort_name_of(name: str) -> str:
    """Return `name` with the family name first: “Berg, Anouk van den” of “Anouk van den Berg”.

    A name that has a comma is sorted already. A prefix with a capital, as in Flanders, is part of the
    family name: “Van den Berghe, Jan”.
    """
    words = name.split()
    if len(words) < 2 or "," in name:
        return " ".join(words)
    start = _start_of_family(words)
    prefix: list[str] = []
    while start < len(words) - 1 and _is_left_out(words[start]):
        prefix.append(words[start])
        start += 1
    given, family = words[: start - len(prefix)], words[start:]
    if elided := ELISION.match(family[0]):
        prefix.append(elided[0])
        family[0] = family[0][elided.end() :]
    return " ".join([*family[:-1], f"{family[-1]},", *given, *prefix])[:NAME_LENGTH]


def _start_of_family(words: list[str]) -> int:
    """Return the place of the first word that is not a given name; the first word always is."""
    for place, word in enumerate(words[1:-1], start=1):
        if _plain(word) in PREFIXES | ARTICLES:
            return place
        if _ends_in_prefix(word) or words[place + 1] in DASHES:
            return place
    last = len(words) - 1
    return last - 1 if words[last].lower() in SUFFIXES and last > 1 else last


def _is_left_out(word: str) -> bool:
    return (_plain(word) in PREFIXES and word[0] == word[0].lower()) or _plain(word) in ARTICLES


def _plain(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


def _ends_in_prefix(word: str) -> bool:
    """Tell whether a double name goes on behind `word`, as in “Jansen-de Wit”."""
    before, hyphen, after = word.rpartition("-")
    return bool(before and hyphen) and _plain(after) in PREFIXES | ARTICLES


def free_slug(name: str) -> str:
    """Return an address for a colleague called `name` that nobody has; one query."""
    wanted = wanted_slug(name)
    taken = Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    return first_free(wanted, set(taken))


def wanted_slug(name: str) -> str:
    """Return the address that `name` would have if nobody else were called so."""
    # Room for a number behind it. A name in another script has no letters that an address can show.
    wanted = slugify(name)[: SLUG_LENGTH - 10].strip("-") or "colleague"
    return f"{wanted}-1" if wanted in SCREENS else wanted


def first_free(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or `wanted` with the lowest number that is not `taken`."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def name_of_account(user: User | None) -> str:
    """Return what colleagues who keep a register call whoever did something, in no query of its own."""
    if user is None or not user.is_active:
        return gettext("Former colleague")
    person = getattr(user, "person", None)
    return person.name if person else user.get_full_name() or user.username
