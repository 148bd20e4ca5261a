"""By what a colleague is looked up: the same exact keys in every engine, so that each finds the same people.

A key is a letter that says what it is, and letters and digits: `njansen` is a name, `sjns` its sound, `wbom`
the stem of a word. What somebody typed is turned into keys by the same rules, so that a misspelt name, a
nickname or a part of a compound is found as a whole word is.
"""

from collections.abc import Iterable, Iterator

from search.people.folding import folded_words, key_part
from search.people.names import is_particle, words_of_name
from search.people.nicknames import nicknames_of
from search.people.profiles import Profile
from search.people.slips import without_a_letter
from search.people.sounds import sounds_of
from search.people.stems import ends_of, stem_of, telling_words

# Raise it with every change of the keys: a worker then writes those of everyone anew.
RULE = 2

NAME = "n"
SOUND = "s"
WITHOUT_A_LETTER = "d"
IN_FULL = "g"
IN_SHORT = "h"
INITIAL = "i"
WORD_STEM = "w"
END_OF_WORD = "e"
ADDRESS = "c"
# Backwards, so that its last digits are its beginning.
NUMBER = "p"


def keys_of(profile: Profile) -> list[str]:
    """Return every key by which a colleague can be found, in order."""
    keys = {*_keys_of_name(profile.name), *_keys_of_name(profile.nickname)}
    family = folded_words(profile.name)[1:]
    keys |= {key for called in folded_words(profile.nickname)[:1] for key in _initials([called, *family])}
    for said in profile.said:
        for word in telling_words(said.text):
            stem = stem_of(word)
            keys.add(WORD_STEM + stem)
            keys |= {END_OF_WORD + end for end in ends_of(stem)}
    if address := key_part(profile.email.partition("@")[0]):
        keys.add(ADDRESS + address)
    keys |= {NUMBER + backwards(number.digits) for number in profile.numbers}
    return sorted(keys)


def _keys_of_name(name: str) -> Iterator[str]:
    for word in words_of_name(name):
        yield NAME + word.folded
        if is_particle(word.folded):
            continue
        yield from (WITHOUT_A_LETTER + shorter for shorter in without_a_letter(word.folded))
        # As written: an accent may tell how it sounds.
        yield from (SOUND + sound for sound in sounds_of(word.written))
        for form in nicknames_of(word.folded):
            yield (IN_FULL if form.is_full else IN_SHORT) + form.name
    yield from _initials(folded_words(name))


def _initials(words: Iterable[str]) -> Iterator[str]:
    """Yield each word of a name behind the first letter of one before it: ipjansen of Peter Jansen."""
    before: list[str] = []
    for word in words:
        if is_particle(word):
            continue
        yield from (INITIAL + letter + word for letter in before)
        before.append(word[0])


def backwards(number: str) -> str:
    """Return the digits of a number, the last first."""
    return "".join(filter(str.isdigit, number))[::-1]
