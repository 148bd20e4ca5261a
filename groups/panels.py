"""What groups put on screens of the rooms below: a way to ask, hosted groups, and groups about a subject."""

from access.scopes import Viewer
from directory.models import Person, Subject
from directory.panels import ProfilePanel, register_act, register_profile_panel, register_subject_panel
from groups.models import Group, Membership

MOST_SHOWN = 6


@register_profile_panel
def hosted_by(person: Person, viewer: Viewer) -> ProfilePanel | None:
    """Return the groups of which `person` is a host and `viewer` may know."""
    hosting = Membership.objects.hosts().filter(person=person, group__is_of_hosts=False)
    groups = Group.objects.visible_to(viewer).active().filter(pk__in=hosting.order_by().values("group"))
    found = list(groups[: MOST_SHOWN + 1])
    return ProfilePanel("groups/hosted.html", {"groups": found}) if found else None


@register_subject_panel
def groups_about(subject: Subject, viewer: Viewer) -> ProfilePanel | None:
    """Return the groups about `subject` of which `viewer` may know."""
    found = list(Group.objects.visible_to(viewer).active().filter(subjects=subject)[:MOST_SHOWN])
    return ProfilePanel("groups/about_subject.html", {"groups": found}) if found else None


@register_act
def ask_with(thing: Person | Subject, viewer: Viewer) -> ProfilePanel | None:
    """Return the way to ask a colleague something, where others read along and find the answer."""
    if not isinstance(thing, Person) or thing.left_on is not None or thing.user_id in (None, viewer.pk):
        return None
    return ProfilePanel("groups/ask_act.html", {"person": thing})
