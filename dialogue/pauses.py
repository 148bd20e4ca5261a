"""A pause in writing: whoever has one reads, withdraws, reports and appeals, and places nothing new."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from access.models import User
from dialogue.models import Pause
from dialogue.refusals import Refused


class WritingPaused(Refused):
    """The person cannot write now."""

    def __init__(self, pause: Pause) -> None:
        super().__init__(f"until {pause.until}")
        self.pause = pause
        self.sentence = _("You cannot write until %(moment)s. The reason of the moderators: %(reason)s") % {
            "moment": date_format(timezone.localtime(pause.until), "DATETIME_FORMAT"),
            "reason": pause.reason,
        }


def pause_of(user: User, now: datetime) -> Pause | None:
    """Return the pause that `user` has at this moment, the longest if there are several."""
    running = Pause.objects.filter(user=user, ended_at=None, began_at__lte=now, until__gt=now)
    return running.order_by("-until", "-pk").first()


def refuse_paused(user: User, now: datetime) -> None:
    """Let pass who may write. Raises WritingPaused; every service that places words asks this first."""
    pause = pause_of(user, now)
    if pause is not None:
        raise WritingPaused(pause)
