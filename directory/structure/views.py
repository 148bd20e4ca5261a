"""The screens of units, and of who leads whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.asking import reader_of
from directory.listing.rows import PEOPLE_PER_PAGE, people_on, rows_of
from directory.models import Person, Placement, Unit
from directory.newcomers import newcomers_of
from directory.policies import may_edit_unit
from directory.structure.forms import UnitPageForm
from directory.structure.managers import team_of
from directory.structure.past import past_of
from directory.structure.tree import tree_of
from directory.units import describe_unit, lead_unit
from directory.visibility import as_seen_by

MOST_FURTHER = 12


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the units in their tree, with leaders and places; large ones a few levels at a time."""
    tree = tree_of(_unit_in(request, "under"), request.user, request.GET.get("page"))
    return render(request, "directory/unit_list.html", {"tree": tree})


@require_safe
def unit_chart(request: HttpRequest) -> HttpResponse:
    """Draw the organisation, or one unit of it, with what hangs under it."""
    tree = tree_of(_unit_in(request, "unit"), request.user, request.GET.get("page"))
    return render(request, "directory/unit_chart.html", {"tree": tree})


@require_safe
def unit_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a part of the organisation: what it is for, how it is made up, who works there, and its past."""
    unit = get_object_or_404(Unit.objects.select_related("location", "successor"), slug=slug)
    viewer, now = request.user, timezone.now()
    people = Person.objects.visible_to(viewer).working_here()
    own = people.filter(unit__path__startswith=unit.path).order_by("sort_name", "pk")
    keys = own.values_list("pk", flat=True)
    page_obj = Paginator(keys, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "tree": tree_of(unit, viewer),
        "page_obj": page_obj,
        "rows": rows_of(people_on(page_obj), viewer, now),
        "further": _further_of(unit, request),
        "newcomers": newcomers_of(unit, viewer, timezone.localdate(now)),
        "editors": as_seen_by(unit.editors.visible_to(viewer).working_here().order_by("sort_name"), viewer),
        "predecessors": unit.predecessors.exclude(closed_on=None).order_by("name", "pk"),
        "past": past_of(unit, viewer),
        "may_edit": unit.closed_on is None and may_edit_unit(viewer, unit),
    }
    return render(request, "directory/unit_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Let an editor of the unit say what it is for, who leads it and where it is."""
    unit = get_object_or_404(Unit.objects.select_related("leader"), slug=slug, closed_on=None)
    editor = reader_of(request)
    if not may_edit_unit(editor, unit):
        raise PermissionDenied("Only the unit's editors and administrators keep its page.")
    form = UnitPageForm(request.POST if request.method == "POST" else None, unit=unit, editor=editor)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "directory/unit_edit.html", {"unit": unit, "form": form}, status=status)
    filled, now = form.cleaned_data, timezone.now()
    with transaction.atomic():
        describe_unit(
            actor=editor, unit=unit, purpose=filled["purpose"], location=filled["location"], now=now
        )
        lead_unit(actor=editor, unit=unit, leader=filled["leader"], now=now)
    messages.success(request, _("Saved. This is how colleagues see your unit from now on."))
    return redirect(unit)


@require_safe
def person_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who leads a colleague, and whom they lead."""
    people = Person.objects.visible_to(request.user).working_here().select_related("unit")
    person = get_object_or_404(people, slug=slug)
    team = team_of(person, request.user, request.GET.get("page"))
    return render(request, "directory/person_team.html", {"team": team})


def _unit_in(request: HttpRequest, name: str) -> Unit | None:
    """Return the unit that the address names, if any; one that is not there is not found."""
    slug = request.GET.get(name, "").replace("\x00", "")
    if not slug:
        return None
    unit: Unit = get_object_or_404(Unit.objects.select_related("location"), slug=slug, closed_on=None)
    return unit


def _further_of(unit: Unit, request: HttpRequest) -> list[dict[str, object]]:
    """Return some who work for the unit beside their own, each with the job done here."""
    people = Person.objects.visible_to(request.user).working_here()
    placements = list(
        Placement.objects.filter(unit__path__startswith=unit.path, person__in=people)
        .exclude(person__unit__path__startswith=unit.path)
        .select_related("person__unit")
        .order_by("person__sort_name", "pk")[:MOST_FURTHER]
    )
    shown = as_seen_by([placement.person for placement in placements], request.user)
    return [
        {"person": person, "job_title": placement.job_title}
        for person, placement in zip(shown, placements, strict=True)
    ]
