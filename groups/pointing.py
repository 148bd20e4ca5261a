"""Where the answer to a question stands: what helped, and what it points at since."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from access.scopes import Viewer
from content.reading import visible_pages
from dialogue.authors import authors_for
from dialogue.mentions import named_in
from dialogue.services.waits import below
from dialogue.wording import as_excerpt
from groups.models import Question

MOST_ACCEPTED = 3
WORDS_SHOWN = 30


@dataclass(frozen=True)
class Pointer:
    """Where to look instead."""

    title: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Accepted:
    """An answer that helped who asked."""

    name: str
    words: str
    address: str


def pointer_of(question: Question, viewer: Viewer) -> Pointer | None:
    """Return where the answer to `question` is now, as far as `viewer` may see it."""
    if question.became_id is not None:
        page = visible_pages(viewer).select_related("locale").filter(pk=question.became_id).first()
        if page is not None:
            return Pointer(page.title, page.get_url() or "/", page.locale.language_code)
    if question.duplicate_of_id is not None:
        twins = Question.objects.visible_to(viewer).standing().select_related("post")
        twin = twins.filter(pk=question.duplicate_of_id).first()
        if twin is not None:
            language = twin.post.language if twin.post is not None else ""
            return Pointer(str(twin.post or _("the question")), twin.get_absolute_url(), language)
    if question.points_to:
        return Pointer(question.points_to, question.points_to)
    return None


def accepted_of(question: Question, viewer: Viewer) -> list[Accepted]:
    """Return the answers that helped, the first that did on top: three queries where there are any."""
    if question.state != Question.State.HELPED:
        return []
    helped = below(question.comment).standing().exclude(helped_at=None).order_by("helped_at", "pk")
    answers = list(helped[:MOST_ACCEPTED])
    authors = authors_for([answer.user_id for answer in answers], viewer)
    named = named_in([answer.comment for answer in answers], viewer)
    return [
        Accepted(
            authors.get(answer.user_id, authors[None]).name,
            Truncator(as_excerpt(answer.comment, named)).words(WORDS_SHOWN),
            reverse("dialogue:comment-detail", args=[answer.pk]),
        )
        for answer in answers
    ]
