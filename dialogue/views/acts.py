"""What is done with one comment: answer, edit, withdraw, report, hide, put back."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views import View
from django_htmx.http import reswap, retarget

from access.asking import reader_of
from access.models import User
from dialogue.authors import authors_for
from dialogue.forms import CommentForm, ConfirmForm, EditForm, HideForm, ReportForm
from dialogue.mentions import as_quote, in_typed_words, named_in
from dialogue.models import BrinkComment
from dialogue.services import (
    edit_comment,
    hide_comment,
    post_comment,
    report_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.services.refusals import (
    CommentGone,
    NotAModerator,
    NotAnAnswerer,
    NotYours,
    OutOfSight,
    Refused,
)
from dialogue.targets import Target
from dialogue.views.answering import show_done
from dialogue.views.asking import comment_or_404
from dialogue.views.looking import NotPlaced, look_first


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

    def look_first(self, form: Any) -> None:  # Any: of the class that the act names
        """Let who writes see first what they wrote, where they write. Raises NotPlaced or Refused."""

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        """Do it, and return the comment to show afterwards. Raises Refused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_open():
            raise Http404
        return self.show(self.form_class(initial=self.initial(), auto_id=self.auto_id), status=200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form_class(request.POST, auto_id=self.auto_id)
        is_gone, status = False, 422
        if form.is_valid():
            try:
                self.look_first(form)
                comment = self.run(form.cleaned_data)
            except NotPlaced as looked_at:
                status = looked_at.status
            except (OutOfSight, NotYours, NotAModerator, NotAnAnswerer) as refusal:
                raise Http404 from refusal
            except Refused as refusal:
                is_gone = isinstance(refusal, CommentGone)
                field = next(iter(form.visible_fields()), None)
                form.add_error(field.name if field else None, str(refusal.sentence))
            else:
                return show_done(request, self.target, comment, self.done)
        return self.show(form, status=status, is_gone=is_gone)

    def show(self, form: forms.Form, *, status: int, is_gone: bool = False) -> HttpResponse:
        """Return the form, with what the comment says for who may read it."""
        for field in form.visible_fields()[:1]:
            # Whoever asks for the form wants to write in it.
            field.field.widget.attrs["autofocus"] = getattr(form, "preview", None) is None
        context = {
            "form": form,
            "title": self.title,
            "button": self.button,
            "comment": self.comment,
            "author": authors_for([self.comment.user_id], self.reader).get(self.comment.user_id),
            "named": named_in([self.comment.comment], self.reader),
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

    def initial(self) -> dict[str, str]:
        if "quote" not in self.request.GET or not self.comment.stands:
            return {}
        return {"text": as_quote(self.comment.comment, self.reader)}

    def look_first(self, form: Any) -> None:
        look_first(form, writer=self.reader, target=self.target)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return post_comment(
            author=self.reader,
            target=self.target,
            text=answers["text"],
            meant=answers["meant"],
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
        return {"text": in_typed_words(self.comment.comment, self.reader)}

    def look_first(self, form: Any) -> None:
        if self.comment.user_id != self.reader.pk:
            raise NotYours
        look_first(form, writer=self.reader, target=self.target, comment=self.comment)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return edit_comment(
            editor=self.reader,
            comment=self.comment,
            text=answers["text"],
            meant=answers["meant"],
            now=timezone.now(),
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
