"""The screens of events, polls and reports of a group, with something on each."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from access.models import User
from dialogue.services import report_comment
from groups.events.coming import sign_up
from groups.events.planning import Plan, plan_event
from groups.models import Group, GroupEvent, Poll
from groups.polls.services import NewPoll, keep_poll, vote
from tests.factories.dialogue import comment_on
from tests.factories.groups import GroupFactory, let_in, member_of, post_in


def gathering_screens(user: User) -> dict[str, str]:
    """Return the address of each screen as `user`, who hosts the group, finds it: {name: address}."""
    group = GroupFactory(name="Klantgericht schrijven")
    let_in(group, user.person, "host")
    user = User.objects.get(pk=user.pk)
    event, poll = event_with_guests(group, user), poll_with_votes(group, user)
    reported = reported_in(group)
    return {
        "group-events": reverse("groups:events", args=[group.slug]),
        "group-events-past": reverse("groups:events", args=[group.slug]) + "?past=1",
        "group-event": event.post.get_absolute_url(),
        "group-event-people": reverse("groups:event-people", args=[event.pk]),
        "group-event-cancel": reverse("groups:event-cancel", args=[event.pk]),
        "group-event-write": f"{group.get_absolute_url()}write/?kind=event",
        "group-poll": poll.post.get_absolute_url(),
        "group-poll-write": f"{group.get_absolute_url()}write/?kind=poll",
        "group-moderation": reverse("groups:moderation", args=[group.slug]),
        "group-moderation-case": reverse("groups:moderation-case", args=[group.slug, reported]),
    }


def event_with_guests(group: Group, organiser: User) -> GroupEvent:
    """Return an event by another clock, with colleagues who come and who wait."""
    now = timezone.now()
    text = "Neem een brief mee en je boterham. We lezen elkaars eerste zinnen hardop."
    post = post_in(group, "Lunchles: schrijven op B1", text, kind="event", author=organiser, now=now)
    starts_at = now.replace(hour=11, minute=15, second=0, microsecond=0) + timedelta(days=9)
    plan_event(
        post=post,
        plan=Plan(
            starts_at,
            starts_at + timedelta(hours=1),
            "America/Kralendijk",
            "Zaal Es",
            "https://bellen.example/es",
            place_count=4,
        ),
        editor=organiser,
        now=now,
    )
    event: GroupEvent = GroupEvent.objects.select_related("post__group").get(pk=post.pk)
    names = ("Farida Demir", "Sanne Bakker", "Daan Peters", "Ravi Singh", "Yara Blom", "Tom Visser")
    for number, name in enumerate(names):
        sign_up(user=member_of(group, name), event=event, now=now + timedelta(minutes=number))
    return event


def poll_with_votes(group: Group, maker: User) -> Poll:
    """Return a poll in which enough voted to tell shares, the maker too."""
    now = timezone.now()
    post = post_in(group, "Wanneer past de volgende lunchles?", "", kind="poll", author=maker, now=now)
    options = ["Dinsdag om twaalf uur", "Donderdag om kwart over twaalf", "Vrijdag, met iets lekkers"]
    poll = keep_poll(post=post, new=NewPoll(options, closes_at=now + timedelta(days=3)))
    keys = list(poll.options.values_list("pk", flat=True))
    voters = [maker, *(member_of(group) for _number in range(5))]
    for number, voter in enumerate(voters):
        vote(voter=voter, poll=poll, options=[keys[number % 2]], now=now)
    return poll


def reported_in(group: Group) -> int:
    """Return the key of a comment that waits for the hosts."""
    now = timezone.now()
    post = post_in(group, "De brief over je nieuwe paspoort", "Wie leest mee?", now=now)
    comment = comment_on(post, "Wie dit schreef kan er niets van.", author=member_of(group), now=now)
    reason = "Dit is niet hoe we met elkaar praten."
    report_comment(reporter=member_of(group), comment=comment, rule="unkind", reason=reason, now=now)
    key: int = comment.pk
    return key
