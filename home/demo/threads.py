"""What the people of Lindewaard say under their pages."""

from itertools import chain

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from dialogue.targets import Target, target_of
from home.demo.days import Days
from home.demo.writing import Writer
from home.demo.written import Tell, Written, read_all
from home.models import HomePage

TALKED_ABOUT = ("procedures", "guides", "news", "posts", "episodes", "events")


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
                    _post(thread, target, days)
                    tell(page.title)


@transaction.atomic
def _post(thread: list[Written], target: Target, days: Days, parent: BrinkComment | None = None) -> None:
    for written in thread:
        comment = post_comment(
            author=User.objects.get(username=written["by"]),
            target=target,
            text=written["says"],
            parent=parent,
            now=days.moment(written["at"]),
        )
        _post(written.get("replies", ()), target, days, comment)
