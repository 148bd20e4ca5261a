"""The screen in the Wagtail admin where an editor tells many colleagues of a page."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Page

from access.asking import reader_of
from access.models import User
from content.models import PageScope
from notices.announcing.figures import figures_of_cost
from notices.announcing.forms import AnnounceForm
from notices.announcing.reaching import NOBODY, Reach, reach_of
from notices.announcing.services import (
    NeedsWhyAgain,
    NobodyToTell,
    NotSent,
    announce,
    may_announce,
    told_shortly,
)
from notices.models import Announcement


def tell_colleagues(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for whom and why, show what it costs, and send it when the sender says so."""
    sender, now = reader_of(request), timezone.now()
    page = get_object_or_404(Page, pk=page_id)
    if not may_announce(sender, page):
        raise Http404
    before = told_shortly(page, now)
    form = AnnounceForm(request.POST or None, is_again=before is not None)
    reach, shown = None, ""
    if request.method == "POST" and form.is_valid():
        reach = _reach(page, form, sender, now)
        shown = _shown(form, reach)
        if request.POST.get("act") == "send" and form.cleaned_data["shown"] == shown:
            if _send(request, page, form, sender, now):
                return redirect("wagtailadmin_pages:edit", page.pk)
        elif not reach.receivers:
            _refuse(form, NobodyToTell())
        elif before is not None and not form.cleaned_data["why_again"]:
            _refuse(form, NeedsWhyAgain())
    context = {**_frame(page, form, before), **_figures(form, reach, sender, now), "shown": shown}
    return render(request, "notices/admin/tell.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, page: Page, form: AnnounceForm, sender: User, now: datetime) -> bool:
    """Send it and say so; or refuse at the field that it is about."""
    try:
        sent = announce(
            sender=sender,
            page=page,
            audiences=form.chosen,
            reason=form.cleaned_data["reason"],
            why_again=form.cleaned_data.get("why_again", ""),
            now=now,
        )
    except PermissionDenied as gone:
        raise Http404 from gone
    except NotSent as refusal:
        _refuse(form, refusal)
        return False
    text = ngettext(
        "On its way to %(count)d colleague.", "On its way to %(count)d colleagues.", sent.receiver_count
    ) % {"count": sent.receiver_count}
    messages.success(request, text)
    return True


def _refuse(form: AnnounceForm, refusal: NotSent) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))


def _reach(page: Page, form: AnnounceForm, sender: User, now: datetime) -> Reach:
    visibility = PageScope.objects.select_related("scope").filter(page=page.pk).first()
    if visibility is None:
        return NOBODY
    return reach_of(visibility.scope, form.chosen, sender=sender, now=now)


def _shown(form: AnnounceForm, reach: Reach) -> str:
    """Return what tells apart one choice with its figure from another."""
    return f"{','.join(str(one.pk) for one in form.chosen)}:{reach.receivers}"


# Any, here and below: what a template needs.
def _frame(page: Page, form: AnnounceForm, before: Announcement | None) -> dict[str, Any]:
    return {
        "page": page,
        "form": form,
        "before": before,
        "fields": form.visible_fields(),
        "edit_address": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }


def _figures(form: AnnounceForm, reach: Reach | None, sender: User, now: datetime) -> dict[str, Any]:
    """Return what it costs, once somebody would get it."""
    if reach is None or not reach.receivers:
        return {}
    figures = figures_of_cost(reach, sender, now)
    return {**figures, "may_send": figures["may_send"] and not form.errors}
