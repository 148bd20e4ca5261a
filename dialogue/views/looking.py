"""A look at what was typed before it is placed."""

from access.models import User
from dialogue.models import BrinkComment
from dialogue.previewing import preview_of
from dialogue.targets import Target
from dialogue.writing_form import WritingForm


class NotPlaced(Exception):
    """The writer gets the form back, with a preview; `status` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def look_first(
    form: WritingForm, *, writer: User, target: Target, comment: BrinkComment | None = None
) -> None:
    """Let the writer see the text where they ask for it, or should know or choose something first.

    `comment` is the one that gets this text, if it exists already. Raises NotPlaced or Refused.
    """
    if form.goes_on:
        return
    answers = form.cleaned_data
    preview = preview_of(
        writer=writer, target=target, text=answers["text"], meant=answers["meant"], comment=comment
    )
    if form.asks_for_preview or preview.questions or preview.has_remarks:
        form.show(preview)
        raise NotPlaced(200 if form.asks_for_preview else 422)
