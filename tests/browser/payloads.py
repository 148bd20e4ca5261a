"""Scripts that people try to get into a page, in every text that dialogue keeps."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import cycle
from typing import Any, NamedTuple

from django.apps import apps
from django.db import IntegrityError, models, transaction

from access.models import User
from dialogue.files.reading import read_file
from dialogue.models import (
    Appeal,
    BrinkComment,
    Case,
    CommentEdit,
    CommentReport,
    Decision,
    Draft,
    HintWord,
    KeptWords,
    Pause,
)
from dialogue.services import LONGEST_COMMENT, pin_comment
from knowledge.models import ProcedurePage
from tests.browser.npm import fetched
from tests.factories.accounts import UserFactory
from tests.factories.attachments import office
from tests.factories.dialogue import NOW, comment_on, moderator
from tests.factories.pages import ProcedurePageFactory

# The Big List of Naughty Strings, MIT.
PACKAGE, VERSION = "blns", "2.0.4"
BEGIN, END = "#\tScript Injection", "#\tSQL Injection"
# So many comments stand on one page without a step further.
PER_PAGE = 40
# Texts that no reader wrote: what a row belongs to.
KEYS = {"object_pk", "form"}
# None is longer, so that each fits in the shortest text of a sentence.
LONGEST = 300


class Planted(NamedTuple):
    """Where the payloads stand: one in each comment of the pages, and many in each row about the last one."""

    pages: list[ProcedurePage]
    judged: BrinkComment
    hidden: BrinkComment
    decisions: list[Decision]


def payloads() -> list[str]:
    """Return the part of the list that tries scripts; skip the test where the list cannot be had."""
    text = (fetched(PACKAGE, VERSION) / "resources" / "blns.txt").read_text()
    lines = text.partition(BEGIN)[2].partition(END)[0].splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def packed(strings: Sequence[str], longest: int) -> list[str]:
    """Return all that fit, many in one text: each text at most `longest`, with an empty line between them."""
    texts = [""]
    for string in strings:
        if len(string) > longest:
            continue
        together = f"{texts[-1]}\n\n{string}" if texts[-1] else string
        texts[-1:] = [together] if len(together) <= longest else [texts[-1], string]
    return texts


def plant(strings: Sequence[str], author: User) -> Planted:
    """Put the payloads in a comment each, and in every other text field as many rows as hold them all."""
    pages = [ProcedurePageFactory(keeper=author.person) for _ in range(0, len(strings), PER_PAGE)]
    comments = [
        comment_on(pages[number // PER_PAGE], string, author=author, file=read_file("plan.docx", office()))
        for number, string in enumerate(strings)
    ]
    page = pages[-1]
    judged, hidden = (comment_on(page, text, author=author) for text in packed(strings, LONGEST_COMMENT)[:2])
    pin_comment(pinner=author, comment=judged, now=NOW)
    BrinkComment.objects.filter(pk=hidden.pk).update(hidden_at=NOW, hidden_reason="Nog niet.")
    decisions = list(_talk_about(judged, author, comments, len(packed(strings, LONGEST))))
    for comment in (judged, hidden):
        Case.objects.update_or_create(
            comment=comment, defaults={"waits_for": Case.WaitsFor.REPORT, "waits_since": NOW}
        )
    return Planted(pages, judged, hidden, decisions)


def _talk_about(
    judged: BrinkComment, author: User, comments: list[BrinkComment], count: int
) -> Iterator[Decision]:
    """Make `count` rows of each kind that is about a comment; yield the decisions."""
    colleague = moderator()
    settled = {
        "outcome": CommentReport.Outcome.DISMISSED,
        "outcome_reason": "…",
        "settled_at": NOW,
        "settled_by": colleague,
    }
    for number, comment in zip(range(count), cycle(comments), strict=False):
        CommentEdit.objects.create(comment=judged, text="…", replaced_at=NOW)
        CommentReport.objects.create(
            comment=judged,
            reporter=UserFactory(),
            reason="…",
            text="…",
            reported_at=NOW,
            **(settled if number % 2 else {}),
        )
        decision = Decision.objects.create(
            comment=judged,
            author=author,
            kind=Decision.Kind.CHANGE_ASKED,
            reason="…",
            decided_by=colleague,
            decided_at=NOW,
        )
        KeptWords.objects.create(decision=decision, text="…", until=NOW + timedelta(days=1))
        Appeal.objects.create(decision=decision, text="…", made_at=NOW)
        Pause.objects.create(
            user=colleague, decision=decision, reason="…", began_at=NOW, until=NOW + timedelta(days=1)
        )
        Draft.objects.create(
            user=author,
            form=f"reply:{comment.pk}",
            content_type=comment.content_type,
            object_pk=comment.object_pk,
            text="…",
            saved_at=NOW,
        )
        HintWord.objects.create(word=str(number), hint_nl="…")
        yield decision


def fill_every_field(strings: Sequence[str]) -> list[str]:
    """Write the payloads in every text field of every row of dialogue but the comments; return the fields.

    Rows that may have no such text, a reason of what was not decided, are left as they are.
    """
    fields = [
        (model, field)
        for model in apps.get_app_config("dialogue").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.name in KEYS or (model, field.name) == (BrinkComment, "comment"))
    ]
    return [f"{model.__name__}.{field.name}" for model, field in fields if _fill(model, field, strings)]


# Any: a text field, of which the types know the values only.
def _fill(model: type[models.Model], field: Any, strings: Sequence[str]) -> int:
    """Write the payloads in this field of each row that may have them; return in how many."""
    texts = packed(strings, field.max_length or LONGEST_COMMENT)
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    count = 0
    for key, text in zip(keys, texts if field.unique else cycle(texts), strict=False):
        with suppress(IntegrityError), transaction.atomic():
            count += model._base_manager.filter(pk=key).update(**{field.name: text})
    return count
