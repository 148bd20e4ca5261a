"""The address of a photo, for who may see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from directory.models import Person, PersonPhoto
from directory.photos.cutting import SIZES
from directory.photos.keeping import read_face
from directory.policies import may_edit
from directory.visibility import who_show

# The address holds a digest of what is there; who it is for is asked whenever a browser has it not yet.
FOR_EVER = "private, max-age=31536000, immutable"
ONLY_SHOW = "default-src 'none'; sandbox"


@require_safe
def photo(request: HttpRequest, slug: str, digest: str, size: str) -> HttpResponse:
    """Send a photo in the size of a face, to who sees the colleague and their photo."""
    if size not in SIZES:
        raise Http404
    shown = who_show(Person.objects.visible_to(request.user).working_here(), "photo", request.user)
    found = get_object_or_404(PersonPhoto, person__slug=slug, digest=digest, person__in=shown)
    return _send(found, size)


@require_safe
def original(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Send the whole photo to who may cut it."""
    photos = PersonPhoto.objects.select_related("person__unit")
    found = get_object_or_404(photos, person__slug=slug, digest=digest)
    if not may_edit(request.user, found.person):
        raise Http404
    return _send(found, "original")


def _send(photo: PersonPhoto, size: str) -> HttpResponse:
    try:
        content = read_face(photo, size)
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {"Cache-Control": FOR_EVER, "Content-Security-Policy": ONLY_SHOW}
    return HttpResponse(content, content_type="image/webp", headers=headers)
