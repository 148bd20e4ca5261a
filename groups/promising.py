"""What the answer promise adds to other rooms: its notices, and a worker who keeps to it."""

from datetime import timedelta

from background import due
from groups import question_notices
from groups.services import route


def register() -> None:
    """Let a worker take the steps of late questions, and notices tell of them."""
    question_notices.register()
    due.register("groups.route", every=timedelta(minutes=1), run=route.take_steps)
