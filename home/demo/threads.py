"""What the people of Lindewaard say under their pages, ask there and think of it."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db import transaction

from access.models import User
from dialogue.files.reading import read_file
from dialogue.models import BrinkComment, Reaction
from dialogue.services import pin_comment, post_comment, react, report_comment, say_helped, set_aside
from dialogue.targets import Target, target_of
from home.demo.days import A_MOMENT, Days
from home.demo.writing import Writer
from home.demo.written import FOLDER, Tell, Written, read_all
from home.models import HomePage

TALKED_ABOUT = ("procedures", "guides", "news", "posts", "episodes", "events")
# How long it takes until somebody reacts to what they read.
A_WHILE = timedelta(minutes=20)


def load_threads(days: Days, tell: Tell) -> None:
    """Post the conversations under the pages that nobody has talked about yet."""
    writers = [Writer(home, days) for home in HomePage.objects.select_related("locale").order_by("pk")]
    for written in chain.from_iterable(map(read_all, TALKED_ABOUT)):
        for writer in writers:
            thread = written.get("thread", {}).get(writer.language)
            page = writer.page(written[writer.language]["slug"]) if thread else None
            if page is not None:
                target = target_of(page.specific)
                if not BrinkComment.objects.under(target.content_type.pk, target.key).exists():
                    _talk(written, thread, target, days)
                    tell(page.title)


@transaction.atomic
def _talk(written: Written, thread: list[Written], target: Target, days: Days) -> None:
    _post(thread, target, days)
    _react(written, target, None, days, thread[0]["at"])


def _post(thread: list[Written], target: Target, days: Days, parent: BrinkComment | None = None) -> None:
    for written in thread:
        said_at = days.moment(written["at"])
        comment = post_comment(
            author=_user(written["by"]),
            target=target,
            text=written["says"],
            parent=parent,
            is_question=written.get("asks", False),
            **_file(written.get("file")),
            now=said_at,
        )
        _react(written, target, comment, days, written["at"])
        _follow_up(written, comment, _later(said_at, days))
        _post(written.get("replies", []), target, days, comment)
        if asker := written.get("helps"):
            say_helped(asker=_user(asker), answer=comment, now=_later(said_at, days))
        if answerer := written.get("set_aside_by"):
            set_aside(answerer=_user(answerer), comment=comment, now=_later(said_at, days))


def _follow_up(written: Written, comment: BrinkComment, now: datetime) -> None:
    """Do with a comment what others do once they have read it."""
    if report := written.get("reported"):
        report_comment(reporter=_user(report["by"]), comment=comment, reason=report["why"], now=now)
    if keeper := written.get("pinned_by"):
        pin_comment(pinner=_user(keeper), comment=comment, now=now)


def _file(written: Written | None) -> dict[str, Any]:  # Any: what posting takes
    if written is None:
        return {}
    content = (FOLDER / "images" / written["file"]).read_bytes()
    return {"file": read_file(written["file"], content), "file_description": written["alt"]}


def _react(written: Written, target: Target, comment: BrinkComment | None, days: Days, at: str) -> None:
    for kind, usernames in written.get("reactions", {}).items():
        for username in usernames:
            react(
                user=_user(username),
                target=target,
                comment=comment,
                kind=Reaction.Kind(kind),
                is_given=True,
                now=_later(days.moment(at), days),
            )


def _later(moment: datetime, days: Days) -> datetime:
    return min(moment + A_WHILE, days.now - A_MOMENT)


def _user(username: str) -> User:
    return User.objects.get(username=username)
