from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from access.asking import way_back
from content.delivery import deliver
from content.files import FileKind, may_choose, with_openness
from content.language import keep_language
from content.models import BrinkDocument, BrinkMedia, BrinkRendition


# Who cannot read the sign-in screen must be able to change its language.
@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to where the reader was."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest("This language is not offered.")
    response = HttpResponseRedirect(way_back(request))
    keep_language(request, language, response)
    return response


@require_safe
def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a picture in one size to who may see a page that shows it, or may put it on a page."""
    renditions = BrinkRendition.objects.select_related("image__collection").filter(pk=pk)
    found = with_openness(renditions, request.user, FileKind.IMAGE, "image_id").first()
    if found is None:
        raise Http404
    return _deliver_if(found.is_shown, request, found.image, found.file, name)


@require_safe
def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a document to who may see a page that offers it, or may put it on a page."""
    documents = BrinkDocument.objects.select_related("collection").filter(pk=pk)
    return _deliver_found(request, documents, FileKind.DOCUMENT, name)


@require_safe
def media(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send sound or film to who may see a page that plays it, or may put it on a page."""
    files = BrinkMedia.objects.select_related("collection").filter(pk=pk)
    return _deliver_found(request, files, FileKind.MEDIA, name)


def _deliver_found(request: HttpRequest, rows: QuerySet[Any], kind: FileKind, name: str) -> HttpResponseBase:
    found = with_openness(rows, request.user, kind).first()
    if found is None:
        raise Http404
    return _deliver_if(found.is_shown, request, found, found.file, name)


def _deliver_if(
    is_shown: bool, request: HttpRequest, thing: Model, file: FieldFile, name: str
) -> HttpResponseBase:
    if PurePosixPath(file.name or "").name != name or not (is_shown or may_choose(request.user, thing)):
        raise Http404
    return deliver(request, file)
