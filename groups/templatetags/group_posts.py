"""What a group's own screen shows of what was posted there."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from access.models import User
from following.newest import position_in
from groups.standing import Standing
from groups.stream import only_in, pinned_in, read_stream

register = template.Library()


@register.simple_tag(takes_context=True)
def post_stream(context: Context, standing: Standing) -> SafeString | str:
    """Draw what was posted in the group of `standing`, with the ways to narrow it down; needs `request`.

    Nothing for who may not read there.
    """
    request = context["request"]
    if not standing.may_read or not isinstance(request.user, User):
        return ""
    before = position_in(request.GET.get("before", ""))
    stream = read_stream(standing.group, request.user, only=only_in(request.GET.get("only")), before=before)
    drawn = {"stream": stream, "standing": standing}
    return render_to_string("groups/stream.html", drawn, request=request)


@register.simple_tag(takes_context=True)
def pinned_posts(context: Context, standing: Standing) -> SafeString | str:
    """Draw what the hosts of the group of `standing` pinned; needs `request`."""
    request = context["request"]
    if not standing.may_read or not isinstance(request.user, User):
        return ""
    lines = pinned_in(standing.group, request.user)
    return render_to_string("groups/pinned.html", {"lines": lines}, request=request) if lines else ""
