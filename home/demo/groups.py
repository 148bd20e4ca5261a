"""The groups of Lindewaard: who is in them, who asks to come in, and who hosts them."""

from datetime import datetime, timedelta

from django.db import transaction

from access.models import User
from directory.models import Subject
from groups.hosting.health import reckon_all
from groups.models import Group, Membership
from groups.services.describing import describe_group
from groups.services.founding import NewGroup, found_group
from groups.services.hosting import give_role, step_down
from groups.services.letting_in import invite, let_in
from groups.services.membership import ask_to_join, join
from groups.services.states import archive
from home.demo.accounts import user_of
from home.demo.days import Days
from home.demo.group_posts import load_posts
from home.demo.group_questions import walk_routes
from home.demo.written import Tell, Written, read_all, unwrapped

Access = Group.Access
LANGUAGES = ("nl", "en")
# Who is in from the beginning came one after the other.
BETWEEN = timedelta(hours=5)


def load_groups(days: Days, tell: Tell) -> None:
    """Make the groups that are missing, with all that is said there, and `tell` the name of each."""
    made = [group for written in read_all("groups") if (group := _load(written, days)) is not None]
    for group in made:
        tell(group.name)
    if made:
        walk_routes(days.now)
        reckon_all(days.now)


@transaction.atomic
def _load(written: Written, days: Days) -> Group | None:
    language = next(code for code in LANGUAGES if code in written)
    if Group.objects.filter(name=written[language]["name"]).exists():
        return None
    host = user_of(written["founder"])
    group = _found(written, language, host, days)
    _fill(group, written, host, days)
    load_posts(group, written["posts"], days)
    if "seeks_host" in written:
        step_down(host=host, group=group, now=days.moment(written["seeks_host"]))
    if "ended" in written:
        archive(host=host, group=group, now=days.moment(written["ended"]))
    return group


def _found(written: Written, language: str, founder: User, days: Days) -> Group:
    """Return the group as its founder describes it."""
    now, text = days.moment(written["founded"]), written[language]
    new = NewGroup(
        name=text["name"],
        kind=written["kind"],
        purpose=text["purpose"],
        access=written["access"],
        review_on=days.calendar(written["review_in"]),
        brings=text.get("brings", "").strip(),
        gets=text.get("gets", "").strip(),
        rhythm=text.get("rhythm", ""),
        house_rules=text.get("house_rules", "").strip(),
        language=language,
        subjects=Subject.objects.filter(slug__in=written["subjects"]),
    )
    group = found_group(founder=founder, new=new, now=now)
    more = {
        "welcome": unwrapped(text.get("welcome", "")),
        "accent": written.get("accent", ""),
        "promised_hours": written["promised_hours"],
    }
    return describe_group(host=founder, group=group, values=more, now=now)


def _fill(group: Group, written: Written, host: User, days: Days) -> None:
    """Let members come in as the group allows it, and others ask."""
    moment = days.moment(written["founded"]) + BETWEEN
    for username in written.get("co_hosts", ()):
        row = _come_in(group, user_of(username), host, moment)
        give_role(host=host, membership=row, role=Membership.Role.CO_HOST, now=moment)
    moment = days.moment(written["joined"])
    for username in written["members"]:
        _come_in(group, user_of(username), host, moment)
        moment = min(moment + BETWEEN, days.now)
    # Who was there from the beginning was welcomed then.
    Membership.objects.filter(group=group).update(welcomed_at=moment)
    for newcomer in written.get("newcomers", ()):
        _come_in(group, user_of(newcomer["who"]), host, days.moment(newcomer["at"]))
    for request in written.get("requests", ()):
        asked_at = days.moment(request["at"])
        ask_to_join(user=user_of(request["by"]), group=group, words=request["says"], now=asked_at)


def _come_in(group: Group, user: User, host: User, now: datetime) -> Membership:
    if group.access == Access.OPEN:
        return join(user=user, group=group, now=now)
    if group.access == Access.SECRET:
        invite(host=host, group=group, people=[user.person], now=now)
        return join(user=user, group=group, now=now)
    return let_in(host=host, membership=ask_to_join(user=user, group=group, now=now), now=now)
