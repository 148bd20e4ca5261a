"""The screen of a subject: what was said about it lately, and who knows about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.listing.rows import people_on, rows_of
from directory.models import Person, Subject
from directory.panels import acts_with, subject_panels_of
from directory.visibility import who_show

MOST_PEOPLE = 8


@require_safe
def subject_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a subject: what rooms above know of it, and the first few colleagues who know about it."""
    subject: Subject = get_object_or_404(Subject, slug=slug)
    viewer = request.user
    people = Person.objects.visible_to(viewer).working_here().filter(subjects=subject)
    keys = who_show(people, "ask_me_about", viewer).order_by("sort_name", "pk").values_list("pk", flat=True)
    known = list(keys[: MOST_PEOPLE + 1])
    context = {
        "subject": subject,
        "acts": acts_with(subject, viewer),
        "panels": subject_panels_of(subject, viewer),
        "rows": rows_of(people_on(known[:MOST_PEOPLE]), viewer, timezone.now()),
        "has_more": len(known) > MOST_PEOPLE,
    }
    return render(request, "directory/subject_detail.html", context)
