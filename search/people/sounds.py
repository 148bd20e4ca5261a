"""How a name sounds to Dutch ears: names that sound alike have a key in common."""

import re
from functools import lru_cache

from search.people.folding import LETTERS, folded

# What a letter of another language stands for, where it is not written off with its plain letter.
FOREIGN_LETTERS = str.maketrans(
    {"ş": "sh", "š": "sh", "ś": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "z", "ź": "z", "ż": "z", "ğ": ""}
)
Rules = list[tuple[str, str]]
# Sounds that have no letter of their own: `2` begins “sjaal”, `3` begins “tsjilpen”.
SHARED: Rules = [
    (r"tsj|tsch|tch|cz|tsh", "3"),
    (r"sj|sh|sz", "2"),
    (r"ph", "f"),
    (r"qu?", "kw"),
    (r"ck", "k"),
    (r"chr", "kr"),
    (r"chl", "kl"),
    (r"th", "t"),
    (r"dt", "t"),
    (r"ij|ei|ey|y(?=[^aeiou]|$)", "i"),
]
AS_IN_DUTCH: Rules = [(r"sch", "sg"), (r"ch", "g")]
AS_ELSEWHERE: Rules = [(r"sch", "2"), (r"ch", "3")]
SOFTENED: Rules = [
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"[vw]", "f"),
    (r"z", "s"),
    (r"x", "ks"),
    (r"y", "j"),
    # An h is heard only where a word begins.
    (r"(?<=.)h", ""),
    # Between vowels it only joins them.
    (r"(?<=[aeiou])j", "i"),
    (r"d$", "t"),
    # A final n is not said after a dull e, which is not said in turn.
    (r"(?<=.{2})en?$", ""),
    (r"^[aeiou]+", "a"),
    (r"(?<=.)[aeiou]+", ""),
    (r"(.)\1+", r"\1"),
]
SHORTEST = 2


@lru_cache(maxsize=100_000)
def sounds_of(word: str) -> frozenset[str]:
    """Return how `word` may sound, as Dutch and as a word from elsewhere; nothing for a word of one sound."""
    foreign = folded(word.casefold().translate(LETTERS).translate(FOREIGN_LETTERS))
    spellings = {_as_heard(folded(word), AS_IN_DUTCH), _as_heard(folded(word), AS_ELSEWHERE)}
    spellings |= {_as_heard(foreign, AS_ELSEWHERE)}
    return frozenset(sound for sound in spellings if len(sound) >= SHORTEST)


def _as_heard(word: str, read_as: Rules) -> str:
    letters = "".join(filter(str.isalnum, word))
    for pattern, sound in [*SHARED, *read_as, *SOFTENED]:
        letters = re.sub(pattern, sound, letters)
    return letters
