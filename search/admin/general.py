"""Brink's own synonyms in the Wagtail admin: what there are, and switching one off."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.models import User
from search.models import SilencedSynonym
from search.people.folding import folded
from search.rules import general_lines
from search.silencing import MAY_CHANGE, silence, speak


@require_http_methods(["GET", "HEAD", "POST"])
def general_synonyms(request: HttpRequest) -> HttpResponse:
    """Show the list, of which one line is switched off or on."""
    editor = request.user
    if not (isinstance(editor, User) and editor.has_perm(MAY_CHANGE)):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()
    if request.method == "POST":
        _switch(request, editor)
        return redirect(request.get_full_path())
    off = set(SilencedSynonym.objects.values_list("line", flat=True))
    lines = [
        (line, language, line not in off)
        for line, language in general_lines()
        if folded(asked) in folded(line)
    ]
    context = {
        "lines": lines,
        "asked": asked,
        "total": len(general_lines()),
        "own": reverse("wagtailsnippets_search_synonymrule:list"),
    }
    return render(request, "search/admin/general_synonyms.html", context)


def _switch(request: HttpRequest, editor: User) -> None:
    line = request.POST.get("line", "")
    if line not in dict(general_lines()):
        raise Http404
    now = timezone.now()
    if request.POST.get("act") == "on":
        speak(line=line, editor=editor, now=now)
        messages.success(request, _("“%(line)s” works again.") % {"line": line})
    else:
        silence(line=line, editor=editor, now=now)
        messages.success(request, _("“%(line)s” works no more.") % {"line": line})
