"""What a member does with posts: make one, change its words, take it back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from access.models import User
from content.scopes import hold_scopes
from dialogue.files.keeping import FileChange
from dialogue.files.reading import ReadFile
from dialogue.models import CommentFile
from dialogue.services import edit_comment, withdraw_comment
from dialogue.services.opening import post_opening
from dialogue.services.posting import NOBODY_MEANT
from dialogue.targets import target_of
from directory.models import Subject
from groups.models import Group, Idea, Post
from groups.services.keeping import hold_post, keep_question
from groups.services.refusals import NoGroup, NotAMember
from groups.signals import post_changed, post_made
from groups.standing import standing_of
from groups.words import put_together, title_in

Kind = Post.Kind


@dataclass(frozen=True)
class NewPost:
    """What somebody typed to post."""

    kind: Post.Kind
    title: str
    text: str
    language: str
    subjects: Iterable[Subject] = ()
    meant: Mapping[str, int | None] = field(default_factory=dict)
    file: ReadFile | None = None
    file_description: str = ""


@transaction.atomic
def post_in_group(
    *,
    author: User,
    group: Group,
    new: NewPost,
    submission_key: UUID | None = None,
    complete: Callable[[Post], None] | None = None,
    now: datetime,
) -> Post:
    """Return the post that `author` makes in `group`; the same form sent twice makes one.

    Members post; questions are asked by anybody who may read the group. What its kind has besides words
    `complete` keeps, in the same transaction.
    Raises NoGroup (there is none for them), NotAMember, and what `post_opening` raises of the words.
    """
    # One at a time per author, so that a double click finds what its twin made.
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    if submission_key is not None:
        twin: Post | None = Post.objects.filter(author=author, submission_key=submission_key).first()
        if twin is not None:
            return twin
    # Whoever closes the group at this moment finds the post.
    hold_scopes()
    found = Group.objects.select_for_update(of=("self",), no_key=True).filter(pk=group.pk)
    seen: Group | None = found.visible_to(author).first()
    if seen is None:
        raise NoGroup
    group = seen
    standing = standing_of(group, author)
    if not (standing.may_ask if new.kind == Kind.QUESTION else standing.may_write):
        raise NotAMember
    post = Post.objects.create(
        group=group,
        kind=new.kind,
        language=new.language,
        author=author,
        posted_at=now,
        last_spoken_at=now,
        scope_id=group.scope_id,
        submission_key=submission_key,
    )
    post.opening = post_opening(
        author=author,
        target=target_of(post),
        text=put_together(new.title, new.text),
        is_question=new.kind == Kind.QUESTION,
        meant=new.meant,
        file=new.file,
        file_description=new.file_description,
        now=now,
    )
    post.title = title_in(post.words) if new.title.strip() else ""
    post.has_file = new.file is not None
    post.save(update_fields=["opening", "title", "has_file"])
    if new.kind == Kind.QUESTION:
        keep_question(post.opening)
    post.subjects.set(new.subjects)
    if new.kind == Kind.IDEA:
        Idea.objects.create(post=post)
    if complete is not None:
        complete(post)
    Group.objects.filter(pk=group.pk).update(last_posted_at=now)
    post_changed.send(sender=Post, post=post)
    transaction.on_commit(partial(post_made.send, sender=Post, post=post))
    return post


@transaction.atomic
def edit_post(
    *,
    editor: User,
    post: Post,
    title: str,
    text: str,
    language: str = "",
    subjects: Iterable[Subject] | None = None,
    meant: Mapping[str, int | None] = NOBODY_MEANT,
    file: FileChange | None = None,
    complete: Callable[[Post], None] | None = None,
    now: datetime,
) -> Post:
    """Return the post with other words; what it said before is kept. Raises what `edit_comment` raises."""
    edit_comment(
        editor=editor, comment=post.words, text=put_together(title, text), meant=meant, file=file, now=now
    )
    # Only now, as whoever comments at this moment holds the words before the post.
    held = hold_post(post.pk)
    assert held is not None
    post = held
    post.title = title_in(post.words) if title.strip() else ""
    post.has_file = CommentFile.objects.filter(comment=post.words).exists()
    post.language = language or post.language
    post.save(update_fields=["title", "has_file", "language"])
    if subjects is not None:
        post.subjects.set(subjects)
    if complete is not None:
        complete(post)
    post_changed.send(sender=Post, post=post)
    return post


def is_posted(author: User, submission_key: UUID) -> bool:
    """Whether the form with this key was sent before."""
    return Post.objects.filter(author=author, submission_key=submission_key).exists()


@transaction.atomic
def withdraw_post(*, author: User, post: Post, now: datetime) -> None:
    """Take the post back: its words are gone, and what others said under it stays. Raises as comments do."""
    withdraw_comment(author=author, comment=post.words, now=now)
