"""Words that an organisation writes in both languages, as one reader gets them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text and the language that it is in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def words_for(language: str | None, *, nl: str, en: str) -> Words:
    """Return the text in `language`, or else in the language that has one."""
    if (language == "en" and en) or not nl:
        return Words(en, "en")
    return Words(nl, "nl")
