"""Polls as readers see them: what came of it once they voted or it is closed, and never who chose what."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
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
    """Return {post: its poll} as `viewer` sees it, in a fixed number of queries."""
    by_key = {post.pk: post for post in posts}
    polls = list(Poll.objects.filter(post__in=by_key).prefetch_related("options"))
    keys = [poll.pk for poll in polls]
    votes = PollVote.objects.filter(option__poll__in=keys).order_by()
    counts: Counter[int] = Counter()
    for option_id, number in votes.values_list("option").annotate(number=Count("pk")):
        counts[option_id] = number
    voters = dict(votes.values_list("option__poll").annotate(number=Count("voter", distinct=True)))
    own: dict[int, set[int]] = defaultdict(set)
    for poll_id, option_id in votes.filter(voter=viewer).values_list("option__poll", "option"):
        own[poll_id].add(option_id)
    return {
        poll.pk: ShownPoll(
            poll,
            by_key[poll.pk],
            [
                ShownOption(
                    option,
                    option.pk in own.get(poll.pk, ()),
                    counts[option.pk],
                    round(100 * counts[option.pk] / max(1, voters.get(poll.pk, 0))),
                )
                for option in poll.options.all()
            ],
            voters.get(poll.pk, 0),
            poll.pk in own,
            is_closed(poll, now),
            by_key[poll.pk].author_id == viewer.pk,
        )
        for poll in polls
    }
