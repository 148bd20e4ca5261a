"""What somebody typed, made ready to be kept as a comment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from access.models import User
from dialogue.services.addressing import addressed_in, with_keys
from dialogue.services.refusals import CommentTooLong, EmptyComment
from dialogue.wording import as_paragraphs, is_blank, tidy
from directory.models import Person

LONGEST_COMMENT = 5_000
# What opens a thing is its whole text, such as a lesson learned.
LONGEST_OPENING = 20_000


@dataclass(frozen=True)
class Written:
    """A text as it is kept, whom it names by an @word, and the @words of which that is not clear."""

    text: str
    people: dict[str, Person]
    unclear: list[str]


def written_by(
    writer: User,
    text: str,
    meant: Mapping[str, int | None],
    *,
    kept: Collection[int] = (),
    longest: int = LONGEST_COMMENT,
) -> Written:
    """Return what `writer` typed, with whom they mean by their @words.

    `kept` are the keys of colleagues that stood in the text before.
    Raises EmptyComment, TooManyMentions or CommentTooLong.
    """
    text = tidy(text)
    if _says_nothing(text[:longest]):
        raise EmptyComment
    addressed = addressed_in(text, writer, meant)
    if len(text) > longest:
        raise CommentTooLong(length=len(text), limit=longest)
    return Written(with_keys(text, addressed.people, kept), addressed.people, addressed.unclear)


def _says_nothing(text: str) -> bool:
    # Marks of a quote or a list with nothing behind them leave nothing to read either.
    return is_blank(text) or is_blank(unescape(strip_tags(as_paragraphs(text))))
