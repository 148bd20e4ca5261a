"""What hosts write of their group, and who may come in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.asking import reader_of
from groups.hosting.appearance import AccessForm, AppearanceForm
from groups.services.describing import DESCRIBED, change_access, describe_group, say_it_helps
from groups.views.finding import hosted_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a host say what the group is for, how it looks and what it promises."""
    group = hosted_or_404(request, slug)
    form = AppearanceForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_valid():
        filled = form.cleaned_data
        describe_group(
            host=reader_of(request),
            group=group,
            values={name: filled[name] for name in DESCRIBED},
            subjects=filled["subjects"],
            now=timezone.now(),
        )
        messages.success(request, _("Saved. This is how colleagues see your group from now on."))
        return redirect("groups:host", group.slug)
    context = {"group": group, "form": form}
    return render(request, "groups/host/appearance.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a host open or close the group, with what that means said first."""
    group = hosted_or_404(request, slug)
    form = AccessForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_valid():
        access = form.cleaned_data["access"]
        # It may have another address from now on.
        group = change_access(host=reader_of(request), group=group, access=access, now=timezone.now())
        messages.success(request, _("Saved. It holds from now on, also for what was written before."))
        return redirect("groups:host", group.slug)
    context = {"group": group, "form": form}
    return render(request, "groups/host/access.html", context, status=422 if form.errors else 200)


@require_POST
def reviewed(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that the group still helps, so that its hosts look again in a year."""
    group = hosted_or_404(request, slug)
    say_it_helps(host=reader_of(request), group=group, now=timezone.now())
    messages.success(request, _("Good to hear. We ask you again in a year."))
    return redirect("groups:host", group.slug)
