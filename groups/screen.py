"""One post as its screen shows it: its words, how it stands, and what the reader may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.markup import Named
from dialogue.mentions import named_in
from dialogue.targets import hides_from, target_of
from directory.models import Subject
from following.buttons import FollowButton, button_of
from following.follows import follows_it
from following.sources import Place
from groups.guides import GUIDES, Guide
from groups.kinds import part_of, screen_part_of
from groups.models import Group, Post, PostMove
from groups.standing import Standing, standing_of
from groups.talking import name_of
from groups.words import take_apart


@dataclass(frozen=True)
class PostScreen:
    """A post as one reader meets it."""

    post: Post
    standing: Standing
    author: Author
    name: str
    # Empty where its words are gone or hidden from the reader.
    title: str
    text: str
    named: dict[int, Named]
    subjects: Sequence[Subject]
    moves: Sequence[PostMove]
    button: FollowButton
    is_own: bool
    is_shown: bool
    may_hide: bool
    # What its kind shows besides words, and who draws it.
    part: Any = None  # Any: what the templates of its kind need
    part_template: str = ""
    aside_template: str = ""

    @property
    def guide(self) -> Guide:
        """What such a post is called."""
        return GUIDES[self.post.kind]

    @property
    def may_edit(self) -> bool:
        """Whether the reader gives it other words."""
        return self.is_own and self.post.stands and self.standing.group.is_open_for_writing

    @property
    def may_move(self) -> bool:
        """Whether the reader is offered to take it to another group."""
        may_ask = self.post.kind == Post.Kind.QUESTION and self.standing.may_ask
        return self.post.stands and (self.standing.may_write or may_ask)

    @property
    def may_pin(self) -> bool:
        """Whether the reader puts it on top of the group."""
        return self.post.stands and self.standing.is_host and self.standing.group.is_open_for_writing


def read_post(post: Post, viewer: User) -> PostScreen:
    """Return the screen of a post that `viewer` may see: a fixed number of queries."""
    words, opening = take_apart(post, post.words), post.words
    is_shown = opening.withdrawn_at is None and not hides_from(opening, viewer)
    authors = authors_for([post.author_id], viewer)
    part = screen_part_of(post.kind)
    shown = part_of(post, viewer) if is_shown else None
    place = Place(name_of(post), post.get_absolute_url(), post.language)
    return PostScreen(
        post=post,
        standing=standing_of(post.group, viewer),
        author=authors.get(post.author_id, authors[None]),
        name=name_of(post),
        title=post.title if is_shown else "",
        text=words.text if is_shown else "",
        named=named_in([opening.comment], viewer) if is_shown else {},
        subjects=list(post.subjects.all()),
        moves=_moves_of(post, viewer),
        button=button_of("post", post.pk, place, is_followed=follows_it(viewer, "post", post.pk)),
        is_own=post.author_id == viewer.pk,
        is_shown=is_shown,
        may_hide=opening.stands and post.author_id != viewer.pk and target_of(post).is_moderated_by(viewer),
        part=shown,
        part_template=part.template if part is not None and shown is not None else "",
        aside_template=part.aside if part is not None and shown is not None else "",
    )


def _moves_of(post: Post, viewer: User) -> list[PostMove]:
    """Return the moves of which the reader may know whence: a secret group is never named."""
    known: QuerySet[Group] = Group.objects.visible_to(viewer)
    return list(post.moves.filter(from_group__in=known).select_related("from_group"))
