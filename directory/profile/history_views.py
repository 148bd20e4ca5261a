"""What was changed of a profile, when and by whom."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from directory.models import PersonChange
from directory.profile.edit_views import editable
from directory.profile.labels import after_of, before_of, label_of

CHANGES_PER_PAGE = 30


@dataclass(frozen=True)
class ToldChange:
    """A change in words."""

    change: PersonChange
    who: str
    field: str
    before: str
    after: str


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the changes of a profile to who may change it, the latest first."""
    person = editable(request, slug)
    changes = PersonChange.objects.filter(person=person).select_related("by__person", "source")
    page = Paginator(changes.order_by("-at", "-pk"), CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "is_own": person.user_id == reader_of(request).pk,
        "changes": [_told(change) for change in page],
        "page_obj": page,
    }
    return render(request, "directory/profile/history.html", context)


def _told(change: PersonChange) -> ToldChange:
    return ToldChange(change, _who(change), label_of(change.field), before_of(change), after_of(change))


def _who(change: PersonChange) -> str:
    if change.source:
        return change.source.name
    if change.by is None:
        return "Brink"
    person = getattr(change.by, "person", None)
    return person.name if person else change.by.get_full_name() or change.by.username
