"""What an import cannot take, said so that somebody can mend it."""

from dataclasses import dataclass


class Unreadable(ValueError):
    """The file as a whole cannot be read; the words say why, and what to do."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words)
        self.line = line


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of a file that is not taken, why, and what to do about it."""

    line: int
    words: str
