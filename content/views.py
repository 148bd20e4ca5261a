from django.http import Http404, HttpRequest, HttpResponse


def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404


def document(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404


def media(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    raise Http404
