"""Making a poll, voting, and closing it. Who chose what is shown to nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from access.models import User
from content.scopes import hold_scopes
from groups.models import Poll, PollOption, PollVote, Post
from groups.polls.refusals import ChooseOne, NoPoll, PollClosed
from groups.services.refusals import NotAHost, NotAMember
from groups.standing import looks_after, standing_of


@dataclass(frozen=True)
class NewPoll:
    """What somebody wants to know."""

    options: Sequence[str]
    allows_several: bool = False
    closes_at: datetime | None = None


@transaction.atomic
def keep_poll(*, post: Post, new: NewPoll) -> Poll:
    """Return the poll of `post`; once somebody voted only its closing moves. Ask first who changes it."""
    poll = Poll.objects.select_for_update(of=("self",)).filter(post=post).first() or Poll(post=post)
    poll.closes_at = new.closes_at
    has_votes = PollVote.objects.filter(option__poll=post.pk).exists()
    if not has_votes:
        poll.allows_several = new.allows_several
    poll.save()
    if not has_votes:
        poll.options.all().delete()
        PollOption.objects.bulk_create(
            PollOption(poll=poll, position=place, words=words) for place, words in enumerate(new.options)
        )
    return poll


@transaction.atomic
def vote(*, voter: User, poll: Poll, options: Iterable[int], now: datetime) -> list[PollVote]:
    """Return the votes of `voter`, in the place of those they gave before.

    Members vote. Raises NoPoll, NotAMember, PollClosed or ChooseOne.
    """
    # Whoever closes the group at this moment finds the vote.
    hold_scopes()
    if not Post.objects.visible_to(voter).standing().filter(pk=poll.pk).exists():
        raise NoPoll
    # One at a time, so that two windows of one voter do not both count.
    poll = Poll.objects.select_for_update(of=("self",)).select_related("post__group").get(pk=poll.pk)
    if not standing_of(poll.post.group, voter).may_write:
        raise NotAMember
    if is_closed(poll, now):
        raise PollClosed
    chosen = set(options)
    known = set(poll.options.filter(pk__in=chosen).values_list("pk", flat=True))
    if not chosen or known != chosen or (len(chosen) > 1 and not poll.allows_several):
        raise ChooseOne
    PollVote.objects.filter(option__poll=poll, voter=voter).delete()
    return PollVote.objects.bulk_create(
        PollVote(option_id=option, voter=voter, voted_at=now) for option in sorted(chosen)
    )


@transaction.atomic
def close_poll(*, actor: User, poll: Poll, now: datetime) -> Poll:
    """Return the poll, closed from now on; who made it and the hosts close it. Raises NoPoll or NotAHost."""
    poll = Poll.objects.select_for_update(of=("self",)).select_related("post__group").get(pk=poll.pk)
    if not Post.objects.visible_to(actor).standing().filter(pk=poll.pk).exists():
        raise NoPoll
    if not looks_after(actor, poll.post):
        raise NotAHost
    if not is_closed(poll, now):
        poll.closes_at = now
        poll.save(update_fields=["closes_at"])
    return poll


def is_closed(poll: Poll, now: datetime) -> bool:
    """Whether nobody votes any more."""
    return poll.closes_at is not None and poll.closes_at <= now
