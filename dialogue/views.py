"""Every address of dialogue: it resolves what is talked about, then asks whether the reader may see it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from access.models import User
from dialogue.authors import authors_for
from dialogue.forms import CommentForm, ConfirmForm, EditForm, HideForm, ReportForm
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.reading import Thread, read_around, read_replies, read_thread
from dialogue.services import (
    edit_comment,
    hide_comment,
    post_comment,
    report_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.services.refusals import CommentGone, NotAModerator, NotYours, OutOfSight, Refused
from dialogue.targets import NoTarget, Target, find_target, moderates


def reader_of(request: HttpRequest) -> User:
    """Return who asks; the middleware let nobody else in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def target_or_404(request: HttpRequest, content_type_id: int, key: str) -> Target:
    """Return the target that the reader may see."""
    try:
        target = find_target(content_type_id, key)
    except NoTarget as error:
        raise Http404 from error
    if not target.is_visible_to(request.user):
        raise Http404
    return target


def comment_or_404(request: HttpRequest, pk: int) -> tuple[BrinkComment, Target]:
    """Return the comment, standing or not, under something that the reader may see."""
    comment = BrinkComment.objects.filter(pk=number_in(str(pk))).first()
    if comment is None:
        raise Http404
    return comment, target_or_404(request, comment.content_type_id, comment.object_pk)


