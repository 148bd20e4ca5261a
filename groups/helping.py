"""“It helped me too” at the answers to a question."""

from collections.abc import Collection

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access.scopes import Viewer
from dialogue.models import BrinkComment
from dialogue.targets import FurtherAct
from groups.models import HelpedToo, Post


def helping_acts(
    post: Post, comments: Collection[BrinkComment], viewer: Viewer
) -> dict[int, list[FurtherAct]]:
    """Return at which answers below a question `viewer` can say that they helped; one query.

    Who asked says so in their own way.
    """
    if post.kind != Post.Kind.QUESTION or not viewer.is_authenticated or post.author_id == viewer.pk:
        return {}
    answers = [comment for comment in comments if comment.is_first and comment.user_id != viewer.pk]
    said = HelpedToo.objects.filter(answer__in=[answer.pk for answer in answers]).order_by()
    tallies = {
        row["answer"]: (row["number"], row["mine"])
        for row in said.values("answer").annotate(
            number=Count("pk"), mine=Count("pk", filter=Q(reader=viewer.pk))
        )
    }
    return {answer.pk: [_act(answer.pk, tallies.get(answer.pk))] for answer in answers}


def _act(key: int, tally: tuple[int, int] | None) -> FurtherAct:
    words, name = _("It helped me too"), "groups:answer-helped"
    if tally is not None:
        number, mine = tally
        if mine:
            words, name = _("It helped you too"), "groups:answer-helped-not"
        words = f"{words} ({number})"
    return FurtherAct(words, reverse(name, args=[key]), is_at_hand=True)
