"""The list of questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.asking import reader_of
from groups.question_list import list_questions


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the questions of all groups and pages that the reader may see, narrowed down as they ask."""
    found = list_questions(request.GET.dict(), reader_of(request), timezone.now())
    return render(request, "groups/questions.html", {"listing": found})
