"""The screen in the Wagtail admin where a moderator settles a report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.models import User
from dialogue.authors import authors_for
from dialogue.forms import SettleForm
from dialogue.models import CommentReport
from dialogue.numbers import number_in
from dialogue.services import dismiss_report, hide_comment
from dialogue.services.refusals import Refused
from dialogue.targets import moderates


def settle(
    request: HttpRequest, number: str, reports: "QuerySet[CommentReport]", index_url: str
) -> HttpResponse:
    """Show one of `reports` with what there is to know of it, and settle it when asked."""
    moderator = request.user
    if not isinstance(moderator, User) or not moderates(moderator):
        raise PermissionDenied
    report = reports.select_related("comment").filter(pk=number_in(number) or 0).first()
    if report is None:
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(report, moderator, form)
        except Refused as refusal:
            form.add_error("reason", str(refusal.sentence))
        else:
            messages.success(request, _("The report is settled."))
            return redirect(index_url)
    comment = report.comment
    authors = authors_for([comment.user_id, report.reporter_id, report.settled_by_id], moderator)
    context = {
        "form": form,
        "report": report,
        "comment": comment,
        "author": authors.get(comment.user_id, authors[None]),
        "reporter": authors.get(report.reporter_id, authors[None]),
        "settler": authors.get(report.settled_by_id, authors[None]),
        "edits": list(comment.edits.all()),
        "is_open": report.outcome == CommentReport.Outcome.OPEN,
        "index_url": index_url,
    }
    return render(request, "dialogue/admin/settle.html", context, status=422 if form.errors else 200)


def _settle(report: CommentReport, moderator: User, form: SettleForm) -> None:
    reason, now = form.cleaned_data["reason"], timezone.now()
    if form.cleaned_data["outcome"] == CommentReport.Outcome.HIDDEN:
        hide_comment(moderator=moderator, comment=report.comment, reason=reason, now=now)
    else:
        dismiss_report(moderator=moderator, report=report, reason=reason, now=now)
