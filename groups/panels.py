"""What groups put on screens of the rooms below: a way to ask, hosted groups, and groups about a subject."""

from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer
from access.settings_groups import SettingsLink, register_settings_link
from dialogue.models import BrinkComment
from dialogue.targets import places_of, visible_to
from directory.models import Person, Subject
from directory.panels import ProfilePanel, register_act, register_profile_panel, register_subject_panel
from groups import suggested  # noqa: F401  # puts its block on the front page
from groups.models import Group, Membership

MOST_SHOWN = 6
EXAMPLES_SHOWN = 3


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


@register_profile_panel
def helpful_answers(person: Person, viewer: Viewer) -> ProfilePanel | None:
    """Return a few examples of what somebody's answers helped with, as far as `viewer` may read them.

    Examples and no number: it says with what to come to somebody, and ranks nobody.
    """
    if person.user_id is None:
        return None
    helped = BrinkComment.objects.standing().filter(visible_to(viewer), user=person.user_id)
    newest = helped.exclude(helped_at=None).order_by("-helped_at", "-pk")
    answers = list(newest.select_related(None)[: 2 * EXAMPLES_SHOWN])
    places = places_of((answer.content_type_id, answer.object_pk) for answer in answers)
    examples: dict[tuple[int, str], dict[str, object]] = {}
    for answer in answers:
        key = (answer.content_type_id, answer.object_pk)
        if key in places:
            examples.setdefault(key, {"place": places[key], "answer": answer})
    found = list(examples.values())[:EXAMPLES_SHOWN]
    return ProfilePanel("groups/helpful_answers.html", {"examples": found}) if found else None


register_settings_link(
    SettingsLink(
        _("Subjects that are not mine"),
        _("About what you get no questions to answer for a while"),
        "groups:subjects-skipped",
    )
)
