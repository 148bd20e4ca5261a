"""What the people of a synthetic organisation say under its pages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, Conversation
from home.organisation.invention import Inventor
from home.organisation.library import Library
from home.organisation.people import Staff
from home.organisation.plan import TALKED_ABOUT_COUNT, Plan
from home.organisation.storing import reserve_ids, store

# Two comments in three answer another.
ANSWER_CHANCE = 2 / 3
MINUTES_BETWEEN = 7
# The larger, the more of the talk is under a few pages.
CROWDING = 8


def make_talk(plan: Plan, staff: Staff, library: Library) -> None:
    """Store a long conversation under the newest news item and short ones elsewhere."""
    inventor = plan.inventor("talk")
    pages: list[ContentPage] = [*library.news, *library.procedures, *library.posts, *library.episodes]
    pages.remove(library.talked_about)
    places = (int(inventor.random.expovariate(CROWDING / len(pages))) for _ in range(plan.size.comments))
    counts = Counter(place % len(pages) for place in places)
    talk = [(library.talked_about, TALKED_ABOUT_COUNT)]
    talk += [(pages[place], count) for place, count in sorted(counts.items())]
    add_comments(talk, staff.users, inventor, plan.now)


def add_comments(
    talk: Sequence[tuple[ContentPage, int]],
    authors: Sequence[User],
    inventor: Inventor,
    now: datetime,
    answer_chance: float = ANSWER_CHANCE,
) -> None:
    """Store so many comments under each page, first ones and answers, the last one at `now`.

    They are made in the order in which they are read; with an `answer_chance` of 1 all are under the first.
    Call it in a transaction.
    """
    ids = iter(reserve_ids(BrinkComment, sum(count for _page, count in talk)))
    for page, count in talk:
        comments = _comments(page, list(islice(ids, count)), authors, inventor, now)
        _thread(comments, inventor, answer_chance)
        store(comments)
        store(_conversations(comments))


def _comments(
    page: ContentPage, ids: Sequence[int], authors: Sequence[User], inventor: Inventor, now: datetime
) -> list[BrinkComment]:
    content_type = ContentType.objects.get_for_model(type(page))
    return [
        BrinkComment(
            pk=pk,
            content_type=content_type,
            object_pk=str(page.pk),
            site_id=settings.SITE_ID,
            user=inventor.random.choice(authors),
            comment=inventor.remark(),
            submit_date=now - timedelta(minutes=MINUTES_BETWEEN * (len(ids) - number)),
        )
        for number, pk in enumerate(ids, start=1)
    ]


def _conversations(comments: Iterable[BrinkComment]) -> list[Conversation]:
    """Return the summary of each conversation, as the services would have kept it."""
    conversations: list[Conversation] = []
    for comment in comments:
        if comment.is_first:
            conversations.append(
                Conversation(
                    root=comment,
                    content_type_id=comment.content_type_id,
                    object_pk=comment.object_pk,
                    standing_count=0,
                )
            )
        conversations[-1].standing_count += 1
        conversations[-1].last_spoken_at = comment.submit_date
    return conversations


def _thread(comments: Iterable[BrinkComment], inventor: Inventor, answer_chance: float) -> None:
    """Make each comment a first one, or an answer to the one before it or to one that this answers."""
    branch: list[BrinkComment] = []
    order = 0
    for comment in comments:
        if branch and inventor.random.random() < answer_chance:
            del branch[inventor.random.randint(1, settings.COMMENTS_XTD_MAX_THREAD_LEVEL) :]
            order += 1
        else:
            branch.clear()
            order = 1
        comment.thread_id = branch[0].pk if branch else comment.pk
        # The package writes a first comment as its own parent.
        comment.parent_id = branch[-1].pk if branch else comment.pk
        comment.level = len(branch)
        comment.order = order
        for above in branch:
            above.nested_count += 1
        branch.append(comment)
