from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Person, Unit
from directory.panels import panels_of
from directory.weeks import week_of

PEOPLE_PER_PAGE = 30
QUERY_LENGTH = 100


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the colleagues, by name, or those whose name, job or own words hold what was asked."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:QUERY_LENGTH]
    people = Person.objects.visible_to(request.user).working_here().mentioning(asked).for_list()
    return render(
        request,
        "directory/person_list.html",
        {
            "asked": asked,
            "query": urlencode({"q": asked}) if asked else "",
            "page_obj": Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        },
    )


@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a colleague's profile."""
    person = get_object_or_404(Person.objects.visible_to(request.user).for_profile(), slug=slug)
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


@require_safe
def unit_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a part of the organisation, what belongs to it, and who works there."""
    unit = get_object_or_404(Unit, slug=slug)
    people = Person.objects.visible_to(request.user).working_here().in_branch(unit).for_list()
    return render(
        request,
        "directory/unit_detail.html",
        {
            "unit": unit,
            "ancestors": unit.get_ancestors(),
            "children": unit.get_children(),
            "page_obj": Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        },
    )
