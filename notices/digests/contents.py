"""What stands in a digest: made anew each time, with what its receiver may see at that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.models import User
from dialogue.wording import in_one_line
from notices.digests.followed import followed_part
from notices.digests.items import ONE_LINE, Item, Part, Phrase
from notices.digests.parts import parts_for
from notices.digests.waiting import to_tell, told_in, waiting_for
from notices.levels import is_meant_for_one
from notices.models import Digest, Notice
from notices.muting import Muted, muted_of
from notices.telling import Told, told

# What is meant for one comes in full up to here; the rest is in the list of notices.
SHOWN = 8
# Of what they follow this much is told by itself, and the stream gives the rest.
FOLLOWED_FIRST = 5


@dataclass(frozen=True)
class Contents:
    """A digest before it is put into words of a mail or a screen."""

    for_you: Part
    followed: Part
    further: list[Part]
    # The notices of which it tells, also where the stream beside them does.
    notice_ids: list[int]

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing: what is still to come is no reason for a mail."""
        return not self.for_you.items and not self.followed.items

    @property
    def parts(self) -> list[Part]:
        """The parts with something in them, in reading order."""
        return [part for part in (self.for_you, self.followed, *self.further) if part.items]

    @property
    def item_count(self) -> int:
        """How many things there are to read."""
        return sum(len(part.items) for part in self.parts)


def digest_of(receiver: User, *, since: datetime, until: datetime) -> Contents:
    """Return what `receiver` was not told of yet, and what appeared between two moments of what they follow.

    In the language that is active, in a fixed number of queries for each kind of thing.
    """
    muted = muted_of(receiver.pk)
    return _contents(receiver, muted, waiting_for(receiver, muted, until), since=since, until=until)


def digest_again(digest: Digest) -> Contents:
    """Return what stood in a digest of the past, as far as its receiver may see it now."""
    receiver = digest.receiver
    notices = told_in(digest.pk, receiver)
    return _contents(
        receiver, muted_of(receiver.pk), notices, since=digest.covers_from, until=digest.covers_until
    )


def _contents(
    receiver: User, muted: Muted, notices: Sequence[Notice], *, since: datetime, until: datetime
) -> Contents:
    by_themselves = to_tell(notices, since)
    beside = {notice.pk for notice in notices} - {notice.pk for notice in by_themselves}
    lines = told(by_themselves, receiver)
    shown = [one.notice for one in lines]
    followed = [_item(one) for one in lines if not is_meant_for_one(one.notice.reason)]
    return Contents(
        for_you=_for_you([one for one in lines if is_meant_for_one(one.notice.reason)]),
        followed=followed_part(
            receiver, muted, since=since, until=until, told=shown, first=followed[:FOLLOWED_FIRST]
        ),
        further=parts_for(receiver, until),
        notice_ids=[*(notice.pk for notice in shown), *beside],
    )


def _for_you(lines: Sequence[Told]) -> Part:
    """Return what fits, and all that can be read nowhere else."""
    in_order = sorted(lines, key=lambda one: not one.is_waiting)
    shown = [one for place, one in enumerate(in_order) if place < SHOWN or not one.notice.is_in_site]
    rest = len(lines) - len(shown)
    more = ngettext("%(count)s more notice in Brink", "%(count)s more notices in Brink", rest)
    return Part(
        _("For you"),
        [_item(one) for one in shown],
        more=more % {"count": rest} if rest else "",
        more_address=reverse("notices:mine"),
    )


def _item(one: Told) -> Item:
    return Item(
        title=tuple(Phrase(part.text, one.language if part.role == "what" else "") for part in one.parts),
        address=one.address,
        kicker=_("Waits for your answer") if one.is_waiting else "",
        text=Phrase(in_one_line(one.text, ONE_LINE), one.language),
        reason=one.reason,
        is_waiting=one.is_waiting,
        way=one.ways[0] if one.ways else None,
    )
