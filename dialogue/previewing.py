"""What a writer gets to see, to hear and to choose before a comment is placed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from access.models import User
from dialogue.hints import Hint, hints_in
from dialogue.mentions import in_typed_words, keys_in, named_in
from dialogue.models import BrinkComment
from dialogue.services.addressing import candidates_for
from dialogue.services.mentioning import is_reached
from dialogue.services.writing import LONGEST_COMMENT, written_by
from dialogue.targets import Target
from dialogue.wording import as_paragraphs
from directory.models import Person


@dataclass(frozen=True)
class Preview:
    """A comment as it will read, and what its writer should know or choose first."""

    html: SafeString
    # The colleagues who may be meant by each @word of which that is not clear.
    questions: dict[str, list[Person]]
    # The names of those who are named and cannot read it.
    unreached: list[str]
    # What an organisation asks its writers to think of.
    hints: list[Hint]
    # As its author types it from now on: an @word that became clear by a choice is an address.
    text: str

    @property
    def has_remarks(self) -> bool:
        """Whether there is something to know that is no reason to refuse."""
        return bool(self.unreached or self.hints)


def preview_of(
    *,
    writer: User,
    target: Target,
    text: str,
    meant: Mapping[str, int | None],
    comment: BrinkComment | None = None,
    longest: int = LONGEST_COMMENT,
) -> Preview:
    """Return how `text` will read under `target`, or as the new text of `comment`.

    Raises EmptyComment, CommentTooLong or TooManyMentions.
    """
    known = keys_in(comment.comment) if comment is not None else set()
    written = written_by(writer, text, meant, kept=known, longest=longest)
    candidates = {word: candidates_for(word, writer) for word in written.unclear}
    added = {person.pk: person for person in written.people.values() if person.pk not in known}
    return Preview(
        html=as_paragraphs(written.text, named_in([written.text], writer)),
        questions={word: people for word, people in candidates.items() if people},
        unreached=[person.name for person in added.values() if not is_reached(person, target)],
        hints=hints_in(text),
        text=in_typed_words(written.text, writer),
    )
