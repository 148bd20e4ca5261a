"""What the search field shows below it while someone types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.suggesting import suggest
from search.words import clean


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Send the suggestions for `q` as a part of a screen."""
    text = clean(request.GET.get("q", ""))
    context = {"asked": text, "suggestions": suggest(request.user, text)}
    response = render(request, "search/suggestions.html", context)
    # The keyboard goes back over letters that were asked before; what holds may have changed after a moment.
    response.headers["Cache-Control"] = "private, max-age=15"
    return response
