"""What the answer promise adds elsewhere: its notices, a worker who keeps to it, its clock on screens."""

from datetime import timedelta

from background import due
from groups import question_notices
from groups.kinds import register_screen_part
from groups.models import Post
from groups.question_part import QuestionPart
from groups.services import route


def register() -> None:
    """Let a worker take the steps of late questions, and notices and screens tell of them."""
    question_notices.register()
    register_screen_part(Post.Kind.QUESTION, QuestionPart())
    due.register("groups.route", every=timedelta(minutes=1), run=route.take_steps)
