"""The link of a digest that stops it, without signing in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from access.models import User
from notices.links import Words, register_deed
from notices.models import Preference
from notices.preferences import choose


class StopDigest:
    """Sends somebody no digest any more."""

    name = "stop-digest"

    def words(self, user: User, value: str, *, is_owner: bool) -> Words | None:
        return Words(
            question=_("Stop the digest?"),
            text=_(
                "Then we send you no digest any more. In Brink you still find everything in your stream, "
                "and in your settings you can choose it again."
            ),
            button=_("Stop the digest"),
            done=_("You get no digest any more."),
        )

    def do(self, user: User, value: str, now: datetime) -> None:
        choose(user=user, now=now, digest_rhythm=Preference.Rhythm.NEVER)


def register() -> None:
    """Let links of mails stop the digest."""
    register_deed(StopDigest())
