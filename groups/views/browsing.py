"""The list of groups, and making a new one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.asking import reader_of
from directory.models import Person
from groups.browsing import browse, similar_groups
from groups.founding_form import FoundingForm
from groups.models import Group
from groups.services.founding import found_group


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Show the reader's own groups with what is new, what may suit them, and all of which they may know."""
    listing = browse(reader_of(request), request.GET)
    asked = {name: value for name, value in (("q", listing.text), ("kind", listing.kind)) if value}
    context = {"listing": listing, "kinds": Group.Kind.choices, "query": urlencode(asked)}
    return render(request, "groups/list.html", context)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Answer htmx with the groups that are like the one being described."""
    text = f"{request.GET.get('name', '')} {request.GET.get('purpose', '')}"[:300]
    return render(
        request, "groups/similar_groups.html", {"similar": similar_groups(text, reader_of(request))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """Let a colleague found a group, once they have seen those that are like it."""
    founder = reader_of(request)
    person = Person.objects.working_here().filter(user=founder).first()
    if person is None:
        # Only who stands in the directory can be a host.
        raise Http404
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = FoundingForm(data, founder=founder, person=person, today=timezone.localdate(now))
    if not form.is_valid():
        text = f"{form['name'].value() or ''} {form['purpose'].value() or ''}" if data else ""
        context = {"form": form, "similar": similar_groups(text, founder), "must_look": False}
        return render(request, "groups/new.html", context, status=422 if data else 200)
    new = form.new_group
    found = similar_groups(f"{new.name} {new.purpose}", founder)
    if found and not form.cleaned_data["is_other"]:
        return render(request, "groups/new.html", {"form": form, "similar": found, "must_look": True})
    group = found_group(founder=founder, new=new, co_host=form.cleaned_data["co_host"], now=now)
    messages.success(request, _("Your group is there. Write a first message, and invite colleagues."))
    return redirect(group)
