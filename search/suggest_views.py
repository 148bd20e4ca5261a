"""What the search field shows below it while someone types, and how a browser gets a field of its own."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.suggesting import suggest
from search.words import clean


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Send the suggestions for `q` as a part of a screen."""
    text = clean(request.GET.get("q", ""))
    context = {"asked": text, "suggestions": suggest(request.user, text)}
    return render(request, "search/suggestions.html", context)


# A browser reads it without signing in; it tells no more than the sign-in screen.
@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe search to a browser, in the language of the address or else of the reader."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    host = request.build_absolute_uri("/").rstrip("/")
    with override(language):
        return render(
            request,
            "search/opensearch.xml",
            {"language": language, "host": host},
            content_type="application/opensearchdescription+xml",
        )
