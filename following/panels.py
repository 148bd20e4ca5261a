"""What following shows on screens of the rooms below: what appeared about a subject."""

from django.conf import settings
from django.utils.translation import get_language

from access.scopes import Viewer, visible_scope_ids
from directory.models import Subject
from directory.panels import ProfilePanel, register_subject_panel
from following.models import StreamItem
from following.things import Line, lines_of

LINES_SHOWN = 10


@register_subject_panel
def latest_about(subject: Subject, viewer: Viewer) -> ProfilePanel | None:
    """Return what appeared about `subject` lately and `viewer` may see."""
    lines = latest_under("subject", subject.pk, viewer)
    return ProfilePanel("following/latest.html", {"lines": lines}) if lines else None


def latest_under(kind: str, object_id: int, viewer: Viewer) -> list[Line]:
    """Return the newest few things under a source, followed or not: a fixed number of queries."""
    items = StreamItem.objects.filter(
        source__kind=kind, source__object_id=object_id, scope__in=visible_scope_ids(viewer)
    ).exclude(left_out_in=get_language() or settings.LANGUAGE_CODE)
    newest = items.select_related("thing").order_by("-published_at", "-thing")[:LINES_SHOWN]
    return lines_of([item.thing for item in newest], viewer)
