"""What who answers for a thing does with one comment: pin it above all others, or take the pin away."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.forms import ConfirmForm
from dialogue.models import BrinkComment, Pin
from dialogue.services import pin_comment, unpin_comment
from dialogue.views.acts import CommentAct


class PinView(CommentAct):
    form_class = ConfirmForm
    title = _("Pin this comment above all others?")
    button = pgettext_lazy("comment", "Pin")
    done = _("The comment is pinned. Everyone reads it first.")

    def may_open(self) -> bool:
        return super().may_open() and self.target.is_answered_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        pin_comment(pinner=self.reader, comment=self.comment, now=timezone.now())
        return self.comment


class UnpinView(CommentAct):
    form_class = ConfirmForm
    title = _("Take the pin away?")
    button = pgettext_lazy("comment", "Unpin")
    done = _("The comment is no longer pinned.")

    def may_open(self) -> bool:
        is_pinned = Pin.objects.filter(comment=self.comment).exists()
        return is_pinned and super().may_open() and self.target.is_answered_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: as above
        return unpin_comment(pinner=self.reader, comment=self.comment)
