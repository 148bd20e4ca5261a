"""When somebody was last here, so that they find what appeared while they were away."""

from collections.abc import Callable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from access.models import User
from following.models import Visit

# Whole days without a visit that make an absence; a long weekend is none.
AWAY_FOR = timedelta(days=5)
# In the session, so that only the first screen of a day writes anything.
NOTED_ON = "here_on"


def note_visit(*, visitor: User, today: date) -> Visit:
    """Note that `visitor` is here today; back from an absence, they find since when until they caught up."""
    visit, _is_new = Visit.objects.get_or_create(visitor=visitor, defaults={"last_on": today})
    if visit.last_on < today:
        was_away = today - visit.last_on > AWAY_FOR
        away_since = visit.away_since or (visit.last_on if was_away else None)
        # Compared with what was read: a second tab that opens at the same time finds it done.
        Visit.objects.filter(pk=visit.pk, last_on=visit.last_on).update(last_on=today, away_since=away_since)
        visit.refresh_from_db()
    return visit


def catch_up(*, visitor: User) -> None:
    """Note that `visitor` has seen what appeared while they were away."""
    Visit.objects.filter(visitor=visitor).update(away_since=None)


def away_since(visitor: User) -> date | None:
    """Return on which day `visitor` was here before an absence that they have not caught up with."""
    return Visit.objects.filter(visitor=visitor).values_list("away_since", flat=True).first()


class VisitMiddleware:
    """Notes once a day that somebody opens a screen; a feed or a file that an app fetches is no visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks_for_a_screen = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if asks_for_a_screen and isinstance(request.user, User):
            today = timezone.localdate()
            if request.session.get(NOTED_ON) != today.isoformat():
                note_visit(visitor=request.user, today=today)
                request.session[NOTED_ON] = today.isoformat()
        return self.get_response(request)
