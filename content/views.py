from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from content.language import keep_language


# Who cannot read the sign-in screen must be able to change its language.
@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to where the reader was."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest("This language is not offered.")
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        address = settings.LOGIN_REDIRECT_URL
    response = HttpResponseRedirect(address)
    keep_language(request, language, response)
    return response


def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404


def document(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404


def media(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404
