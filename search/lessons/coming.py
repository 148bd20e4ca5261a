"""Where a reader comes from: a browser says it by itself within one site, so nothing is kept for it."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import reverse

from search.words import MAX_LENGTH, clean


def words_before(request: HttpRequest) -> str:
    """Return what was searched for on the page from which `request` was made; empty if that was no search."""
    before = urlsplit(request.headers.get("Referer", "")[: 8 * MAX_LENGTH])
    if before.netloc != request.get_host() or before.path != reverse("search:search"):
        return ""
    text = clean(parse_qs(before.query).get("q", [""])[0])
    return text if len(text) <= MAX_LENGTH else ""
