"""The address of SCIM, for machines with a token: no session opens it, and none is made."""

import json
from contextlib import nullcontext
from datetime import datetime
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from scim2_models import ForbiddenException, PayloadTooLargeException, SCIMException, UnauthorizedException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse

from access.machine_door import TooManyTries, token_of
from access.models import ApiToken
from access.tokens import ScopeMissing, TokenRefused
from directory.scim.resources import provider
from directory.scim.service import DiscreetService
from directory.scim.storage import DatabaseStorage


class TooManyTriesException(SCIMException):
    """The client comes with one unknown token after another."""

    status = 429
    _default_detail = "Too many requests without a token that works. Wait a minute."


# A machine has a token instead of a session, so there is no cookie that another site could use.
@login_not_required
@csrf_exempt
def scim(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer one request; what it changes is stored wholly or not at all."""
    service, now = DiscreetService(provider()), timezone.now()
    with translation.override("en"):
        try:
            storage = DatabaseStorage(token=_token(request, now), now=now)
            # Reading alone holds up nobody, also where one writes at a time.
            with nullcontext() if request.method == "GET" else transaction.atomic():
                response = ScimHandler(service, storage).handle(_as_scim_has_it(request, path))
        except SCIMException as refusal:
            response = service.error_response(refusal)
    return _as_django_has_it(response)


def _as_scim_has_it(request: HttpRequest, path: str) -> ScimRequest:
    return ScimRequest(
        method=request.method or "GET",
        base_url=request.build_absolute_uri("/scim/v2"),
        path=f"/{path}",
        query=request.GET.dict(),
        headers=dict(request.headers),
        body=_body(request),
    )


def _token(request: HttpRequest, now: datetime) -> ApiToken:
    try:
        return token_of(request, ApiToken.Scope.SCIM, now=now)
    except TokenRefused as refused:
        raise UnauthorizedException(detail="This takes a bearer token that works.") from refused
    except ScopeMissing as missing:
        raise ForbiddenException(detail="This token is for something else than SCIM.") from missing
    except TooManyTries as guessing:
        raise TooManyTriesException from guessing


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as heavy:
        raise PayloadTooLargeException(detail="The body is too large.") from heavy


def _as_django_has_it(response: ScimResponse) -> HttpResponse:
    headers = {**response.headers, "Cache-Control": "no-store"}
    if response.status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "60"
    body = b"" if response.body is None else json.dumps(response.body).encode()
    return HttpResponse(body, status=response.status, headers=headers)
