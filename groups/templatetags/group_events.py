"""What a group's own screen shows of what it plans."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from access.models import User
from groups.events.reading import next_events as find_next
from groups.standing import Standing

register = template.Library()


@register.simple_tag(takes_context=True)
def next_events(context: Context, standing: Standing) -> SafeString | str:
    """Draw the next events in the group of `standing`, for its aside; needs `request`.

    Nothing where none is planned, nor for who may not read there.
    """
    reader = context["request"].user
    if not standing.may_read or not isinstance(reader, User):
        return ""
    lines = find_next(standing.group, reader, timezone.now())
    return (
        render_to_string("groups/events/next.html", {"lines": lines, "group": standing.group})
        if lines
        else ""
    )
