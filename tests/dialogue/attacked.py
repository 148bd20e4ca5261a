"""What the attack test attacks: a thread in which each kind of row of dialogue stands, and the ways to it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any, NamedTuple

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from access.models import User
from content.models import ContentPage
from dialogue.files.reading import read_file
from dialogue.models import (
    Appeal,
    BrinkComment,
    Case,
    CommentReport,
    Decision,
    Draft,
    KeptWords,
    Pause,
    Reaction,
)
from dialogue.services import edit_comment, hide_comment, pin_comment, react
from tests.factories.attachments import office
from tests.factories.dialogue import NOW, comment_on, moderator

# Stands in everything that not everyone may know, and nowhere else.
SECRET = "zwaluw"
ABSENT = 999_999
# What fills every form there is; a field that a form does not have is ignored.
ANSWERS = {
    "text": "Wat ik er ook van vind.",
    "reason": "Daarom.",
    "rule": "other",
    "kind": "useful",
    "is_given": "1",
    "is_question": "on",
    "form": "post",
    "outcome": "hidden",
    "decision": "hidden",
    "days": "3",
    "confirm": "yes",
}


class Scene(NamedTuple):
    """A thing that is talked about, and the number that all that belongs to a standing comment has."""

    page: ContentPage
    author: User
    number: int
    hidden_number: int


def set_scene(page: ContentPage, author: User, public: str) -> Scene:
    """Let people talk under `page`, and moderators be at work there; `public` stands in what all readers see.

    All rows that belong to a comment have its number, so that one number leads to them all.
    """
    colleague = moderator()
    standing = comment_on(page, f"Eerst {public}.", author=author, is_question=True)
    edit_comment(editor=author, comment=standing, text=f"Dat {public} komt.", now=NOW)
    answer = comment_on(page, f"Welke {public}?", parent=standing)
    comment_on(page, f"Zie {public}.", author=author, file=read_file(f"{public}.docx", office()))
    react(user=author, target=page, comment=answer, kind=Reaction.Kind.USEFUL, is_given=True, now=NOW)
    hidden = comment_on(page, f"Verborgen {SECRET}.", author=author)
    edit_comment(editor=author, comment=hidden, text=f"Nog meer {SECRET}.", now=NOW)
    hide_comment(moderator=colleague, comment=hidden, reason=f"Om {public}.", now=NOW)
    pin_comment(pinner=author, comment=standing, now=NOW)
    # What the moderator did has numbers of its own.
    Decision.objects.filter(comment=hidden).delete()
    for comment in (standing, hidden):
        _judge(comment, author, colleague)
    _count_on_from(CommentReport, Decision, Pause, Draft)
    return Scene(page, author, standing.pk, hidden.pk)


def _judge(comment: BrinkComment, author: User, moderator: User) -> None:
    key = {"pk": comment.pk}
    CommentReport.objects.filter(comment=comment).delete()
    CommentReport.objects.create(
        **key, comment=comment, reporter=author, reason=f"Vanwege {SECRET}.", text=SECRET, reported_at=NOW
    )
    decision = Decision.objects.create(
        **key,
        comment=comment,
        author=author,
        kind=Decision.Kind.CHANGE_ASKED,
        reason=f"Zonder {SECRET}.",
        decided_by=moderator,
        decided_at=NOW,
    )
    KeptWords.objects.create(decision=decision, text=f"Met {SECRET}.", until=NOW)
    Appeal.objects.create(decision=decision, text=f"Toch {SECRET}.", made_at=NOW)
    Pause.objects.create(
        **key, user=author, reason=f"Te vaak {SECRET}.", began_at=NOW, until=NOW + timedelta(days=1)
    )
    Case.objects.update_or_create(
        comment=comment, defaults={"waits_for": Case.WaitsFor.REPORT, "waits_since": NOW}
    )
    Draft.objects.create(
        **key,
        user=author,
        form=f"reply:{comment.pk}",
        content_type=comment.content_type,
        object_pk=comment.object_pk,
        text=f"Straks {SECRET}.",
        saved_at=NOW,
    )


def _count_on_from(*models: type[Model]) -> None:
    """Let the next rows of `models` have numbers of their own: PostgreSQL sees none that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def routes(room: str = "dialogue") -> list[tuple[str, tuple[str, ...]]]:
    """Return the name and the parts that vary of every address of a room, also in the admin."""
    return [(name, parts) for name, parts in _walk(get_resolver()) if name.startswith(room)]


def _walk(
    resolver: URLResolver, space: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        pattern: Any = entry.pattern  # Any: a route or an expression
        parts = (*above, *(getattr(pattern, "converters", None) or pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, parts)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}", parts


def addresses(page: Page, *numbers: int) -> list[str]:
    """Return every address of dialogue, for each of the numbers.

    A part that is not known here is an error, so that whoever adds an address says what leads to something.
    """
    values: dict[str, list[object]] = {
        "content_type_id": [page.content_type_id],
        "key": [page.pk],
        "pk": list(numbers),
        "instance_pk": list(numbers),
    }
    found = []
    for name, parts in routes():
        unknown = set(parts) - values.keys()
        assert not unknown, f"{name} is new: say in `addresses` what to fill in for {unknown}"
        for chosen in product(*(values[part] for part in parts)):
            found.append(reverse(name, kwargs=dict(zip(parts, chosen, strict=True))))
    return list(dict.fromkeys(found))


def stored(*except_for: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all that dialogue has stored, but for the models that are named."""
    return {
        model.__name__: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_app_config("dialogue").get_models()
        if model.__name__ not in except_for
    }
