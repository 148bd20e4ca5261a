"""The one form that everything in a digest has, so that mail, text and screen show the same."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from notices.sentences import Way

# Letters of the one line below a title.
ONE_LINE = 140


@dataclass(frozen=True)
class Phrase:
    """Words in a language; without one they are in that of the reader."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Item:
    """One thing to read: what it is, where it leads, and at most a line more.

    The title comes in pieces, which may differ in language. `address` is a path.
    """

    title: tuple[Phrase, ...]
    address: str
    kicker: str | Promise = ""
    text: Phrase = Phrase("")
    note: str | Promise = ""
    # Why the reader is told, where they are told of it in person.
    reason: str | Promise = ""
    # Somebody waits for the reader.
    is_waiting: bool = False
    # The nearest thing to mute.
    way: Way | None = None
    # Only in a mail: there it needs no signing in.
    mute_url: str = ""


@dataclass(frozen=True)
class Part:
    """Things under one head, with what is said and where it leads if there are more."""

    title: str | Promise
    items: list[Item] = field(default_factory=list)
    more: str | Promise = ""
    more_address: str = ""
