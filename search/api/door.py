"""The door of the programs: a token of a person in a header, and errors that a program can read."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field

from access.machine_door import TooManyTries, is_within_limit, own_token_of
from access.models import OwnToken
from access.tokens import TokenRefused

# RFC 9457.
CONTENT_TYPE = "application/problem+json"
SECONDS_TO_WAIT = "60"


class Fault(Schema):
    """A parameter that cannot be used, and why."""

    parameter: str
    detail: str


class Problem(Schema):
    """Why there is no answer, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default_factory=list)


class Refused(Exception):
    """The request gets no answer, for the reason that its sender is told."""

    def __init__(self, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


class OwnTokenDoor(HttpBearer):
    """Lets in who has a token that works: the request is then of the person who made it."""

    def __call__(self, request: HttpRequest) -> OwnToken:
        try:
            token = own_token_of(request, now=timezone.now())
        except TokenRefused as refused:
            raise Refused(
                HTTPStatus.UNAUTHORIZED,
                "This takes a token that works: make one in Brink under Settings, Tokens for programs.",
                {"WWW-Authenticate": 'Bearer realm="Brink"'},
            ) from refused
        except TooManyTries as guessing:
            raise too_many("Too many requests without a token that works. Wait a minute.") from guessing
        if not is_within_limit(request, token):
            raise too_many("Too many requests. Wait a minute.")
        request.user = token.user
        return token

    def authenticate(self, request: HttpRequest, token: str) -> OwnToken:
        """Return the token; asked by nobody, since the whole header is read above."""
        return self(request)


def too_many(detail: str) -> Refused:
    """Return the refusal of who asks too much."""
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, detail, {"Retry-After": SECONDS_TO_WAIT})


api = NinjaAPI(
    title="Brink",
    version="1",
    description="Search in Brink as one of its people: whatever they may not see is not there.",
    # Its screens would ask another host for their scripts.
    docs_url=None,
    auth=OwnTokenDoor(),
    urls_namespace="api",
)


def problem(status: int, detail: str, errors: list[Fault] | None = None) -> HttpResponse:
    """Return an answer that says what is wrong."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors or [])
    return JsonResponse(told.model_dump(), status=status, content_type=CONTENT_TYPE)


@api.exception_handler(Refused)
def tell_refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    response = problem(refused.status, refused.detail)
    for name, value in refused.headers.items():
        response.headers[name] = value
    return response


@api.exception_handler(ValidationError)
def tell_faults(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [Fault(parameter=str(one["loc"][-1]), detail=_sentence(one)) for one in fault.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Some parameters cannot be used.", errors)


def _sentence(error: Mapping[str, Any]) -> str:  # Any: as pydantic has it
    return str(error["msg"])


@api.exception_handler(HttpError)
def tell_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))
