"""Asking a question before one knows where: what is typed is kept, and it goes to a group or under a page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import User
from content.models import ContentPage
from content.reading import visible_pages
from dialogue.files.reading import ReadFile
from dialogue.services import post_comment
from dialogue.services.drafting import LONGEST_DRAFT
from directory.models import Person, Subject
from groups.models import AskedPerson, FoundAnswer, Group, Post, PostDraft, Question
from groups.services.drafting import save_post_draft, throw_away_draft
from groups.services.posting import NewPost, post_in_group
from groups.services.refusals import GroupRefused
from groups.services.route import ask_chosen
from groups.similar import QUESTION
from groups.words import LONGEST_TITLE, put_together

MOST_SUBJECTS = 3


class NothingFound(GroupRefused):
    """What somebody chose as their answer is not there, or not for them."""

    sentence = _("This is not here.")


@dataclass(frozen=True)
class NewQuestion:
    """What somebody typed to ask: the question in one sentence, and what goes with it."""

    title: str
    text: str
    language: str
    # Who is asked by name.
    people: Collection[Person] = ()
    meant: Mapping[str, int | None] = field(default_factory=dict)
    file: ReadFile | None = None
    file_description: str = ""
    submission_key: UUID | None = None


@transaction.atomic
def ask_in_group(*, asker: User, group: Group, new: NewQuestion, now: datetime) -> Post:
    """Return the question as a post in `group`; what was kept of it is thrown away.

    Its subjects are those that it names, so that who knows of them can be asked.
    Raises what `post_in_group` raises.
    """
    post = post_in_group(
        author=asker,
        group=group,
        new=NewPost(
            kind=Post.Kind.QUESTION,
            title=new.title,
            text=new.text,
            language=new.language,
            subjects=subjects_named_in(f"{new.title} {new.text}"),
            meant=new.meant,
            file=new.file,
            file_description=new.file_description,
        ),
        submission_key=new.submission_key,
        now=now,
    )
    question = Question.objects.filter(post=post).first()
    if question is not None:
        ask_chosen(question=question, people=new.people, now=now)
    throw_away_draft(author=asker, group=None)
    return post


@transaction.atomic
def ask_under_page(*, asker: User, page: ContentPage, new: NewQuestion, now: datetime) -> Question:
    """Return the question as it stands under `page`, whose keeper owes the answer.

    Raises what `post_comment` raises.
    """
    comment = post_comment(
        author=asker,
        target=page,
        text=put_together(new.title, new.text),
        is_question=True,
        meant=new.meant,
        submission_key=new.submission_key,
        file=new.file,
        file_description=new.file_description,
        now=now,
    )
    throw_away_draft(author=asker, group=None)
    found: Question = Question.objects.get(comment=comment)
    ask_chosen(question=found, people=new.people, now=now)
    return found


def not_asked(asked: Post | Question, people: Collection[Person]) -> list[Person]:
    """Return those of `people` whom a question could not be put to, though its asker chose them."""
    rows = AskedPerson.objects.filter(person__in=people)
    here = rows.filter(question__post=asked) if isinstance(asked, Post) else rows.filter(question=asked)
    reached = set(here.values_list("person_id", flat=True))
    return [person for person in people if person.pk not in reached]


def keep_question_draft(
    *, asker: User, title: str, text: str, submission_key: UUID | None = None, now: datetime
) -> PostDraft | None:
    """Keep what `asker` is typing, as `save_post_draft` does; what a title has no room for goes below it."""
    title, text = " ".join(title.split()), text.strip()
    if len(title) > LONGEST_TITLE:
        title, text = title[:LONGEST_TITLE], f"{title[LONGEST_TITLE:]}\n\n{text}"
    return save_post_draft(
        author=asker,
        group=None,
        kind=Post.Kind.QUESTION,
        title=title,
        # Nobody types more, and the beginning is better than nothing.
        text=text[:LONGEST_DRAFT],
        submission_key=submission_key,
        now=now,
    )


@transaction.atomic
def count_found(*, reader: User, kind: str, object_id: int) -> str:
    """Note that somebody found their answer there, and return its address. Who it was is kept nowhere.

    Raises NothingFound for what is not there or not for `reader`.
    """
    things = Question.objects.visible_to(reader).standing() if kind == QUESTION else visible_pages(reader)
    thing = things.filter(pk=object_id).first()
    if thing is None:
        raise NothingFound
    is_question = isinstance(thing, Question)
    key = {"question": thing} if is_question else {"page": Page(pk=thing.pk)}
    found, _created = FoundAnswer.objects.get_or_create(**key)
    FoundAnswer.objects.filter(pk=found.pk).update(times=F("times") + 1)
    address: str = thing.get_absolute_url() if is_question else thing.get_url() or "/"
    return address


def subjects_named_in(text: str) -> list[Subject]:
    """Return the subjects that a text names in either language, the longest names first; one query."""
    words = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.casefold()).split())} "
    named = [
        (max(len(name) for name in names), subject)
        for subject in Subject.objects.all()
        if (names := [name for name in (subject.name_nl, subject.name_en) if _is_in(name, words)])
    ]
    return [subject for _length, subject in sorted(named, key=lambda each: -each[0])][:MOST_SUBJECTS]


def _is_in(name: str, words: str) -> bool:
    return bool(name) and f" {' '.join(name.casefold().split())} " in words
