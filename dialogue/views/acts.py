"""What is done with one comment: answer, edit, withdraw, report, hide, put back."""

from typing import Any, ClassVar, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views import View
from django_htmx.http import reswap, retarget

from access.asking import reader_of
from access.models import User
from dialogue.authors import authors_for
from dialogue.drafts import edit_form, reply_form
from dialogue.focus import give_focus
from dialogue.forms import CommentForm, ConfirmForm, EditForm
from dialogue.kept_form import KeptForm
from dialogue.mentions import as_quote, in_typed_words, named_in
from dialogue.models import BrinkComment, CommentFile
from dialogue.moderation.forms import HideForm, ReportForm, RestoreForm
from dialogue.refusals import Refused
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
)
from dialogue.signed_out import Desk
from dialogue.targets import Target
from dialogue.views.answering import show_done
from dialogue.views.asking import comment_or_404
from dialogue.views.drafts import keep_unplaced
from dialogue.views.looking import NotPlaced, look_first

Sent: TypeAlias = QueryDict
Files: TypeAlias = MultiValueDict[str, UploadedFile[Any]]  # Any: as Django has them


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

    def make_form(self, sent: Sent | None = None, files: Files | None = None) -> forms.Form:
        """Return the form of this act, empty or as it was sent."""
        return self.form_class(sent, files, initial=self.initial(), auto_id=self.auto_id)

    def look_first(self, form: Any) -> None:  # Any: of the class that the act names
        """Let who writes see first what they wrote, where they write. Raises NotPlaced or Refused."""

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        """Do it, and return the comment to show afterwards. Raises Refused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_open():
            raise Http404
        return self.show(self.make_form(), status=200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.make_form(request.POST, request.FILES)
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
                words = next((name for name in ("text", "reason") if name in form.fields), None)
                form.add_error(words, str(refusal.sentence))
            else:
                return show_done(request, self.target, comment, self.done)
        if isinstance(form, KeptForm):
            keep_unplaced(form, is_gone=is_gone)
        return self.show(form, status=status, is_gone=is_gone)

    def show(self, form: forms.Form, *, status: int, is_gone: bool = False) -> HttpResponse:
        """Return the form, with what the comment says for who may read it."""
        give_focus(form)
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
        return super().may_open() and self.target.closed_to(self.reader) is None

    def initial(self) -> dict[str, str]:
        return {"text": self.quote} if self.quote else {}

    @property
    def quote(self) -> str:
        """The comment in the words of its author, where that is asked for."""
        if "quote" not in self.request.GET or not self.comment.stands:
            return ""
        return as_quote(self.comment.comment, self.reader)

    def make_form(self, sent: Sent | None = None, files: Files | None = None) -> CommentForm:
        form = CommentForm(sent, files, initial=self.initial(), auto_id=self.auto_id)
        form.sit_at(Desk(self.reader, self.target, reply_form(self.comment.pk)), quote=self.quote)
        return form

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; what was written before there was no more answering is still there to be placed."""
        form = self.make_form()
        if not self.may_open() and form.draft is None:
            raise Http404
        return self.show(form, status=200, is_gone=not self.comment.stands)

    def look_first(self, form: Any) -> None:
        look_first(form, writer=self.reader, target=self.target)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return post_comment(
            author=self.reader,
            target=self.target,
            text=answers["text"],
            is_question=answers["is_question"],
            meant=answers["meant"],
            parent=self.comment,
            submission_key=answers["submission_key"],
            file=answers["file_change"].file,
            file_description=answers["file_change"].description,
            now=timezone.now(),
        )


class EditView(CommentAct):
    form_class = EditForm
    title = _("Edit your comment")
    button = _("Save the new text")
    done = _("Your comment has its new text.")

    def may_open(self) -> bool:
        is_own = self.comment.user_id == self.reader.pk
        return super().may_open() and is_own and self.target.closed_to(self.reader) is None

    def initial(self) -> dict[str, str]:
        return {"text": in_typed_words(self.comment.comment, self.reader)}

    def make_form(self, sent: Sent | None = None, files: Files | None = None) -> EditForm:
        if self.comment.user_id != self.reader.pk:
            # Before the form shows anything of what somebody else wrote.
            raise Http404
        form = EditForm(sent, files, initial=self.initial(), auto_id=self.auto_id)
        desk = Desk(self.reader, self.target, edit_form(self.comment.pk))
        form.sit_at(desk, file=CommentFile.objects.filter(comment=self.comment).first())
        return form

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; what was written before comments were closed is still there to be copied.

        What opens a thing is edited with all else that it has.
        """
        if self.comment.is_opening and self.target.edit_address:
            return redirect(self.target.edit_address)
        form = self.make_form()
        if not self.may_open() and (form.draft is None or not self.comment.stands):
            raise Http404
        return self.show(form, status=200)

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
            file=answers["file_change"],
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
            reporter=self.reader,
            comment=self.comment,
            rule=answers["rule"],
            reason=answers["reason"],
            now=timezone.now(),
        )
        return report.comment


class HideView(CommentAct):
    form_class = HideForm
    title = _("Hide this comment")
    button = pgettext_lazy("comment", "Hide")
    done = _("The comment is hidden.")

    def may_open(self) -> bool:
        is_own = self.comment.user_id == self.reader.pk
        return super().may_open() and not is_own and self.target.is_moderated_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return hide_comment(
            moderator=self.reader, comment=self.comment, reason=answers["reason"], now=timezone.now()
        )


class RestoreView(CommentAct):
    form_class = RestoreForm
    title = _("Put this comment back?")
    button = _("Put back")
    done = _("Everyone can read the comment again.")

    def may_open(self) -> bool:
        comment = self.comment
        is_hidden = comment.hidden_at is not None and comment.withdrawn_at is None
        return is_hidden and comment.removed_at is None and self.target.is_moderated_by(self.reader)

    def run(self, answers: dict[str, Any]) -> BrinkComment:
        return restore_comment(
            moderator=self.reader, comment=self.comment, reason=answers["reason"], now=timezone.now()
        )
