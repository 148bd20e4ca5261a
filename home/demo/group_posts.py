"""What the people of Lindewaard write in their groups, and what they say about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dialogue.models import BrinkComment, Reaction
from dialogue.services import post_comment, react, say_helped
from dialogue.targets import Target, target_of
from directory.models import Subject
from groups.models import Group, Post
from groups.services.posting import NewPost, post_in_group
from home.demo.accounts import user_of
from home.demo.days import A_MOMENT, Days
from home.demo.post_kinds import finish
from home.demo.written import Written, unwrapped

A_WHILE = timedelta(minutes=25)
LANGUAGES = ("nl", "en")


def load_posts(group: Group, posts: Iterable[Written], days: Days) -> None:
    """Write what is written for `group`, in the order in which it was said."""
    for written in sorted(posts, key=lambda one: days.moment(one["at"])):
        _load(group, written, days)


def _load(group: Group, written: Written, days: Days) -> None:
    language = next(code for code in LANGUAGES if code in written)
    author, posted_at = user_of(written["by"]), days.moment(written["at"])
    new = NewPost(
        kind=Post.Kind(written["kind"]),
        title=written[language]["title"],
        text=unwrapped(written[language]["says"]),
        language=language,
        subjects=Subject.objects.filter(slug__in=written.get("subjects", ())),
    )
    post = post_in_group(author=author, group=group, new=new, now=posted_at)
    target = target_of(Post.objects.select_related("group", "opening").get(pk=post.pk))
    _react(written, target, post.words, posted_at, days)
    _talk(written.get("thread", ()), target, language, days)
    finish(Post.objects.select_related("group", "opening").get(pk=post.pk), written, days)


def _talk(
    thread: Iterable[Written], target: Target, language: str, days: Days, parent: BrinkComment | None = None
) -> None:
    for written in thread:
        said_at = days.moment(written["at"])
        comment = post_comment(
            author=user_of(written["by"]),
            target=target,
            text=unwrapped(written[language]),
            parent=parent,
            now=said_at,
        )
        _react(written, target, comment, said_at, days)
        _talk(written.get("replies", ()), target, language, days, comment)
        if asker := written.get("helps"):
            comment.refresh_from_db()
            say_helped(asker=user_of(asker), answer=comment, now=_later(said_at, days))


def _react(written: Written, target: Target, comment: BrinkComment, at: datetime, days: Days) -> None:
    for kind, usernames in written.get("reactions", {}).items():
        for username in usernames:
            react(
                user=user_of(username),
                target=target,
                comment=comment,
                kind=Reaction.Kind(kind),
                is_given=True,
                now=_later(at, days),
            )


def _later(moment: datetime, days: Days) -> datetime:
    return min(moment + A_WHILE, days.now - A_MOMENT)
