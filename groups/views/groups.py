"""The screen of one group."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from groups.models import Group
from groups.standing import standing_of


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group: what it is for, and to who may read there what is new."""
    reader = reader_of(request)
    group = Group.objects.visible_to(reader).filter(slug=slug).first()
    if group is None:
        raise Http404
    return render(request, "groups/detail.html", {"group": group, "standing": standing_of(group, reader)})
