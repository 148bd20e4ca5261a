"""Making a question with its answers the draft of a procedure, with thanks to who asked and who answered."""

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Page

from access.models import User
from dialogue.authors import authors_for
from dialogue.mentions import named_in
from dialogue.services.waits import below
from dialogue.wording import as_paragraphs
from groups.becoming import Material, maker_for
from groups.models import Question
from groups.services.refusals import GroupRefused
from groups.signals import question_changed

MOST_ANSWERS = 10


class CannotBecome(GroupRefused):
    """There is no answer yet, it has become a page already, or the maker adds no such pages."""

    sentence = gettext_lazy(
        "Only who writes procedures makes one of a question, and only once it is answered."
    )


def may_become(question: Question, user: User) -> bool:
    """Tell whether `user` can make a procedure of `question`."""
    is_answered = question.state in (Question.State.ANSWERED, Question.State.HELPED)
    if question.post is None or not is_answered or question.became_id is not None:
        return False
    return maker_for(user, question.post.language) is not None


@transaction.atomic
def make_procedure(*, maker: User, question: Question) -> Page:
    """Return the draft made of `question`, which points there once it is published. Raises CannotBecome."""
    seen = Question.objects.visible_to(maker).standing().select_for_update(of=("self",))
    held: Question | None = seen.select_related("comment", "post").filter(pk=question.pk).first()
    if held is None or held.post is None or not may_become(held, maker):
        raise CannotBecome
    kind = maker_for(maker, held.post.language)
    assert kind is not None
    held.became = kind.make(maker, _material(held, maker))
    held.save(update_fields=["became"])
    question_changed.send(sender=Question, question=held)
    return held.became


def _material(question: Question, maker: User) -> Material:
    assert question.post is not None
    rows = below(question.comment).standing().exclude(user=question.asker_id).order_by("pk")
    helped = rows.exclude(helped_at=None)
    answers = list((helped if helped.exists() else rows)[:MOST_ANSWERS])
    authors = authors_for([question.asker_id, *(answer.user_id for answer in answers)], maker)
    names = [authors.get(answer.user_id, authors[None]).name for answer in answers]
    named = named_in([answer.comment for answer in answers], maker)
    with override(question.post.language):
        thanks = format_html(
            '<p>{} <a href="{}">{}</a></p>',
            _("With thanks to %(asker)s, who asked, and %(answerers)s, who answered:")
            % {
                "asker": authors.get(question.asker_id, authors[None]).name,
                "answerers": ", ".join(dict.fromkeys(names)),
            },
            question.get_absolute_url(),
            question.post.title,
        )
    return Material(
        title=question.post.title,
        answers=[as_paragraphs(answer.comment, named) for answer in answers],
        thanks=thanks,
        language=question.post.language,
    )
