"""What the organisation has set: its style sheet and logo, open to all, and its house rules."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.wording import words_for
from home.looks.logo import KINDS
from home.models import OrganisationSettings

# The address holds a digest of what is there, so it is true for ever.
FOR_EVER = "public, max-age=31536000, immutable"
# A drawing that someone opens by itself may draw, and nothing more.
ONLY_DRAW = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


# The sign-in screen has the looks of the organisation too.
@login_not_required
@require_safe
def theme(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the style sheet of the organisation."""
    found = get_object_or_404(OrganisationSettings.objects.only("style_sheet"), style_sheet_digest=digest)
    return _for_ever(HttpResponse(found.style_sheet, content_type="text/css; charset=utf-8"))


# As above.
@login_not_required
@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the logo of the organisation."""
    found = get_object_or_404(
        OrganisationSettings.objects.only("logo", "logo_kind", "logo_digest"), logo_digest=digest
    )
    try:
        content = found.logo.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=KINDS[found.logo_kind])
    response.headers["Content-Security-Policy"] = ONLY_DRAW
    return _for_ever(response)


@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """Show how people treat each other here, in the words of the organisation."""
    settings = get_object_or_404(OrganisationSettings, site__is_default_site=True, has_house_rules=True)
    rules = words_for(get_language(), nl=settings.house_rules_nl, en=settings.house_rules_en)
    return render(request, "home/house_rules.html", {"rules": rules})


def _for_ever(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = FOR_EVER
    return response
