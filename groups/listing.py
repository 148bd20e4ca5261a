"""Posts in lists, each as one reader meets it: who wrote what, how it stands and who talks under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.voices import Voices, voices_of
from dialogue.wording import as_excerpt
from groups.guides import GUIDES
from groups.kinds import parts_of, screen_part_of
from groups.models import Post

WORDS_SHOWN = 40


@dataclass(frozen=True)
class PostLine:
    """One post of a list."""

    post: Post
    author: Author
    # The title, or the beginning of the words where it has none.
    title: str
    text: str
    voices: Voices | None
    # What its kind shows besides, and the template that draws it; nothing where it shows nothing.
    part: Any = None  # Any: what that template needs
    part_template: str = ""

    @property
    def kind(self) -> Any:  # Any: words that are translated when they are shown
        """What such a post is called."""
        return GUIDES[self.post.kind].name

    @property
    def is_quoted(self) -> bool:
        """Whether the text is a draft of somebody's work, which is quoted."""
        return self.post.kind == Post.Kind.WORK and bool(self.text)


def lines_of(posts: Iterable[Post], viewer: User) -> list[PostLine]:
    """Return `posts` in their order, in a fixed number of queries and a few for each kind that is there.

    Ask only for posts that `viewer` may see and that stand, with their `group` and `opening`.
    """
    posts = list(posts)
    if not posts:
        return []
    authors = authors_for([post.author_id for post in posts], viewer)
    named = named_in([post.words.comment for post in posts], viewer)
    voices = voices_of(posts, viewer)
    parts = parts_of(posts, viewer)
    return [
        _line(
            post,
            authors.get(post.author_id, authors[None]),
            as_excerpt(post.words.comment, named),
            voices.get(post.pk),
            parts.get(post.pk),
        )
        for post in posts
    ]


def _line(post: Post, author: Author, words: str, voices: Voices | None, part: Any) -> PostLine:
    kind_part = screen_part_of(post.kind)
    title, text = _cut(post, words)
    return PostLine(
        post=post,
        author=author,
        title=title,
        text=Truncator(text).words(WORDS_SHOWN),
        voices=voices,
        part=part,
        part_template=kind_part.line if kind_part is not None and part is not None else "",
    )


def _cut(post: Post, words: str) -> Sequence[str]:
    """Return a title and what follows; of a few lines without a title the first is one."""
    first, _break, rest = words.partition("\n")
    if post.title:
        return post.title, rest.strip()
    return Truncator(first).chars(100) or str(GUIDES[post.kind].name), rest.strip()
