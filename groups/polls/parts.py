"""What a post that is a poll has in its form, on its screen and in lists."""

from collections.abc import Collection
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from access.models import User
from groups.kinds import register_form_part, register_screen_part
from groups.models import Group, Poll, Post
from groups.polls.forms import PollForm
from groups.polls.reading import ShownPoll, shown
from groups.polls.services import keep_poll


class PollFormPart:
    """Asks what can be chosen."""

    template = "groups/polls/form.html"

    def form(self, *, group: Group, post: Post | None, data: QueryDict | None) -> PollForm:
        poll = Poll.objects.filter(post=post).first() if post is not None else None
        return PollForm(data, poll=poll, now=timezone.now())

    def save(self, *, post: Post, form: PollForm, editor: User, now: datetime) -> None:
        keep_poll(post=post, new=form.new)


class PollScreenPart:
    """Lets members vote, and shows what came of it."""

    template = "groups/polls/screen.html"
    aside = ""
    line = "groups/polls/line.html"

    def shown(self, posts: Collection[Post], viewer: User) -> dict[int, ShownPoll]:
        return shown(posts, viewer, timezone.now())


def register() -> None:
    """Let members make polls."""
    register_form_part(Post.Kind.POLL, PollFormPart())
    register_screen_part(Post.Kind.POLL, PollScreenPart())
