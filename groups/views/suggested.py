"""Subjects about which somebody is asked nothing for a while."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.asking import reader_of, way_back
from dialogue.wording import tidy
from directory.models import Subject
from groups.suggested import skip_subject, skips_of, suggest_again


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Let a subject rest for the reader, or no longer."""
    reader = reader_of(request)
    subject = get_object_or_404(Subject, slug=tidy(request.POST.get("subject", "")))
    if request.POST.get("again"):
        suggest_again(reader=reader, subject=subject)
        messages.success(request, _("Questions about %(subject)s come to you again.") % {"subject": subject})
        return redirect("groups:subjects-skipped")
    kept = skip_subject(reader=reader, subject=subject, today=timezone.localdate())
    until = date_format(kept.until, "DATE_FORMAT")
    said = _("You get no questions about %(subject)s until %(date)s. You can undo that in your settings.")
    messages.success(request, said % {"subject": subject, "date": until})
    return redirect(way_back(request))


@require_safe
def skipped(request: HttpRequest) -> HttpResponse:
    """Show the subjects that rest for the reader."""
    skips = skips_of(reader_of(request), timezone.localdate())
    return render(request, "groups/skipped.html", {"skips": skips})
