"""What happens in the simulated week, and what an onlooker writes down of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from django.contrib.auth.models import Group

from access.closing import close_accounts
from access.models import User
from blog.models import Blog, BlogIndexPage, BlogPost
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from directory.models import Person, Subject
from following.sources import sources_for
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from notices.announcing.services import announce
from notices.muting import mute
from notices.reading import mark_all_read
from tests.factories.privacy import restrict
from tests.week.staff import Colleague, Source

# Stands in all that only the circle may see, and nowhere else.
SECRET = "zwaluw"
# People talk under what is new.
TALKED_ABOUT = 12


@dataclass(frozen=True)
class Happening:
    """Something of which colleagues are told: who it is for, as whoever was there would say."""

    kind: str
    at: datetime
    page_id: int
    actor_id: int | None
    is_closed: bool
    # Under which it appears for who follows them.
    sources: frozenset[Source] = frozenset()
    comment_id: int | None = None
    answered_id: int | None = None
    # Who wrote what stands above a comment.
    above_ids: frozenset[int] = frozenset()
    named_ids: frozenset[int] = frozenset()
    # Who answers for the page, where a comment is for them.
    keeper_ids: frozenset[int] = frozenset()

    @property
    def direct_ids(self) -> frozenset[int]:
        """For whom in person it is."""
        return (self.named_ids | self.keeper_ids).union(_one(self.answered_id)) - {self.actor_id}


def _one(user_id: int | None) -> set[int]:
    return {user_id} if user_id is not None else set()


@dataclass
class Paper:
    """A page that people talk under."""

    page: Any  # Any: Wagtail's pages have no types
    is_closed: bool
    keeper_ids: frozenset[int]
    said: list[Happening] = field(default_factory=list)


class Script:
    """Lets things happen by chance; the same for a seed."""

    def __init__(self, home: HomePage, staff: dict[int, Colleague], circle: Group, random: Random) -> None:
        self.staff, self.circle, self.random = staff, circle, random
        self.happened: list[Happening] = []
        self._people = {person.user_id: person for person in Person.objects.exclude(user=None)}
        self._users = {user.pk: user for user in User.objects.filter(pk__in=staff)}
        # Who decides where more is sent than the organisation allows itself.
        self._sender = User.objects.create_superuser("sender")
        self._subjects = list(Subject.objects.order_by("pk"))
        self._news = NewsIndexPage.objects.child_of(home).get()
        self._blogs = BlogIndexPage.objects.child_of(home).get()
        blogs = list(Blog.objects.descendant_of(home).order_by("pk"))
        self._closed, self._open = blogs[0], blogs[1:]
        restrict(self._closed, circle)
        self._papers: list[Paper] = []

    def publish_news(self, now: datetime) -> None:
        author, subjects = self._someone(now), self.random.sample(self._subjects, k=2)
        self._publish(
            self._news,
            NewsPage(title=self._title("Nieuws", is_closed=False), summary="Wat er is.", author=author),
            [("section", self._news.pk), *(("subject", subject.pk) for subject in subjects)],
            subjects,
            now,
        )

    def publish_post(self, now: datetime) -> None:
        is_closed = self.random.random() < 0.3
        blog = self._closed if is_closed else self.random.choice(self._open)
        author = self._someone(now, is_closed=is_closed)
        post = BlogPost(title=self._title("Blog", is_closed=is_closed), summary="Wat ik zag.", author=author)
        sections: list[Source] = [("section", blog.pk), ("section", self._blogs.pk)]
        self._publish(blog, post, sections, [], now, is_closed=is_closed)

    def comment(self, now: datetime) -> None:
        papers = self._papers[-TALKED_ABOUT:]
        if not papers:
            return
        paper = self.random.choice(papers)
        author = self._someone(now, is_closed=paper.is_closed)
        above = self.random.choice(paper.said) if paper.said and self.random.random() < 0.6 else None
        is_question = self.random.random() < 0.2
        named = self.random.sample(sorted(self.staff), k=1) if self.random.random() < 0.3 else []
        words = f"Reactie {len(self.happened)}" + (f" over {SECRET}" if paper.is_closed else "")
        words += "".join(f" @{self.staff[user_id].slug}" for user_id in named)
        said = post_comment(
            author=self._users[author.user_id or 0],
            target=paper.page,
            text=words,
            parent=BrinkComment.objects.get(pk=above.comment_id) if above else None,
            is_question=is_question,
            now=now,
        )
        self._say(paper, said, above, named, is_question)

    def announce(self, now: datetime) -> None:
        """Tell everyone who may see it of a page of which nobody was told so far."""
        told_of = {one.page_id for one in self.happened if one.kind == "announced"}
        papers = [paper for paper in self._papers if paper.page.pk not in told_of]
        if not papers:
            return
        paper = self.random.choice(papers)
        announce(sender=self._sender, page=paper.page, audiences=[], reason="Iedereen werkt ermee.", now=now)
        self.happened.append(
            Happening(
                kind="announced",
                at=now,
                page_id=paper.page.pk,
                actor_id=self._sender.pk,
                is_closed=paper.is_closed,
            )
        )

    def mute_something(self, now: datetime) -> None:
        """Let somebody want no more notices of something that they follow."""
        one = self._colleague(now, lambda one: bool(one.follows - one.muted.keys()))
        source = self.random.choice(sorted(one.follows - one.muted.keys()))
        mute(owner=self._users[one.user_id], source=sources_for([source])[0].pk, now=now)
        one.muted[source] = now

    def visit(self, now: datetime) -> None:
        """Let somebody read all that Brink told them."""
        one = self._colleague(now, lambda one: True)
        mark_all_read(reader=self._users[one.user_id], now=now)

    def leave(self, now: datetime) -> None:
        """Let somebody's account end."""
        one = self._colleague(now, lambda one: True)
        close_accounts(users=[self._users[one.user_id]], actor=None, now=now)
        one.left_at = now

    def leave_the_circle(self, now: datetime) -> None:
        """Let somebody see no more what is closed."""
        one = self._colleague(now, lambda one: one.is_in_the_circle_at(now))
        self._users[one.user_id].groups.remove(self.circle)
        one.out_of_the_circle_at = now

    def _publish(
        self,
        parent: Any,  # Any: Wagtail's pages have no types
        page: Any,  # Any: as above
        sources: list[Source],
        subjects: list[Subject],
        now: datetime,
        *,
        is_closed: bool = False,
    ) -> None:
        keeper = self._someone(now, is_closed=is_closed)
        page.slug, page.live, page.locale = f"week-{len(self.happened)}", False, parent.locale
        page.keeper, page.published_on = keeper, now.date()
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        if subjects:
            page.subjects.set(subjects)
        page.save_revision().publish()
        self.happened.append(
            Happening(
                kind="published",
                at=now,
                page_id=page.pk,
                actor_id=page.author.user_id,
                is_closed=is_closed,
                sources=frozenset([*sources, ("person", page.author_id)]),
            )
        )
        keepers = [keeper, *([parent.keeper, parent.deputy] if isinstance(parent, Blog) else [])]
        self._papers.append(
            Paper(
                type(page).objects.get(pk=page.pk),
                is_closed,
                frozenset(person.user_id for person in keepers if person is not None and person.user_id),
            )
        )

    def _say(
        self,
        paper: Paper,
        said: BrinkComment,
        above: Happening | None,
        named: list[int],
        is_question: bool,
    ) -> None:
        is_for_keeper = above is None or is_question
        author = self._people[said.user_id]
        happening = Happening(
            kind="said",
            at=said.submit_date,
            page_id=paper.page.pk,
            actor_id=said.user_id,
            is_closed=paper.is_closed,
            sources=frozenset([("page", paper.page.pk), ("person", author.pk)]),
            comment_id=said.pk,
            answered_id=above.actor_id if above else None,
            above_ids=above.above_ids.union(_one(above.actor_id)) if above else frozenset(),
            named_ids=frozenset(named),
            keeper_ids=paper.keeper_ids if is_for_keeper else frozenset(),
        )
        self.happened.append(happening)
        paper.said.append(happening)

    def _title(self, word: str, *, is_closed: bool) -> str:
        return f"{word} {len(self.happened)}" + (f" van de {SECRET}" if is_closed else "")

    def _someone(self, now: datetime, *, is_closed: bool = False) -> Person:
        one = self._colleague(now, lambda one: not is_closed or one.is_in_the_circle_at(now))
        return self._people[one.user_id]

    def _colleague(self, now: datetime, holds: Callable[[Colleague], bool]) -> Colleague:
        return self.random.choice(
            [one for one in self.staff.values() if one.works_here_at(now) and holds(one)]
        )
