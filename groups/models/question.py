from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import Scope
from dialogue.models import BrinkComment
from groups.models.group import Group
from groups.models.post import Post
from groups.querysets import QuestionQuerySet


class Question(models.Model):
    """A question that somebody asked, in a group or under a page, with the clock of its answer promise.

    `comment` holds its words: the opening of a post of that kind, or a comment under a page. How far the
    answer is stands there too (`answer_state`), and `state` follows it, in the same transaction. The route is
    that of a promise that is not kept: who answers there, then experts, then hosts, then the newsroom.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        HELPED = "helped", _("answered, and it helped")
        CLOSED = "closed", _("closed")

    class Step(models.TextChoices):
        GROUP = "group", _("the group, or who keeps the page")
        EXPERTS = "experts", _("experts")
        HOSTS = "hosts", _("hosts")
        NEWSROOM = "newsroom", _("the newsroom")

    comment = models.OneToOneField(
        BrinkComment, on_delete=models.CASCADE, related_name="question", verbose_name=_("words")
    )
    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="question", verbose_name=_("post")
    )
    # The group of the post; none where it was asked on a page.
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="questions", db_index=False
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="questions"
    )
    asked_at = models.DateTimeField(_("asked at"))
    # Whether readers see it, as of its words.
    stands = models.BooleanField(default=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    promised_hours = models.PositiveSmallIntegerField(_("promised within so many working hours"))
    # Since when this promise runs: when it was asked, moved or asked again.
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    due_at = models.DateTimeField(_("answer expected before"), null=True, blank=True)
    step = models.CharField(_("who is asked now"), max_length=10, choices=Step, default=Step.GROUP)
    # When a worker looks at it next; empty once nothing is to be done.
    next_step_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    # Working minutes from asking to the first answer, and whether that was within the promise.
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    was_in_time = models.BooleanField(null=True, blank=True)
    helped_at = models.DateTimeField(_("helped at"), null=True, blank=True)
    asked_whether_it_helped_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_reason = models.CharField(_("why it is closed"), max_length=300, blank=True)
    is_outdated = models.BooleanField(_("outdated"), default=False)
    # Where the answer is now: the question that it repeats, or the page that it became.
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    became = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("became")
    )
    points_to = models.CharField(_("look here instead"), max_length=300, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group__isnull=False, post__isnull=False, page=None)
                | models.Q(group=None, post=None, page__isnull=False),
                name="question_in_a_group_or_on_a_page",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed")
                | models.Q(closed_at__isnull=False) & ~models.Q(closed_reason=""),
                name="question_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "-asked_at", "-id"], name="question_newest"),
            models.Index(fields=["group", "-asked_at", "-id"], name="question_of_group"),
            # A state that is rare is found without walking past all others.
            models.Index(fields=["scope", "state", "-asked_at", "-id"], name="question_newest_in_state"),
            models.Index(fields=["group", "state", "-asked_at", "-id"], name="question_of_group_in_state"),
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="open"), name="question_open_by_due"
            ),
            models.Index(
                fields=["next_step_at"],
                condition=models.Q(next_step_at__isnull=False),
                name="question_next_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        if self.post_id is not None:
            return reverse("groups:post", args=[self.post_id])
        return reverse("dialogue:comment-detail", args=[self.comment_id])


class AskedPerson(models.Model):
    """That a colleague was asked to answer a question, at most twice in a week; the asker sees who was."""

    class Reply(models.TextChoices):
        NONE = "", _("nothing yet")
        ANSWERED = "answered", _("answered")
        NOT_MINE = "not_mine", _("not my subject")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked", db_index=False)
    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    step = models.CharField(_("as"), max_length=10, choices=Question.Step)
    asked_at = models.DateTimeField(_("asked at"))
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.NONE, blank=True)
    # In words: "knows of Tendering", "answered questions on this".
    because = models.CharField(_("why they were asked"), max_length=20)
    subject = models.ForeignKey(
        "directory.Subject", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("colleague who was asked")
        verbose_name_plural = _("colleagues who were asked")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="asked_person_once"),
            models.CheckConstraint(condition=~models.Q(because=""), name="asked_person_for_a_reason"),
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="asked_person_lately")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.question_id}"


class HelpedToo(models.Model):
    """That an answer also helped somebody who had not asked."""

    answer = models.ForeignKey(BrinkComment, on_delete=models.CASCADE, related_name="+", db_index=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(_("said at"))

    class Meta:
        verbose_name = _("reader who was helped")
        verbose_name_plural = _("readers who were helped")
        constraints = [models.UniqueConstraint(fields=["answer", "reader"], name="helped_too_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} by {self.answer_id}"


class Skip(models.Model):
    """That somebody is not shown suggested questions on a subject for a while; they can undo it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    subject = models.ForeignKey("directory.Subject", on_delete=models.CASCADE, related_name="+")
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("subject that is not suggested")
        verbose_name_plural = _("subjects that are not suggested")
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="skip_is_unique")]

    def __str__(self) -> str:
        return f"{self.owner_id} not {self.subject_id}"
