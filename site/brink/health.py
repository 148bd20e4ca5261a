"""Whether Brink is alive and ready, for load balancers and for whoever looks after it.

A middleware and not views: it must answer by address of the machine, without TLS and without the session
of whoever asks, also when the database is away. It is open to strangers, so it names parts and no more.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from elasticsearch import Elasticsearch

from background import heart

SEARCH_PATIENCE_SECONDS = 1


class HealthMiddleware:
    """Answers `/healthz` and `/readyz`. Must stand first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _answer({"brink": "ok"}, ready=True)
        if request.path_info == "/readyz":
            parts = state_of_parts()
            return _answer(parts, ready=parts["database"] == "ok")
        return self.get_response(request)


def state_of_parts() -> dict[str, str]:
    """Return each part's state: `ok`, or what is wrong in a word.

    Only without its database Brink cannot answer; without search the database searches, without a worker
    what need not be done at once waits.
    """
    try:
        worker = "ok" if heart.beating(timezone.now()).exists() else "silent"
        database = "ok"
    except (OperationalError, InterfaceError):
        # A connection that broke is thrown away, so that the next request finds a whole one.
        connection.close()
        worker, database = "unknown", "away"
    return {"database": database, "search": _search(), "worker": worker}


def _search() -> str:
    if not settings.ELASTICSEARCH_URL:
        return "database"
    with Elasticsearch(
        settings.ELASTICSEARCH_URL, request_timeout=SEARCH_PATIENCE_SECONDS, max_retries=0
    ) as search:
        return "ok" if search.ping() else "away"


def _answer(parts: dict[str, str], *, ready: bool) -> HttpResponse:
    return JsonResponse(parts, status=200 if ready else 503, headers={"Cache-Control": "no-store"})
