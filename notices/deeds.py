"""What the links of a mail about a notice do: mute something, or have no such mails at all."""

from datetime import datetime

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _

from access.models import User
from dialogue.models import BrinkComment
from following.models import Source
from following.sources import place_of
from notices.links import Words, register_deed
from notices.models import Event, Preference
from notices.muting import Muting, mute
from notices.preferences import choose


class MuteDeed:
    """Hear nothing more of a conversation, of something that is followed, or of a kind."""

    name = "mute"

    @staticmethod
    def value_of(muting: Muting) -> str:
        """Return it as it stands in a link."""
        return f"{muting.name}-{getattr(muting, muting.name)}"

    def words(self, user: User, value: str, *, is_owner: bool) -> Words | None:
        part, _hyphen, key = value.partition("-")
        if part == "kind":
            return self._of_kind(key)
        if part == "thread":
            return self._of_thread() if BrinkComment.objects.filter(pk=key).exists() else None
        source = Source.objects.filter(pk=key).first()
        return self._of_source(source, user if is_owner else None) if source is not None else None

    def do(self, user: User, value: str, now: datetime) -> None:
        part, _hyphen, key = value.partition("-")
        if part == "kind":
            mute(owner=user, kind=key, now=now)
        elif part == "thread":
            mute(owner=user, thread=int(key), now=now)
        else:
            mute(owner=user, source=int(key), now=now)

    def _of_thread(self) -> Words:
        return Words(
            question=_("Mute this conversation?"),
            text=_("You get no more notices of it, in Brink or by mail. You can still read it."),
            button=_("Mute this conversation"),
            done=_("This conversation is muted"),
        )

    def _of_source(self, source: Source, reader: User | None) -> Words:
        place = place_of(source.kind, source.object_id, reader) if reader is not None else None
        # Whoever else opens the link does not learn what is followed.
        question, button = _("Mute what you follow here?"), _("Mute what you follow here")
        if place is not None:
            question = _("Mute %(name)s?") % {"name": place.title}
            button = _("Mute %(name)s") % {"name": place.title}
        return Words(
            # A subject is a name without a capital.
            question=capfirst(question),
            text=_("You get no more notices of it, in Brink or by mail. It still stands in your stream."),
            button=button,
            done=_("It is muted"),
        )

    def _of_kind(self, key: str) -> Words | None:
        if key not in Event.Kind.values:
            return None
        kind = str(Event.Kind(key).label)
        return Words(
            question=_("Mute this kind: %(kind)s?") % {"kind": kind},
            text=_("You get no more notices of this kind, in Brink or by mail."),
            button=_("Mute this kind"),
            done=_("This kind is muted"),
        )


class NoMailDeed:
    """Have no mails about notices any more, as when somebody unsubscribes in a mail program."""

    name = "no-mail"

    def words(self, user: User, value: str, *, is_owner: bool) -> Words:
        return Words(
            question=_("No more mails about notices?"),
            text=_(
                "Your notices stay in Brink, and your digest still comes. So do mails about signing in and "
                "about decisions of moderators."
            ),
            button=_("Stop these mails"),
            done=_("These mails have stopped"),
        )

    def do(self, user: User, value: str, now: datetime) -> None:
        choose(user=user, mail_level=Preference.Level.NOTHING, now=now)


def register() -> None:
    """Let links of mails do these things."""
    register_deed(MuteDeed())
    register_deed(NoMailDeed())
