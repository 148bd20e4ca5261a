"""What is done about a question: asked, answered to the asker's liking or not yet, set aside."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.forms import ConfirmForm
from dialogue.models import BrinkComment
from dialogue.services import (
    mark_question,
    say_helped,
    say_not_yet,
    set_aside,
    take_back,
    unmark_question,
)
from dialogue.services.asking import question_above
from dialogue.services.waits import State
from dialogue.views.acts import CommentAct

Answers = dict[str, Any]  # Any: cleaned values of every kind


class OwnCommentAct(CommentAct):
    """Something that only the author of a comment does."""

    form_class = ConfirmForm

    def may_open(self) -> bool:
        return super().may_open() and self.comment.user_id == self.reader.pk


class AskView(OwnCommentAct):
    title = _("Ask this as a question?")
    button = _("Ask it")
    done = _("Your comment is a question now. Readers see that it waits for an answer.")

    def may_open(self) -> bool:
        is_open = self.target.closed_to(self.reader) is None
        return super().may_open() and is_open and not self.comment.is_question

    def run(self, answers: Answers) -> BrinkComment:
        return mark_question(author=self.reader, comment=self.comment, now=timezone.now())


class UnaskView(OwnCommentAct):
    title = _("Is it not a question?")
    button = _("No, it asks nothing")
    done = _("Your comment is no question any more.")

    def may_open(self) -> bool:
        is_open = self.comment.answer_state in (State.NONE, State.WAITING)
        return super().may_open() and self.comment.is_question and is_open

    def run(self, answers: Answers) -> BrinkComment:
        return unmark_question(author=self.reader, comment=self.comment, now=timezone.now())


class NotYetView(OwnCommentAct):
    title = _("Is your question not answered yet?")
    button = _("No, not yet")
    done = _("Your question waits again. Say in a comment what you still want to know.")

    def may_open(self) -> bool:
        is_open = self.target.closed_to(self.reader) is None
        has_answer = self.comment.answer_state in (State.ANSWERED, State.HELPED)
        return super().may_open() and is_open and has_answer

    def run(self, answers: Answers) -> BrinkComment:
        return say_not_yet(asker=self.reader, question=self.comment, now=timezone.now())


class HelpedView(CommentAct):
    form_class = ConfirmForm
    title = _("Does this answer your question?")
    button = _("Yes, this answers it")
    done = _("Thank you. Who finds your question now also finds what helped.")

    def may_open(self) -> bool:
        return super().may_open() and question_above(self.reader, self.comment) is not None

    def run(self, answers: Answers) -> BrinkComment:
        return say_helped(asker=self.reader, answer=self.comment, now=timezone.now())


class AnswererAct(CommentAct):
    """Something that only who answers for the thing does."""

    form_class = ConfirmForm
    state: str

    def may_open(self) -> bool:
        is_for_reader = self.target.is_answered_by(self.reader)
        return super().may_open() and is_for_reader and self.comment.answer_state == self.state


class AsideView(AnswererAct):
    state = State.WAITING
    title = _("Does this need no answer?")
    button = _("It needs no answer")
    done = _("The comment is off your list. Its author sees that it does not wait any more.")

    def run(self, answers: Answers) -> BrinkComment:
        return set_aside(answerer=self.reader, comment=self.comment, now=timezone.now())


class WaitAgainView(AnswererAct):
    state = State.SET_ASIDE
    title = _("Does this need an answer after all?")
    button = _("Let it wait again")
    done = _("The comment is on your list again.")

    def run(self, answers: Answers) -> BrinkComment:
        return take_back(answerer=self.reader, comment=self.comment, now=timezone.now())
