"""The words of a post: its title, where it has one, is the first line of one text."""

from typing import NamedTuple

from dialogue.mentions import in_plain_words, named_in
from dialogue.models import BrinkComment
from groups.models import Post

# What stands between the title and the rest.
BREAK = "\n\n"
LONGEST_TITLE = 150


class Words(NamedTuple):
    """A title, possibly none, and what follows, with colleagues by key as comments keep them."""

    title: str
    text: str


def put_together(title: str, text: str) -> str:
    """Return what is kept as the words of a post with this title."""
    title = " ".join(title.split())
    return BREAK.join(part for part in (title, text.strip()) if part)


def take_apart(post: Post, opening: BrinkComment) -> Words:
    """Return the words of `post`; without a title all of them are text."""
    if not post.title:
        return Words("", opening.comment)
    title, _break, text = opening.comment.partition("\n")
    return Words(title, text.strip())


def title_in(opening: BrinkComment) -> str:
    """Return the first line of `opening` as a title to list by: named colleagues by the name all see."""
    line = opening.comment.partition("\n")[0]
    return in_plain_words(line, named_in([line], None))[:LONGEST_TITLE]
