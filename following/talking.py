"""What colleagues say, as things of a stream: under who says it, and under what it is said.

Talk under pages stands there by itself. A room above says under what else, in its `apps.py`:

    register_ground(Post, grounds_of_posts)
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model
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


class Ground(NamedTuple):
    """What is talked about, as streams know it: the source that it is, and who may see it."""

    source: tuple[str, int]
    scope_id: int
    language: str
    page_id: int | None = None


GroundsOf: TypeAlias = Callable[[Collection[str]], dict[str, Ground]]
_grounds: dict[type[Model], tuple[str, GroundsOf]] = {}
PAGE = "page"


def register_ground(model: type[Model], source_kind: str, grounds: GroundsOf) -> None:
    """Let talk about things of `model` stand in streams, under sources of this kind.

    `grounds` returns {key as comments keep it: the ground} of those that are there, in one query, in a
    transaction in which nobody can change scopes.
    """
    _grounds[model] = (source_kind, grounds)


def talked_about_kinds() -> list[str]:
    """Return the kinds of sources under which talk stands, besides who says it."""
    return [PAGE, *(source_kind for source_kind, _grounds_of in _grounds.values())]


class CommentKind:
    """Comments that stand, under what the reader may see."""

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
                under=(_source_kind_of(comment.content_type_id), int(comment.object_pk)),
            )
        return found


def _source_kind_of(content_type_id: int) -> str:
    """Return what sources are called that things of this type are."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return _grounds[model][0] if model in _grounds else PAGE


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
    standing: CommentQuerySet = BrinkComment.objects.standing().filter(is_opening=False)
    return standing.select_related(None).order_by()


def _appearances_of(comments: CommentQuerySet, *, are_news: bool) -> list[Appearance]:
    # Any: rows of values.
    rows: list[Any] = list(
        comments.annotate(person_id=F("user__person__pk"))
        .order_by("pk")
        .values_list("pk", "content_type_id", "object_pk", "submit_date", "person_id")
    )
    hold_scopes()
    grounds = _grounds_under(rows)
    return [
        Appearance(
            kind=COMMENT,
            object_id=pk,
            sources=[
                grounds[content_type_id, key].source,
                *([("person", person_id)] if person_id is not None else []),
            ],
            scope_id=grounds[content_type_id, key].scope_id,
            published_at=submitted_at,
            language=grounds[content_type_id, key].language,
            page_id=grounds[content_type_id, key].page_id,
            is_news=are_news,
        )
        for pk, content_type_id, key, submitted_at, person_id in rows
        if (content_type_id, key) in grounds
    ]


def _grounds_under(rows: Iterable[Any]) -> dict[tuple[int, str], Ground]:
    """Return {content type and key: the ground} of what is talked about, in a query for each kind."""
    by_type: dict[int, set[str]] = defaultdict(set)
    for _pk, content_type_id, key, *_rest in rows:
        by_type[content_type_id].add(key)
    found: dict[tuple[int, str], Ground] = {}
    for model, (_source_kind, grounds) in _grounds.items():
        content_type_id = ContentType.objects.get_for_model(model).pk
        if keys := by_type.pop(content_type_id, None):
            found.update({(content_type_id, key): ground for key, ground in grounds(keys).items()})
    return found | _pages_under(key for keys in by_type.values() for key in keys)


def _pages_under(keys: Iterable[str]) -> dict[tuple[int, str], Ground]:
    """Return the live pages with these keys that have a scope."""
    numbers = {int(key) for key in keys if key.isdecimal()}
    if not numbers:
        return {}
    pages = Page.objects.live().filter(pk__in=numbers, visibility__isnull=False)
    return {
        (page.content_type_id, str(page.pk)): Ground(
            (PAGE, page.pk), page.visibility.scope_id, page.locale.language_code, page.pk
        )
        for page in pages.select_related("visibility", "locale")
    }
