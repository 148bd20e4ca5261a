"""Polls as readers see them: what came of it once they voted or it is closed, and never who chose what."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from access.models import User
from groups.models import Poll, PollOption, PollVote, Post
from groups.polls.services import is_closed

# Below this many voters a share says more than is known: then votes are counted.
SHARES_FROM = 5


@dataclass(frozen=True)
class ShownOption:
    """One answer, with how many chose it where that is shown."""

    option: PollOption
    is_own: bool
    count: int
    # Of all who voted, from 0 to 100.
    percentage: int


@dataclass(frozen=True)
class ShownPoll:
    """A poll as one reader sees it."""

    poll: Poll
    post: Post
    options: list[ShownOption]
    voter_count: int
    has_voted: bool
    is_closed: bool
    # Whether the reader made it, and so may close it; the hosts of the group may too.
    is_authors: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which somebody can vote."""
        closes_at = self.poll.closes_at
        return timezone.localdate(closes_at - timedelta(seconds=1)) if closes_at is not None else None

    @property
    def shows_result(self) -> bool:
        """Whether the reader sees what came of it so far."""
        return self.has_voted or self.is_closed

    @property
    def shows_shares(self) -> bool:
        """Whether enough colleagues voted to tell shares."""
        return self.voter_count >= SHARES_FROM


def shown(posts: Collection[Post], viewer: User, now: datetime) -> dict[int, ShownPoll]:
    """Return {post: its poll} as `viewer` sees it: three queries, also if none is one."""
    by_key = {post.pk: post for post in posts}
    # By themselves: joined to their answers, the database would read every poll there is.
    polls = Poll.objects.in_bulk(list(by_key))
    options: dict[int, list[Any]] = defaultdict(list)  # Any: with what is annotated
    own = PollVote.objects.filter(option=OuterRef("pk"), voter=viewer)
    rows = PollOption.objects.filter(poll__in=by_key).annotate(number=Count("votes"), is_own=Exists(own))
    for option in rows.order_by("poll", "position"):
        options[option.poll_id].append(option)
    votes = PollVote.objects.filter(option__poll__in=by_key).order_by().values_list("option__poll")
    voters = dict(votes.annotate(number=Count("voter", distinct=True)))
    return {
        key: ShownPoll(
            polls[key],
            by_key[key],
            [_shown_option(option, voters.get(key, 0)) for option in answers],
            voters.get(key, 0),
            any(option.is_own for option in answers),
            is_closed(polls[key], now),
            by_key[key].author_id == viewer.pk,
        )
        for key, answers in options.items()
    }


def _shown_option(option: Any, voter_count: int) -> ShownOption:  # Any: with what was annotated
    percentage = round(100 * option.number / max(1, voter_count))
    return ShownOption(option, option.is_own, option.number, percentage)
