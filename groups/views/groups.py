"""The screen of one group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from following.buttons import FollowButton
from following.follows import follows_it
from groups.answering import usual_answers
from groups.departments import departments_of
from groups.models import Group
from groups.reminders import ends_on
from groups.showing import awaits_welcome, hosts_of, known_in
from groups.source import GROUP
from groups.views.finding import seen_group
from groups.wording import READERS, TYPES


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group: what it is for, who receives you, and to who may read there what is new."""
    reader, standing = seen_group(request, slug)
    group, now = standing.group, timezone.now()
    is_followed = follows_it(reader, GROUP, group.pk)
    may_follow = standing.may_read and group.state != Group.State.ARCHIVED
    button = FollowButton(GROUP, group.pk, group.name, group.language, is_followed)
    successors = Group.objects.visible_to(reader).filter(pk=group.merged_into_id)
    context = {
        "group": group,
        "standing": standing,
        "type_words": TYPES[group.kind],
        "readers": READERS[group.access],
        "hosts": hosts_of(group, reader, now),
        "departments": departments_of(group, reader) if standing.may_read else [],
        "known": known_in(group, reader) if standing.may_read else [],
        "subjects": group.subjects.order_by("name_nl", "pk"),
        "usual": usual_answers([group], now).get(group.pk),
        # Members follow by being one; they find the button among what they follow.
        "button": button if (is_followed or may_follow) and not standing.is_member else None,
        "shows_welcome": bool(group.welcome) and awaits_welcome(standing.membership, now),
        "ends_on": ends_on(group),
        "goes_on": successors.first() if group.merged_into_id else None,
        "address": request.get_full_path(),
    }
    return render(request, "groups/detail.html", context)
