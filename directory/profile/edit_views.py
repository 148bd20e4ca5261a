"""Changing a profile, one part at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.asking import reader_of
from directory.changing import CircleOfManagers, Locked
from directory.models import Absence, Person
from directory.policies import may_edit
from directory.profile.absence_form import AbsenceForm
from directory.profile.absences import cancel_absence, plan_absence
from directory.profile.forms import SectionForm
from directory.profile.hints import hints_for
from directory.profile.labels import after_of, before_of, label_of
from directory.profile.saving import ChangedMeanwhile, OtherUnit, latest_change, save_draft
from directory.profile.sections import SECTIONS, Section

CONFLICT, FAULTY = 409, 422


def editable(request: HttpRequest, slug: str) -> Person:
    """Return the colleague whose profile the reader may change; for others there is no such screen."""
    people = Person.objects.visible_to(request.user)
    if not reader_of(request).is_superuser:
        people = people.working_here()
    person: Person = get_object_or_404(
        people.select_related("unit", "manager", "location", "user"), slug=slug
    )
    if not may_edit(request.user, person):
        raise Http404
    return person


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of the profile that can be changed."""
    person = editable(request, slug)
    is_own = person.user_id == reader_of(request).pk
    context = {
        "person": person,
        "is_own": is_own,
        "sections": SECTIONS.values(),
        "hints": hints_for(person) if is_own else [],
    }
    return render(request, "directory/profile/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show one part with what is there, or save it."""
    person, part = editable(request, slug), SECTIONS.get(name)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _section_screen(request, person, part, part.form(person, reader_of(request)))
    form = part.form(person, reader_of(request), request.POST)
    if form.is_valid():
        try:
            _save(form)
        except ChangedMeanwhile as meanwhile:
            return _ask_again(request, person, part, meanwhile)
        except Locked as locked:
            form.add_error(
                locked.field if locked.field in form.fields else None,
                _("This comes from %(source)s, and is corrected there.") % {"source": locked.source},
            )
        except CircleOfManagers:
            form.add_error(
                "manager", _("This colleague works, through others, for the person. Choose another.")
            )
        except OtherUnit:
            form.add_error(None, _("You do not keep this unit. Ask its editors to add the colleague."))
        else:
            messages.success(request, _("Saved: %(part)s.") % {"part": part.title})
            return redirect("directory:profile-edit", person.slug)
    return _section_screen(request, person, part, form, status=FAULTY)


def _save(form: SectionForm) -> None:
    save_draft(
        person=form.person,
        draft=form.draft(),
        actor=form.actor,
        seen=form.cleaned_data["seen"],
        now=timezone.now(),
    )


def _ask_again(
    request: HttpRequest, person: Person, part: Section, meanwhile: ChangedMeanwhile
) -> HttpResponse:
    """Show what was typed beside what others made of it meanwhile; saving again is a choice then."""
    data = request.POST.copy()
    data["seen"] = str(latest_change(person))
    form = part.form(person, reader_of(request), data)
    form.is_valid()
    for change in meanwhile.changes:
        told = {"field": label_of(change.field), "before": before_of(change), "after": after_of(change)}
        form.add_error(None, _("Meanwhile %(field)s was changed from “%(before)s” to “%(after)s”.") % told)
    form.add_error(None, _("What you typed is still here. Save again to keep it instead."))
    return _section_screen(request, person, part, form, status=CONFLICT)


def _section_screen(
    request: HttpRequest, person: Person, part: Section, form: SectionForm, status: int = 200
) -> HttpResponse:
    for name in form.fields:
        if form.is_bound and name in form.errors:
            form.fields[name].widget.attrs["autofocus"] = True
            break
    context = {"person": person, "section": part, "form": form, "is_own": person.user_id == form.actor.pk}
    return render(request, "directory/profile/section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Show when the person is away, and plan another absence or change one."""
    person, actor = editable(request, slug), reader_of(request)
    planned = person.absences.select_related("stand_in")
    absence = get_object_or_404(planned, pk=pk) if pk else None
    form = AbsenceForm(person, actor, absence, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plan_absence(
            actor=actor,
            person=person,
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            stand_in=form.stand_in,
            absence=absence,
            now=timezone.now(),
        )
        messages.success(
            request, _("Saved: when you are away.") if person.user_id == actor.pk else _("Saved.")
        )
        return redirect("directory:profile-absences", person.slug)
    context = {
        "person": person,
        "is_own": person.user_id == actor.pk,
        "form": form,
        "absence": absence,
        "planned": [] if absence else planned.exclude(ends_on__lt=timezone.localdate()),
    }
    return render(
        request, "directory/profile/absences.html", context, status=FAULTY if form.is_bound else 200
    )


@require_POST
def absence_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Forget an absence."""
    person = editable(request, slug)
    absence = get_object_or_404(Absence, person=person, pk=pk)
    cancel_absence(actor=reader_of(request), absence=absence, now=timezone.now())
    messages.success(request, _("Taken away."))
    return redirect(reverse("directory:profile-absences", args=[person.slug]))
