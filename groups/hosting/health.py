"""How a group does, as shares and times: never about one person, and nothing about a few.

Each figure is about the last ninety days. A group of fewer than ten has none, and neither has what happened
fewer than ten times: `SMALLEST_GROUP` says below which number a figure would be about persons.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dialogue.models import BrinkComment
from directory.reach import SMALLEST_GROUP
from groups.models import FirstPost, Group, GroupHealth, Membership, Post, Question

SPAN = timedelta(days=90)
HOUR = 60
# So many answer times are enough to find the one in the middle.
MOST_TIMES = 5000


@dataclass(frozen=True)
class Figure:
    """A figure in words, with what it says and how it is made."""

    name: str
    words: str
    title: str | Promise
    definition: str | Promise


TITLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "answer_minutes": (
        _("Usual time until an answer"),
        _("Half of the questions had their first answer within this working time."),
    ),
    "in_time_share": (
        _("Answered as promised"),
        _("Of the questions that were answered: how many within the time that this group promises."),
    ),
    "helped_share": (
        _("Helped"),
        _("Of the questions that were answered: of how many the asker said that it helped."),
    ),
    "replied_share": (
        _("Posts with a reply"),
        _("Of all posts that are no question: under how many somebody else said something."),
    ),
    "greeted_share": (
        _("Newcomers with a reply in time"),
        _("Of the first posts of newcomers: how many had a reply within one working day."),
    ),
    "by_members_share": (
        _("Said by others than hosts"),
        _("Of all that is said under posts: how much by members who are no host."),
    ),
    "taking_part_share": (
        _("Members who take part"),
        _("How many members wrote a post or said something under one."),
    ),
}


def reckon_health(group: Group, now: datetime) -> GroupHealth:
    """Return how `group` does now, kept for its hosts to read."""
    since = now - SPAN
    values = {
        **_of_questions(group, since),
        **_of_posts(group, since),
        **_of_newcomers(group, since, now),
        **_of_talk(group, since),
    }
    health, _made = GroupHealth.objects.update_or_create(group=group, defaults={"reckoned_at": now, **values})
    return health


def reckon_all(now: datetime) -> None:
    """Reckon the health of every group that is not archived; each does no harm twice."""
    for group in Group.objects.active().order_by("pk").iterator():
        reckon_health(group, now)


def figures_of(group: Group, health: GroupHealth | None) -> list[Figure]:
    """Return what hosts may read: nothing of a group of a few, and no figure about a few."""
    if health is None or group.member_count < SMALLEST_GROUP:
        return []
    return [
        Figure(name, _in_words(name, value), title, definition)
        for name, (title, definition) in TITLES.items()
        if (value := getattr(health, name)) is not None
    ]


def _in_words(name: str, value: int) -> str:
    if name != "answer_minutes":
        return f"{value}%"
    if value < HOUR:
        return str(_("less than one working hour"))
    hours = round(value / HOUR)
    return ngettext("%(count)d working hour", "%(count)d working hours", hours) % {"count": hours}


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole >= SMALLEST_GROUP else None


def _of_questions(group: Group, since: datetime) -> dict[str, int | None]:
    answered = Question.objects.standing().filter(
        group=group, asked_at__gt=since, answer_minutes__isnull=False
    )
    found = answered.aggregate(
        all=Count("pk"),
        in_time=Count("pk", filter=Q(was_in_time=True)),
        helped=Count("pk", filter=Q(helped_at__isnull=False)),
    )
    times = list(answered.order_by("-asked_at").values_list("answer_minutes", flat=True)[:MOST_TIMES])
    return {
        "answer_minutes": round(median(times)) if len(times) >= SMALLEST_GROUP else None,
        "in_time_share": _share(found["in_time"], found["all"]),
        "helped_share": _share(found["helped"], found["all"]),
    }


def _of_posts(group: Group, since: datetime) -> dict[str, int | None]:
    posts = Post.objects.standing().filter(group=group, posted_at__gt=since)
    found = posts.exclude(kind=Post.Kind.QUESTION).aggregate(
        all=Count("pk"), replied=Count("pk", filter=Q(comment_count__gt=0))
    )
    return {"replied_share": _share(found["replied"], found["all"])}


def _of_newcomers(group: Group, since: datetime, now: datetime) -> dict[str, int | None]:
    # What is not due yet may still have its reply in time.
    due = FirstPost.objects.filter(group=group, post__posted_at__gt=since, post__stands=True)
    found = due.filter(Q(due_at__lte=now) | Q(replied_at__isnull=False)).aggregate(
        all=Count("pk"), greeted=Count("pk", filter=Q(replied_at__lte=F("due_at")))
    )
    return {"greeted_share": _share(found["greeted"], found["all"])}


def _of_talk(group: Group, since: datetime) -> dict[str, int | None]:
    members = Membership.objects.members().filter(group=group, person__user__isnull=False).order_by()
    roles = dict(members.values_list("person__user", "role"))
    hosts = {user for user, role in roles.items() if role != Membership.Role.MEMBER}
    posts = Post.objects.filter(group=group).annotate(key=Cast("pk", CharField()))
    said = BrinkComment.objects.standing().select_related(None).order_by()
    said = said.filter(
        content_type=ContentType.objects.get_for_model(Post),
        object_pk__in=posts.order_by().values("key"),
        submit_date__gt=since,
    )
    # Put together here: who is in both lists takes a database without figures of the tables very long.
    voices = list(said.values_list("user", "is_opening").annotate(count=Count("pk")))
    talk = Counter({user: count for user, is_opening, count in voices if not is_opening})
    by_hosts = sum(count for user, count in talk.items() if user in hosts)
    # Whoever wrote a post said its words.
    taking_part = len(roles.keys() & {user for user, _is_opening, _count in voices})
    return {
        "by_members_share": _share(talk.total() - by_hosts, talk.total()),
        "taking_part_share": _share(taking_part, len(roles)),
    }
