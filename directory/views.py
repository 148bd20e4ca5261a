from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Person
from directory.panels import panels_of
from directory.weeks import week_of


@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a colleague's profile."""
    person = get_object_or_404(Person.objects.visible_to(request.user).for_profile(), slug=slug)
    if person.left_on is not None and not request.user.is_superuser:
        return person_left(request)
    workdays = person.workdays.all()
    return render(
        request,
        "directory/person_detail.html",
        {
            "person": person,
            "week": week_of(workdays, timezone.localdate()) if workdays else [],
            "panels": panels_of(person, request.user),
        },
    )


def person_left(request: HttpRequest) -> HttpResponse:
    """Say that a colleague no longer works here, and nothing else about them."""
    return render(request, "directory/person_left.html", status=HTTPStatus.GONE)
