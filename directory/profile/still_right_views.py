"""The answer to whether a profile is still right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.asking import reader_of
from directory.models import Person
from directory.profile.still_right import asked_of, confirm, put_off


@require_POST
def still_right_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the answer, and lead to what is to be changed."""
    reader = reader_of(request)
    person = get_object_or_404(Person.objects.working_here(), slug=slug, user=reader)
    if "later" in request.POST:
        put_off(actor=reader, person=person, now=timezone.now())
        messages.success(request, _("We ask again in two weeks."))
        return redirect("/")
    confirm(actor=reader, person=person, now=timezone.now())
    to_change = [asked for asked in asked_of(person) if request.POST.get(asked.section.name) == "change"]
    if not to_change:
        messages.success(request, _("Thank you. We ask again in half a year."))
        return redirect("/")
    labels = ", ".join(str(asked.label) for asked in to_change)
    messages.success(request, _("Change here what is no longer right: %(parts)s.") % {"parts": labels})
    if len(to_change) == 1:
        return redirect("directory:profile-section", person.slug, to_change[0].section.name)
    return redirect("directory:profile-edit", person.slug)
