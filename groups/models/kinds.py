"""What posts of some kinds have besides their words: a poll, an idea's outcome, an event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.post import Post


class Poll(models.Model):
    """A question with answers to choose from. Who chose what is shown to nobody."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="poll")
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    allows_several = models.BooleanField(_("more than one answer"), default=False)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return f"{self.post_id}"


class PollOption(models.Model):
    """One answer of a poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(_("position"))
    words = models.CharField(_("answer"), max_length=120)

    class Meta:
        verbose_name = _("answer of a poll")
        verbose_name_plural = _("answers of polls")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="poll_option_has_a_place")]

    def __str__(self) -> str:
        return self.words


class PollVote(models.Model):
    """That a colleague chose an answer."""

    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes", db_index=False)
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    voted_at = models.DateTimeField(_("voted at"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["option", "voter"], name="poll_vote_once_per_option")]

    def __str__(self) -> str:
        return f"{self.voter_id} for {self.option_id}"


class Idea(models.Model):
    """What became of an idea: open, taken up with a link, or declined with a reason."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN_UP = "taken_up", _("taken up")
        DECLINED = "declined", _("declined")

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="idea")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    link = models.CharField(_("where it goes on"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")

    def __str__(self) -> str:
        return f"{self.post_id}"


class GroupEvent(models.Model):
    """When and where a group meets, and for how many there is a place."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="event")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    # The clock on the wall where it is: moments are stored, and this is how they are read out.
    time_zone = models.CharField(_("time zone"), max_length=50)
    place = models.CharField(_("place"), max_length=150, blank=True)
    link = models.URLField(_("online at"), max_length=300, blank=True)
    # Empty is as many as want to come.
    place_count = models.PositiveIntegerField(_("places"), null=True, blank=True)
    takes_sign_up = models.BooleanField(_("sign up"), default=True)
    sign_up_until = models.DateTimeField(_("sign up until"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    # Grows with each change, as calendars ask.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("event of a group")
        verbose_name_plural = _("events of groups")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="group_event_ends_after_its_start"
            )
        ]
        # By their end: what is still to come is found without walking past all that was.
        indexes = [models.Index(fields=["ends_at"], name="group_event_by_end")]

    def __str__(self) -> str:
        return f"{self.post_id} at {self.starts_at:%Y-%m-%d %H:%M}"


class SignUp(models.Model):
    """That a colleague comes to an event, or waits for a place."""

    class State(models.TextChoices):
        COMES = "comes", _("comes")
        WAITS = "waits", _("waits for a place")

    event = models.ForeignKey(GroupEvent, on_delete=models.CASCADE, related_name="sign_ups", db_index=False)
    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State)
    signed_up_at = models.DateTimeField(_("signed up at"))

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="sign_up_is_unique")]
        indexes = [models.Index(fields=["event", "state", "signed_up_at", "id"], name="sign_up_in_order")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.event_id}"
