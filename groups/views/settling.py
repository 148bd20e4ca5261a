"""What becomes of a question besides an answer, and that an answer helped others too."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from access.asking import reader_of
from dialogue.focus import give_focus
from dialogue.forms import ConfirmForm
from dialogue.models import BrinkComment
from dialogue.views.acts import CommentAct
from groups.models import Post, Question
from groups.services.becoming import CannotBecome, make_procedure
from groups.services.helping import say_helped_too, take_help_back
from groups.services.refusals import GroupRefused
from groups.services.settling import (
    close_question,
    mark_outdated,
    may_settle,
    merge_question,
    reopen_question,
)
from groups.settling_form import DUPLICATE, OUTDATED, SettleForm


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is the matter with a question, and end it so."""
    settler, question = reader_of(request), _question_or_404(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = SettleForm(sent, question=question, settler=settler, host=request.get_host())
    if form.is_bound and form.is_valid():
        answers, now = form.cleaned_data, timezone.now()
        try:
            if answers["what"] == DUPLICATE:
                merge_question(settler=settler, question=question, into=answers["into"], now=now)
            elif answers["what"] == OUTDATED:
                mark_outdated(
                    settler=settler,
                    question=question,
                    points_to=answers["address"],
                    reason=answers["reason"],
                    now=now,
                )
            else:
                close_question(settler=settler, question=question, reason=answers["reason"], now=now)
        except GroupRefused as refusal:
            form.add_error("reason", str(refusal.sentence))
        else:
            messages.success(request, _("The question is closed, and says why. What was said stays."))
            return redirect(question)
    if form.is_bound:
        give_focus(form)
    context = {"form": form, "question": question}
    return render(request, "groups/settle.html", context, status=422 if form.is_bound else 200)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a question that was closed wait for an answer again."""
    question = _question_or_404(request, pk)
    reopen_question(settler=reader_of(request), question=question, now=timezone.now())
    messages.success(request, _("The question waits for an answer again."))
    return redirect(question)


@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft of a procedure of a question, and open it where it is edited."""
    question = Question.objects.visible_to(reader_of(request)).standing().filter(pk=pk).first()
    if question is None:
        raise Http404
    try:
        page = make_procedure(maker=reader_of(request), question=question)
    except CannotBecome as refusal:
        raise Http404 from refusal
    return redirect("wagtailadmin_pages:edit", page.pk)


class HelpedTooView(CommentAct):
    """It helped me too."""

    form_class = ConfirmForm
    title = gettext_lazy("Did this answer help you too?")
    button = gettext_lazy("Yes, it helped me")
    done = gettext_lazy("Thank you. Who looks for the same sees that it helped more colleagues.")

    def may_open(self) -> bool:
        is_question = isinstance(self.target.thing, Post) and self.target.thing.kind == Post.Kind.QUESTION
        is_answer = is_question and not self.comment.is_opening
        return super().may_open() and is_answer and self.comment.user_id != self.reader.pk

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_open():
            raise Http404
        return super().post(request, pk)

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        return say_helped_too(reader=self.reader, answer=self.comment, now=timezone.now())


class HelpedNotView(HelpedTooView):
    """It did not help me after all."""

    title = gettext_lazy("Did this answer not help you after all?")
    button = gettext_lazy("Take it back")
    done = gettext_lazy("You took it back.")

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: as above
        return take_help_back(reader=self.reader, answer=self.comment)


def _question_or_404(request: HttpRequest, pk: int) -> Question:
    """Return the question that the reader may end."""
    reader = reader_of(request)
    seen = Question.objects.visible_to(reader).standing().select_related("post__group", "page", "comment")
    question: Question | None = seen.filter(pk=pk).first()
    if question is None or not may_settle(question, reader):
        raise Http404
    return question
