from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from content.wording import Words, words_for
from directory.models import Audience


class MustKnowQuerySet(QuerySet["MustKnow"]):
    def meant_for(self, user: Viewer) -> "MustKnowQuerySet":
        """Return what is for an audience of `user`, and about a page that `user` may see, if about one."""
        may_read = Q(page__live=True, page__visibility__scope__in=visible_scope_ids(user))
        return self.filter(Q(page=None) | may_read, audience__in=Audience.objects.ids_of(user))

    def standing_on(self, day: date) -> "MustKnowQuerySet":
        """Return what has begun and not ended on `day`, the newest first."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "-pk")

    def unread_by(self, user: Viewer) -> "MustKnowQuerySet":
        """Return what `user` has not confirmed."""
        confirmed = MustKnowConfirmation.objects.filter(must_know=OuterRef("pk"), user=user.pk)
        return self.exclude(Exists(confirmed))

    def with_confirmed_count(self) -> "MustKnowQuerySet":
        """Add `confirmed_count`: how many have said that they read it."""
        return self.annotate(confirmed_count=models.Count("confirmations"))


class MustKnow(models.Model):
    """Something that an audience must know: it stands above the news until it is read or ends."""

    title_nl = models.CharField(_("what it is about"), max_length=80)
    title_en = models.CharField(_("what it is about, in English"), max_length=80, blank=True)
    text_nl = models.CharField(_("text"), max_length=250, help_text=_("One or two sentences."))
    text_en = models.CharField(_("text in English"), max_length=250, blank=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page to read on"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who may not see this page does not see this either."),
    )
    audience = models.ForeignKey(
        Audience, verbose_name=_("for whom"), on_delete=models.PROTECT, related_name="+"
    )
    reason_nl = models.CharField(
        _("why they see it"),
        max_length=150,
        help_text=_("A sentence to them, such as “You see this because you have a fixed desk.”"),
    )
    reason_en = models.CharField(_("why they see it, in English"), max_length=150, blank=True)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), help_text=_("The last day on which it is shown."))
    keeper = models.ForeignKey(
        "directory.Person",
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("From whom it comes; readers see the name."),
    )

    objects = MustKnowQuerySet.as_manager()

    class Meta:
        verbose_name = _("must-know")
        verbose_name_plural = _("must-knows")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="must_know_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This is before it starts. Choose a later day.")})

    def validate_constraints(self, exclude: Any = None) -> None:
        # `clean` has said it already, at the field.
        super().validate_constraints({*(exclude or ()), "starts_on", "ends_on"})

    @property
    def title(self) -> Words:
        """What it is about, in the reader's language if it has it."""
        return words_for(get_language(), nl=self.title_nl, en=self.title_en)

    @property
    def text(self) -> Words:
        """What they must know, in the reader's language if it has it."""
        return words_for(get_language(), nl=self.text_nl, en=self.text_en)

    @property
    def reason(self) -> Words:
        """Why the reader sees it, in the reader's language if it has it."""
        return words_for(get_language(), nl=self.reason_nl, en=self.reason_en)

    @property
    def confirm_url(self) -> str:
        """Where the reader says to have read it."""
        return reverse("news:must-know-confirm", args=[self.pk])


class MustKnowConfirmation(models.Model):
    """That someone has read a must-know, so that it is shown to them no more.

    Without a time, and shown to nobody: the newsroom sees a share of a group.
    """

    must_know = models.ForeignKey(MustKnow, on_delete=models.CASCADE, related_name="confirmations")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["must_know", "user"], name="must_know_is_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"{self.must_know_id} by {self.user_id}"
