from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment, XtdCommentManager

from dialogue.mentions import in_plain_words, named_in
from dialogue.querysets import CommentQuerySet


class BrinkComment(XtdComment):
    """What an employee says under a page: a row in a thread that is stored in reading order.

    Whether it still stands is said by `withdrawn_at` and `hidden_at` alone. The package's own
    `is_public` and `is_removed` stay as they are made, and so do `user_name` and `user_email`: a comment
    carries no name besides its account, so nobody can pose as someone else and erasing an account
    leaves no name behind.
    """

    class AnswerState(models.TextChoices):
        """How far the answer is that a comment asks for."""

        NONE = "", _("asks for no answer")
        WAITING = "waiting", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        HELPED = "helped", _("answered, and it helped")
        SET_ASIDE = "set_aside", _("needs no answer")

    answers = models.ForeignKey(
        "self",
        verbose_name=_("answers"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whom it answers, where the thread is too deep to show it by its place."),
    )
    is_opening = models.BooleanField(
        _("opens what is talked about"),
        default=False,
        help_text=_("The words of the thing itself, such as a post: the comments under it answer these."),
    )
    is_question = models.BooleanField(_("is a question"), default=False)
    answer_state = models.CharField(
        _("state of the answer"), max_length=10, choices=AnswerState, default=AnswerState.NONE, blank=True
    )
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    helped_at = models.DateTimeField(
        _("helped at"),
        null=True,
        blank=True,
        help_text=_("When the asker said that this comment answers the question."),
    )
    on_behalf_of = models.ForeignKey(
        "directory.Person",
        verbose_name=_("on behalf of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    submission_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True)
    hidden_reason = models.CharField(_("why it is hidden"), max_length=300, blank=True)
    # Hidden for good: its words are gone from here.
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = XtdCommentManager.from_queryset(CommentQuerySet)()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hidden_at=None, hidden_reason="")
                | models.Q(hidden_at__isnull=False) & ~models.Q(hidden_reason=""),
                name="comment_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(hidden_at__isnull=False),
                name="comment_removed_is_hidden",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_state="waiting", waits_since__isnull=False)
                | ~models.Q(answer_state="waiting") & models.Q(waits_since=None),
                name="comment_waits_since_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["waits_since"], condition=models.Q(waits_since__isnull=False), name="comment_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_first(self) -> bool:
        """Whether it begins a conversation: the package writes it as its own thread and parent."""
        return bool(self.thread_id == self.pk)

    @property
    def answers_the_opening(self) -> bool:
        """Whether it begins a conversation under the words of a thing, such as an answer to a question."""
        return self.is_first and self.answers_id is not None

    @property
    def stands(self) -> bool:
        """Whether readers see the text: neither withdrawn nor hidden."""
        return self.withdrawn_at is None and self.hidden_at is None

    def tell_comment(self) -> str:
        """Return the words as they leave Brink: whoever is named in them by the name that everyone sees."""
        return in_plain_words(self.comment, named_in([self.comment], None))


class CommentEdit(models.Model):
    """What a comment said until it was edited."""

    comment = models.ForeignKey(
        BrinkComment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="edits"
    )
    text = models.TextField(_("text until then"))
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("earlier text of a comment")
        verbose_name_plural = _("earlier texts of comments")
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}, {self.replaced_at:%Y-%m-%d %H:%M}"

    def tell_text(self) -> str:
        """Return the words as they leave Brink, as those of the comment."""
        return in_plain_words(self.text, named_in([self.text], None))
