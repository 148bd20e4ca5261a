"""Questions that nobody answered in time, as a report for the newsroom: the end of the route of a promise."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from content.newsroom.reporting import PageReport, register_report
from dialogue.mentions import named_in
from dialogue.wording import as_excerpt, in_one_line
from groups.models import Question

LONGEST_TITLE = 120


def _address(question: Question) -> str:
    return reverse("dialogue:comment-detail", args=[question.comment_id])


@register_report(order=130)
class WaitingQuestionsReport(PageReport):
    """Open questions of which the hosts or the newsroom know, as far as the editor may see them."""

    model = Question
    slug = "waiting-questions"
    page_title = _("Questions without an answer")
    header_icon = "help"
    index_url_name = "newsroom_waiting_questions"
    index_results_url_name = "newsroom_waiting_questions_results"
    empty_message = _("Every question has an answer, or still has time.")
    columns = [
        TitleColumn("title", label=_("Question"), accessor="asked_title", get_url=_address, width="46%"),
        Column("place", label=_("Asked in")),
        Column("step", label=_("Who knows of it"), accessor="get_step_display", width="16%"),
        DateColumn("due_at", label=_("Promised before"), width="16%"),
    ]
    list_export = ["asked_title", "place", "step", "due_at"]
    export_headings = {
        "asked_title": _("Question"),
        "place": _("Asked in"),
        "step": _("Who knows of it"),
        "due_at": _("Promised before"),
    }

    def get_base_queryset(self) -> Any:  # Any: with what is annotated
        late = [Question.Step.HOSTS, Question.Step.NEWSROOM]
        waiting = Question.objects.visible_to(self.request.user).standing().open().filter(step__in=late)
        rows = waiting.select_related("post", "comment")
        return rows.annotate(place=Coalesce("group__name", "page__title"))

    def decorate_paginated_queryset(self, questions: Any) -> Any:  # Any: as above
        """Give each what was asked as a line: its title, or its first words with colleagues by name."""
        questions = list(questions)
        named = named_in([question.comment.comment for question in questions], self.request.user)
        for question in questions:
            words = as_excerpt(question.comment.comment, named)
            title = question.post.title if question.post is not None else ""
            question.asked_title = title or in_one_line(words, LONGEST_TITLE)
        return questions
