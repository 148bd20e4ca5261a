"""What posts of some kinds in Lindewaard have besides words: an event, a poll, what became of an idea."""

from datetime import timedelta

from django.conf import settings

from groups.events.coming import sign_up
from groups.events.planning import Plan, plan_event
from groups.models import Idea, Post
from groups.polls.services import NewPoll, keep_poll, vote
from groups.services.ideas import decide_on_idea
from groups.services.pinning import pin_post
from home.demo.accounts import user_of
from home.demo.days import A_MOMENT, Days
from home.demo.group_questions import finish_question
from home.demo.written import Written


def finish(post: Post, written: Written, days: Days) -> None:
    """Give `post` what its kind asks for, and put it on top where it belongs."""
    if written["kind"] == Post.Kind.QUESTION:
        finish_question(post, written, days)
    if "event" in written:
        _plan(post, written["event"], days)
    if "poll" in written:
        _ask(post, written["poll"], days)
    if decided := written.get("idea"):
        decide_on_idea(
            host=user_of(decided["by"]),
            post=post,
            state=Idea.State(decided["state"]),
            link=decided.get("link", ""),
            reason=decided.get("reason", ""),
            now=days.moment(decided["at"]),
        )
    if written.get("pinned"):
        pin_post(host=user_of(written["by"]), post=post, now=post.posted_at)


def _plan(post: Post, written: Written, days: Days) -> None:
    starts_at = days.ahead(written["starts"])
    plan = Plan(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=written["minutes"]),
        time_zone=settings.TIME_ZONE,
        place=written["place"],
        place_count=written.get("places"),
    )
    assert post.author is not None
    event = plan_event(post=post, plan=plan, editor=post.author, now=post.posted_at)
    for username in (*written["comes"], *written.get("waits", ())):
        sign_up(user=user_of(username), event=event, now=days.now - A_MOMENT)


def _ask(post: Post, written: Written, days: Days) -> None:
    poll = keep_poll(post=post, new=NewPoll(options=written["options"]))
    for option in poll.options.all():
        for username in written["votes"].get(option.position, ()):
            vote(voter=user_of(username), poll=poll, options=[option.pk], now=days.now - A_MOMENT)
