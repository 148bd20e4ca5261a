"""Where a question belongs: the groups that Brink proposes, each with how soon it usually answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import User
from content.models import ContentPage
from dialogue.asked import seen_name
from dialogue.promises import HOURS_A_DAY
from dialogue.targets import target_of
from dialogue.wording import tidy
from groups.answering import UsualAnswer, usual_answers
from groups.models import Group, Membership
from groups.similar import MOST_GROUPS, groups_about

# With fewer that fit, the largest groups stand below them.
FEWEST_PROPOSED = 3
GROUP, PAGE = "group", "page"


@dataclass(frozen=True)
class Place:
    """Where a question can be asked, as a choice with a fact."""

    thing: Group | ContentPage
    value: str
    name: str
    line: str
    language: str = ""
    usual: UsualAnswer | None = None
    promised_hours: int = HOURS_A_DAY

    @property
    def promise(self) -> str:
        """What is promised, in words: “within 2 working days”."""
        return promise_words(self.promised_hours)


def promise_words(hours: int) -> str:
    """Return within how much working time an answer is promised."""
    days, rest = divmod(hours, HOURS_A_DAY)
    if days and not rest:
        return ngettext("within %(days)d working day", "within %(days)d working days", days) % {"days": days}
    return ngettext("within %(hours)d working hour", "within %(hours)d working hours", hours) % {
        "hours": hours
    }


def askable_by(asker: User) -> "QuerySet[Group]":
    """Return the groups in which `asker` may ask: those they read, unless a host took them out."""
    removed = Membership.objects.filter(person__user=asker, state=Membership.State.REMOVED)
    found: QuerySet[Group] = (
        Group.objects.readable_by(asker)
        .filter(state=Group.State.ACTIVE)
        .exclude(pk__in=removed.values("group"))
    )
    return found


def places_for(
    text: str, asker: User, *, page: ContentPage | None = None, chosen: str = "", now: datetime
) -> list[Place]:
    """Return where `text` can be asked, the likeliest first: the page, groups about it, own groups.

    `chosen` is the value of a place that stays among them. A fixed number of queries.
    """
    chosen = tidy(chosen)
    slug = chosen.removeprefix(f"{GROUP}:") if chosen.startswith(f"{GROUP}:") else ""
    likely = groups_about(text, asker)
    askable = askable_by(asker)
    found = {group.pk: group for group in askable.filter(pk__in=likely)}
    ordered = [found[key] for key in likely if key in found]
    own = askable.filter(pk__in=Membership.objects.of_user(asker).values("group"))
    ordered += own.order_by("-last_posted_at", "pk")[:MOST_GROUPS]
    ordered += askable.order_by("-member_count", "pk")[:FEWEST_PROPOSED]
    # Own groups may be many: what fits comes first, and what was chosen stays.
    groups = list({group.pk: group for group in ordered}.values())[: max(len(found), FEWEST_PROPOSED) + 2]
    if slug and slug not in {group.slug for group in groups}:
        groups += askable.filter(slug=slug)
    return [*([_page_place(page, asker)] if page is not None else []), *_group_places(groups, now)]


def _group_places(groups: Iterable[Group], now: datetime) -> list[Place]:
    groups = list(groups)
    usual = usual_answers(groups, now)
    return [
        Place(
            thing=group,
            value=f"{GROUP}:{group.slug}",
            name=group.name,
            line=group.purpose,
            language=group.language,
            usual=usual.get(group.pk),
            promised_hours=group.promised_hours,
        )
        for group in groups
    ]


def _page_place(page: ContentPage, asker: User) -> Place:
    target = target_of(page)
    name = seen_name(target.answerers[0] if target.answerers else None, asker)
    return Place(
        thing=page,
        value=f"{PAGE}:{page.pk}",
        name=_("Below “%(title)s”") % {"title": page.title},
        line=_("%(name)s answers there") % {"name": name} if name else "",
        promised_hours=target.reply_days * HOURS_A_DAY,
    )
