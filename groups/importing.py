"""Questions with their answers brought in from a folder: a Markdown file each, again only what changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from access.models import User
from content.importing.folder import FoundFile, find_texts
from content.importing.front_matter import list_of
from content.importing.refusal import Refused
from content.importing.sources import Source, read_source
from dialogue.models import BrinkComment
from dialogue.refusals import Refused as NotSaid
from dialogue.services import edit_comment, post_comment, say_helped, withdraw_comment
from dialogue.services.writing import LONGEST_COMMENT
from dialogue.targets import target_of
from dialogue.wording import tidy
from groups.models import Group, Post, Question
from groups.services.asking import subjects_named_in
from groups.services.posting import NewPost, edit_post, post_in_group
from groups.services.refusals import GroupRefused
from groups.words import LONGEST_TITLE, put_together
from notices.quiet import quietly

TITLE, TAGS = ("title",), ("tags", "keywords", "synonyms")
# What generators of websites fill in; a heading that repeats the title says nothing more.
TITLE_AGAIN = re.compile(r"^#\s*\{\{\s*page\.title\s*\}\}\s*$", re.MULTILINE)
FILLED_IN = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
FIRST_HEADING = re.compile(r"\A\s*#\s+(?P<title>[^\n]+)\n")


@dataclass
class ImportReport:
    """What became of each file, by its path in the folder."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class FoundQuestion:
    """A file as a question: what is asked, the other words for it, and its answer in pieces."""

    key: UUID
    title: str
    also: str
    answers: list[str]


def import_questions(
    *, folder: Path, group: Group, asker: User, answerer: User, language: str, now: datetime
) -> ImportReport:
    """Return what was made of the files in `folder`: a question of `asker` each, answered by `answerer`.

    A file is known by its path: the second time only what changed in it changes here. What came from
    elsewhere was not answered here, so it counts in no figure, and it is no news: it stands in streams and
    nobody is given notice of it. Call it outside a transaction.
    """
    report = ImportReport()
    found = find_texts(folder)
    report.refused += [(source, refused.reason) for source, refused in found.refused]
    for file in found.texts:
        try:
            # What they are told of at the commit is within the quiet.
            with quietly(), transaction.atomic(durable=True):
                outcome = _bring(_read(file, group), group, asker, answerer, language, now)
        except Refused as refused:
            report.refused.append((file.source, refused.reason))
        except (NotSaid, GroupRefused) as refused:
            report.refused.append((file.source, str(refused.sentence)))
        else:
            outcome_of = {"made": report.made, "changed": report.changed, "unchanged": report.unchanged}
            outcome_of[outcome].append(file.source)
    return report


def _read(file: FoundFile, group: Group) -> FoundQuestion:
    source = read_source(file)
    text = FILLED_IN.sub("", TITLE_AGAIN.sub("", source.text))
    title = _title_of(source)
    if not title:
        heading = FIRST_HEADING.match(text)
        title = heading["title"].strip() if heading else ""
        text = text[heading.end() :] if heading else text
    if not title:
        raise Refused(_("There is no question in it. Give it a title in its front matter."), 1)
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("The question is too long: at most %(limit)d characters.") % {"limit": LONGEST_TITLE}, 1
        )
    answers = list(_pieces(tidy(text)))
    if not answers:
        raise Refused(_("There is no answer below the question. Write one, or ask it in Brink."), 1)
    return FoundQuestion(
        # The group is part of it: the same folder may be brought into two groups.
        key=uuid5(NAMESPACE_URL, f"brink:group:{group.pk}:{file.source}"),
        title=title,
        also=", ".join(dict.fromkeys(tag.replace("-", " ") for tag in list_of(source.front, TAGS))),
        answers=answers,
    )


def _title_of(source: Source) -> str:
    value = source.front.get("title")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _pieces(text: str) -> Iterator[str]:
    """Cut a long answer between its paragraphs, into as many as fit a comment."""
    piece = ""
    for paragraph in text.split("\n\n"):
        for start in range(0, max(len(paragraph), 1), LONGEST_COMMENT):
            part = paragraph[start : start + LONGEST_COMMENT]
            if piece and len(piece) + len(part) + 2 > LONGEST_COMMENT:
                yield piece.strip()
                piece = ""
            piece = f"{piece}\n\n{part}" if piece else part
    if piece.strip():
        yield piece.strip()


def _bring(
    found: FoundQuestion, group: Group, asker: User, answerer: User, language: str, now: datetime
) -> str:
    post = Post.objects.select_related("opening").filter(submission_key=found.key).first()
    if post is None:
        _make(found, group, asker, answerer, language, now)
        return "made"
    if not post.stands:
        # Somebody took it away here: it does not come back by itself.
        return "unchanged"
    is_changed = False
    if post.words.comment != tidy(put_together(found.title, found.also)):
        edit_post(editor=asker, post=post, title=found.title, text=found.also, now=now)
        is_changed = True
    return "changed" if _answer(found, post, asker, answerer, now) or is_changed else "unchanged"


def _make(
    found: FoundQuestion, group: Group, asker: User, answerer: User, language: str, now: datetime
) -> None:
    new = NewPost(
        kind=Post.Kind.QUESTION,
        title=found.title,
        text=found.also,
        language=language,
        subjects=subjects_named_in(f"{found.title} {found.also}"),
    )
    post = post_in_group(author=asker, group=group, new=new, submission_key=found.key, now=now)
    _answer(found, post, asker, answerer, now)
    Question.objects.filter(post=post).update(
        answered_at=None, answer_minutes=None, was_in_time=None, due_at=None
    )


def _answer(found: FoundQuestion, post: Post, asker: User, answerer: User, now: datetime) -> bool:
    """Give the question the answers of the file, and tell whether one of them was new or other."""
    keys = [uuid5(found.key, str(number)) for number in range(len(found.answers))]
    there = {
        comment.submission_key: comment
        for comment in BrinkComment.objects.under(target_of(post).content_type.pk, str(post.pk))
        if comment.submission_key is not None and comment.user_id == answerer.pk and comment.stands
    }
    is_changed = False
    for key, text in zip(keys, found.answers, strict=True):
        answer = there.pop(key, None)
        if answer is None:
            if BrinkComment.objects.filter(submission_key=key).exists():
                continue
            answer = post_comment(author=answerer, target=post, text=text, submission_key=key, now=now)
            say_helped(asker=asker, answer=answer, now=now)
            is_changed = True
        elif answer.comment != text:
            edit_comment(editor=answerer, comment=answer, text=text, now=now)
            is_changed = True
    # A shorter answer needs fewer pieces.
    for number in range(len(found.answers), len(found.answers) + len(there)):
        surplus = there.pop(uuid5(found.key, str(number)), None)
        if surplus is not None:
            withdraw_comment(author=answerer, comment=surplus, now=now)
            is_changed = True
    return is_changed
