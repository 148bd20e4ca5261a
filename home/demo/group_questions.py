"""What becomes of the questions in the groups of Lindewaard, as if workers had been at it all along."""

from datetime import datetime

from django.db import transaction

from access.models import User
from groups.models import Post, Question
from groups.services.route import take_step
from groups.signals import question_changed
from home.demo.days import A_MOMENT, Days
from home.demo.written import Written

# No route is longer; a question that is asked again begins anew.
MOST_STEPS = 12


def walk_routes(now: datetime) -> None:
    """Take each step of a late question at the moment at which it was due."""
    for _turn in range(MOST_STEPS):
        due = Question.objects.filter(group__isnull=False, next_step_at__lt=now - A_MOMENT)
        steps = list(due.order_by("next_step_at", "pk").values_list("pk", "next_step_at"))
        for pk, step_at in steps:
            take_step(pk, now=step_at)
        if not steps:
            return


@transaction.atomic
def finish_question(post: Post, written: Written, days: Days) -> None:
    """Let a question be closed with a reason, or be outdated with where to look instead."""
    question = Question.objects.select_for_update(of=("self",)).get(post=post)
    if closed := written.get("closed"):
        question.state, question.next_step_at = Question.State.CLOSED, None
        question.closed_at, question.closed_reason = days.moment(closed["at"]), closed["why"]
        question.closed_by = User.objects.get(username=closed["by"])
    if outdated := written.get("outdated"):
        question.is_outdated, question.points_to = True, outdated["to"]
    question.save()
    question_changed.send(sender=Question, question=question)
