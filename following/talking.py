"""What colleagues say under pages, as things of a stream: under who says it and under the page."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page

from access.scopes import Viewer
from content.scopes import hold_scopes
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.models import BrinkComment
from dialogue.querysets import CommentQuerySet
from dialogue.targets import places_of, visible_to
from dialogue.wording import as_excerpt
from directory.visibility import ShownPerson, as_seen_by
from following.appearing import Appearance, appear_all, disappear
from following.things import Card

COMMENT = "comment"
BATCH_SIZE = 500
WORDS_SHOWN = 40


class CommentKind:
    """Comments that stand, under pages that the reader may see."""

    name = COMMENT
    label: str | Promise = gettext_lazy("Comment")
    plural: str | Promise = gettext_lazy("Comments")

    def cards(self, ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        standing = BrinkComment.objects.standing().filter(visible_to(viewer), pk__in=ids)
        comments: list[BrinkComment] = list(standing.select_related(None))
        places = places_of((comment.content_type_id, comment.object_pk) for comment in comments)
        authors = authors_for([comment.user_id for comment in comments], viewer)
        shown = _shown(authors.values(), viewer)
        named = named_in([comment.comment for comment in comments], viewer)
        found = {}
        for comment in comments:
            place = places.get((comment.content_type_id, comment.object_pk))
            if place is None:
                continue
            author = authors.get(comment.user_id, authors[None])
            person = shown.get(author.person.pk) if author.person is not None else None
            found[comment.pk] = Card(
                title=place.title,
                address=reverse("dialogue:comment-detail", args=[comment.pk]),
                language=place.language,
                label=self.label,
                doing=_doing(comment) if person is not None else f"{author.name} {_doing(comment)}",
                person=person,
                text=Truncator(as_excerpt(comment.comment, named)).words(WORDS_SHOWN),
                page_id=int(comment.object_pk),
            )
        return found


def _doing(comment: BrinkComment) -> str:
    if comment.is_question:
        return gettext("asked a question")
    return gettext("commented") if comment.is_first else gettext("gave an answer")


def _shown(authors: Iterable[Author], viewer: Viewer) -> dict[int, ShownPerson]:
    people = {author.person.pk: author.person for author in authors if author.person is not None}
    return {person.pk: person for person in as_seen_by(people.values(), viewer)}


@transaction.atomic
def stand_talk(comment_ids: Collection[int], *, are_news: bool) -> None:
    """Let those of these comments that readers see stand in streams, and take away the others."""
    comments = _talk().filter(pk__in=comment_ids)
    appearances = _appearances_of(comments, are_news=are_news)
    if appearances:
        appear_all(appearances, now=max(appearance.published_at for appearance in appearances))
    if gone := set(comment_ids) - {appearance.object_id for appearance in appearances}:
        disappear(COMMENT, gone)


def stand_talk_under(page: Page) -> None:
    """Let all that was said under `page` stand in streams again, after the page came back."""
    comments = _talk().under(page.content_type_id, str(page.pk))
    ids = list(comments.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH_SIZE):
        stand_talk(ids[start : start + BATCH_SIZE], are_news=False)


def _talk() -> CommentQuerySet:
    """Return the comments that stand, without what the package joins."""
    talk: CommentQuerySet = BrinkComment.objects.standing().filter(is_opening=False).select_related(None).order_by()
    return talk


def _appearances_of(comments: CommentQuerySet, *, are_news: bool) -> list[Appearance]:
    # Any: rows of values.
    rows: list[Any] = list(
        comments.annotate(person_id=F("user__person__pk"))
        .order_by("pk")
        .values_list("pk", "content_type_id", "object_pk", "submit_date", "person_id")
    )
    hold_scopes()
    pages = _pages_under(rows)
    return [
        Appearance(
            kind=COMMENT,
            object_id=pk,
            sources=[("page", int(key)), *([("person", person_id)] if person_id is not None else [])],
            scope_id=pages[content_type_id, key].visibility.scope_id,
            published_at=submitted_at,
            language=pages[content_type_id, key].locale.language_code,
            page_id=int(key),
            is_news=are_news,
        )
        for pk, content_type_id, key, submitted_at, person_id in rows
        if (content_type_id, key) in pages
    ]


def _pages_under(rows: Iterable[Any]) -> dict[tuple[int, str], Page]:
    """Return {content type and key: the live page with its scope} of what is talked about."""
    keys = {int(key) for _pk, _type, key, *_rest in rows if key.isdecimal()}
    pages = Page.objects.live().filter(pk__in=keys, visibility__isnull=False)
    return {
        (page.content_type_id, str(page.pk)): page for page in pages.select_related("visibility", "locale")
    }