@require_safe
def thread(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Show a part of a thread to htmx, and the page it belongs to to everyone else."""
    target = target_or_404(request, content_type_id, key)
    start = number_in(request.GET.get("from"))
    if not getattr(request, "htmx", False):
        query = f"?from={start}" if start else ""
        return redirect(f"{target.address(request)}{query}#comments")
    part = read_thread(target, reader_of(request), start=start)
    return render(request, "dialogue/lines.html", {"thread": part})


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the reader to the place of a comment, with enough of the thread loaded."""
    comment, target = comment_or_404(request, pk)
    reader = reader_of(request)
    if comment.hidden_at is not None and comment.user_id != reader.pk and not moderates(reader):
        raise Http404
    part = read_around(comment, target, reader)
    if not part.shows(comment):
        raise Http404
    return redirect(_address_of(comment, part, request))


@require_safe
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the comments of a thread that follow a comment, or their page with as many loaded."""
    comment, target = comment_or_404(request, pk)
    part = read_replies(target, reader_of(request), after=comment)
    if getattr(request, "htmx", False):
        return render(request, "dialogue/lines.html", {"thread": part})
    if not part.lines:
        raise Http404
    first, last = part.lines[0].comment, part.lines[-1].comment
    return redirect(f"{target.address(request)}?from={comment.thread_id}&upto={last.pk}#c{first.pk}")


@require_POST
def post(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Place a comment under something."""
    target = target_or_404(request, content_type_id, key)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment = post_comment(
                author=reader_of(request),
                target=target,
                text=form.cleaned_data["text"],
                submission_key=form.cleaned_data["submission_key"],
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            return _done(request, target, comment, _("Your comment is there."))
    form.fields["text"].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "target": target,
        "address": target.address(request),
        "title": pgettext("verb", "Comment"),
    }
    if getattr(request, "htmx", False):
        answer = render(request, "dialogue/post_form.html", {**context, "inline": True}, status=422)
        return reswap(retarget(answer, "#comment-form"), "outerHTML")
    return render(request, "dialogue/post_page.html", context, status=422)


class CommentAct(View):
    """Something that is done with one comment: a form on its own page, or in its place with htmx."""

    form_class: ClassVar[type[forms.Form]]
    title: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    done: ClassVar[str | Promise]
    comment: BrinkComment
    target: Target
    reader: User

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:  # Any: a view's own
        self.comment, self.target = comment_or_404(request, kwargs["pk"])
        self.reader = reader_of(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def auto_id(self) -> str:
        """The ids of the fields, since several forms can stand in one thread."""
        return f"c{self.comment.pk}_%s"

    def may_open(self) -> bool:
        """Whether the reader is offered this act on the comment as it is."""
        return self.comment.stands

    def initial(self) -> dict[str, str]:
        return {}

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        """Do it, and return the comment to show afterwards. Raises Refused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_open():
            raise Http404
        return self.show(self.form_class(initial=self.initial(), auto_id=self.auto_id), status=200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form_class(request.POST, auto_id=self.auto_id)
        is_gone = False
        if form.is_valid():
            try:
                comment = self.run(form.cleaned_data)
            except (OutOfSight, NotYours, NotAModerator) as refusal:
                raise Http404 from refusal
            except Refused as refusal:
                is_gone = isinstance(refusal, CommentGone)
                field = next(iter(form.visible_fields()), None)
                form.add_error(field.name if field else None, str(refusal.sentence))
            else:
                return _done(request, self.target, comment, self.done)
        return self.show(form, status=422, is_gone=is_gone)

    def show(self, form: forms.Form, *, status: int, is_gone: bool = False) -> HttpResponse:
        """Return the form, with what the comment says for who may read it."""
        for field in form.visible_fields()[:1]:
            # Whoever asks for the form wants to write in it.
            field.field.widget.attrs["autofocus"] = True
        context = {
            "form": form,
            "title": self.title,
            "button": self.button,
            "comment": self.comment,
            "author": authors_for([self.comment.user_id], self.reader).get(self.comment.user_id),
            "shows_comment": self.may_open() and not is_gone,
            "action": self.request.path,
            # What was typed as an answer to a comment that is gone can still be placed.
            "rescue": reverse("dialogue:comment-post", args=[self.target.content_type.pk, self.target.key])
            if is_gone and "text" in form.fields
            else "",
            "address": self.target.address(self.request),
            "page_title": self.target.title,
            "inline": bool(getattr(self.request, "htmx", False)),
        }
        if context["inline"]:
            answer = render(self.request, "dialogue/act_form.html", context, status=status)
            return reswap(retarget(answer, f"#c{self.comment.pk}-act"), "innerHTML")
        return render(self.request, "dialogue/act_page.html", context, status=status)


class ReplyView(CommentAct):
    form_class = CommentForm
    title = pgettext_lazy("comment", "Answer")
    button = _("Place your answer")
    done = _("Your answer is there.")

    def may_open(self) -> bool:
        return super().may_open() and self.target.closed_reason is None

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return post_comment(
            author=self.reader,
            target=self.target,
            text=answers["text"],
            parent=self.comment,
            submission_key=answers["submission_key"],
            now=timezone.now(),
        )


class EditView(CommentAct):
    form_class = EditForm
    title = _("Edit your comment")
    button = _("Save the new text")
    done = _("Your comment has its new text.")

    def may_open(self) -> bool:
        is_own = self.comment.user_id == self.reader.pk
        return super().may_open() and is_own and self.target.closed_reason is None

    def initial(self) -> dict[str, str]:
        return {"text": self.comment.comment}

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return edit_comment(
            editor=self.reader, comment=self.comment, text=answers["text"], now=timezone.now()
        )


class WithdrawView(CommentAct):
    form_class = ConfirmForm
    title = _("Withdraw your comment?")
    button = pgettext_lazy("comment", "Withdraw")
    done = _("Your comment is withdrawn.")

    def may_open(self) -> bool:
        return super().may_open() and self.comment.user_id == self.reader.pk

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return withdraw_comment(author=self.reader, comment=self.comment, now=timezone.now())


class ReportView(CommentAct):
    form_class = ReportForm
    title = _("Report this comment")
    button = pgettext_lazy("comment", "Report")
    done = _("Thank you for telling us. The moderators look at it.")

    def may_open(self) -> bool:
        return super().may_open() and self.comment.user_id != self.reader.pk

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        report = report_comment(
            reporter=self.reader, comment=self.comment, reason=answers["reason"], now=timezone.now()
        )
        return report.comment


class HideView(CommentAct):
    form_class = HideForm
    title = _("Hide this comment")
    button = pgettext_lazy("comment", "Hide")
    done = _("The comment is hidden.")

    def may_open(self) -> bool:
        return super().may_open() and self.target.is_moderated_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return hide_comment(
            moderator=self.reader, comment=self.comment, reason=answers["reason"], now=timezone.now()
        )


class RestoreView(CommentAct):
    form_class = ConfirmForm
    title = _("Put this comment back?")
    button = _("Put back")
    done = _("Everyone can read the comment again.")

    def may_open(self) -> bool:
        is_hidden = self.comment.hidden_at is not None and self.comment.withdrawn_at is None
        return is_hidden and self.target.is_moderated_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return restore_comment(moderator=self.reader, comment=self.comment, now=timezone.now())


def _done(
    request: HttpRequest, target: Target, comment: BrinkComment, sentence: str | Promise
) -> HttpResponse:
    """Show the thread at the comment: in its place to htmx, on its page to everyone else."""
    part = read_around(comment, target, reader_of(request))
    if not getattr(request, "htmx", False):
        messages.success(request, str(sentence))
        return redirect(_address_of(comment, part, request))
    context = {**thread_context(request, part), "sentence": sentence, "focus": comment.pk}
    return retarget(reswap(render(request, "dialogue/thread.html", context), "outerHTML"), "#comments")


def _address_of(comment: BrinkComment, part: Thread, request: HttpRequest) -> str:
    """Return the address of the page that shows this part, at the comment where it still has a place."""
    address = part.target.address(request)
    if not part.shows(comment):
        return f"{address}#comments"
    query = f"?from={comment.thread_id}&upto={comment.pk}" if part.starts_later else ""
    return f"{address}{query}#c{comment.pk}"


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, Any]:  # Any: a template's context
    """Return what `dialogue/thread.html` needs."""
    return {
        "thread": thread,
        "form": CommentForm(),
        "address": thread.target.address(request),
        "target": thread.target,
    }
