"""What appeared of all that someone follows, short enough for a digest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from access.mail import language_of
from access.models import User
from dialogue.models import BrinkComment
from dialogue.wording import in_one_line
from following.models import Follow, Thing
from following.newest import Position
from following.stream import stream_of
from following.talking import COMMENT
from following.things import Line
from notices.digests.items import ONE_LINE, Item, Part, Phrase
from notices.models import Event, Notice
from notices.muting import Muted, conversations_of

# So much is asked for, and so much is shown; the rest is a sentence and a link.
LOOKED_AT = 40
SHOWN = 8


@dataclass(frozen=True)
class _Subject:
    """The lines about one page, or one line that is about no page; the first one speaks for all."""

    lines: list[Line]

    @property
    def head(self) -> Line:
        """What happened to the page comes before what is said under it."""
        return next((line for line in self.lines if line.kind != COMMENT), self.lines[0])

    @property
    def talk_count(self) -> int:
        """How much is said besides."""
        return sum(line.kind == COMMENT for line in self.lines if line is not self.head)


def followed_part(
    receiver: User,
    muted: Muted,
    *,
    since: datetime,
    until: datetime,
    told: Collection[Notice],
    first: Sequence[Item],
) -> Part:
    """Return what appeared between two moments, the newest first, talk under one page together.

    What is `first` comes before it. Left out is what stands in a notice that is `told` beside it, was mailed
    or was read, what the receiver did themselves and what they muted.
    """
    sources = _heard_sources(receiver, muted)
    if sources == []:
        return Part(_("What you follow"), list(first))
    page = stream_of(
        receiver,
        language=language_of(receiver),
        size=LOOKED_AT,
        before=Position(until),
        since=since,
        sources=sources or (),
    )
    subjects = _by_subject(_news(page.lines, receiver, muted, told))
    room = max(SHOWN - len(first), 0)
    return Part(
        _("What you follow"),
        [*first, *(_item(subject) for subject in subjects[:room])],
        more=_more(len(subjects) - room, is_all=page.next_cursor is None),
        more_address=reverse("following:stream"),
    )


def _heard_sources(follower: User, muted: Muted) -> list[int] | None:
    """Return which of what someone follows they hear of; None where that is all of it."""
    if not muted.sources:
        return None
    follows = Follow.objects.filter(follower=follower).exclude(source__in=muted.sources)
    return list(follows.values_list("source_id", flat=True))


def _news(lines: Sequence[Line], receiver: User, muted: Muted, told: Collection[Notice]) -> list[Line]:
    comments = dict(
        Thing.objects.filter(pk__in=[line.thing_id for line in lines if line.kind == COMMENT]).values_list(
            "pk", "object_id"
        )
    )
    known = _known(receiver, [line.thing_id for line in lines], comments, told)
    known |= _in_threads(comments, muted.threads)
    own_id = getattr(getattr(receiver, "person", None), "pk", None)
    return [
        line
        for line in lines
        if line.thing_id not in known
        and (Event.Kind.TALK if line.kind == COMMENT else Event.Kind.PUBLISHED) not in muted.kinds
        and not (line.card.person is not None and line.card.person.pk == own_id)
    ]


def _known(
    receiver: User, things: Collection[int], comments: dict[int, int], told: Collection[Notice]
) -> set[int]:
    """Return which of `things` the receiver knows of by a notice."""
    heard = Notice.objects.filter(
        Q(read_at__isnull=False) | Q(mail=Notice.Mail.SENT) | Q(pk__in=[notice.pk for notice in told]),
        receiver=receiver,
    )
    about = heard.filter(Q(event__thing__in=things) | Q(event__comment__in=comments.values()))
    known_comments = set()
    known = set()
    for thing_id, comment_id in about.values_list("event__thing", "event__comment"):
        known.add(thing_id)
        known_comments.add(comment_id)
    return known | {thing_id for thing_id, comment_id in comments.items() if comment_id in known_comments}


def _in_threads(comments: dict[int, int], threads: Collection[int]) -> set[int]:
    if not threads or not comments:
        return set()
    said = conversations_of(BrinkComment.objects.filter(pk__in=comments.values()).order_by())
    muted = {pk for pk, conversation in said.items() if conversation in threads}
    return {thing_id for thing_id, comment_id in comments.items() if comment_id in muted}


def _by_subject(lines: Iterable[Line]) -> list[_Subject]:
    found: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        key = line.card.under or ("thing", line.thing_id)
        found[key].append(line)
    return [_Subject(lines) for lines in found.values()]


def _item(subject: _Subject) -> Item:
    card = subject.head.card
    kicker = f"{card.person.name} {card.doing}" if card.person is not None and card.doing else card.label
    count = subject.talk_count
    return Item(
        title=(Phrase(card.title, card.language),),
        address=card.address,
        kicker=kicker,
        text=Phrase(in_one_line(card.text, ONE_LINE), card.text_language),
        note=ngettext("And %(count)s comment under it.", "And %(count)s comments under it.", count)
        % {"count": count}
        if count
        else "",
    )


def _more(rest: int, *, is_all: bool) -> str:
    if not is_all:
        return gettext("There is much more in your stream")
    if rest <= 0:
        return ""
    return ngettext("%(count)s more in your stream", "%(count)s more in your stream", rest) % {"count": rest}
