"""The directory screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.listing.rows import list_people


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the colleagues by name, or who is meant by what was asked, narrowed down by the filters."""
    listing = list_people(request.user, request.GET, timezone.now())
    return render(request, "directory/person_list.html", {"listing": listing}, status=listing.status)
