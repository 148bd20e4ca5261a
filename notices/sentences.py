"""The words of notices: a sentence with its parts, the reason, and what can be muted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _

from following.changes import CHANGE
from following.things import Card
from notices.models import Event, Notice
from notices.muting import Muting
from notices.tellers import teller_of

Kind = Event.Kind
Reason = Notice.Reason

_GAP = re.compile(r"%\((who|what|doing|label)\)s")


@dataclass(frozen=True)
class Part:
    """A piece of a sentence: `who` did it, the title (`what`), or nothing for words between."""

    role: str
    text: str


@dataclass(frozen=True)
class Way:
    """Something that can be muted, with the words of its button."""

    muting: Muting
    words: str


def parts_of(sentence: str, words: Mapping[str, str]) -> list[Part]:
    """Return a sentence with gaps such as %(who)s in pieces, each gap filled from `words`."""
    pieces = _GAP.split(sentence)
    # Every second piece is the name of a gap.
    parts = [
        Part(piece if piece in ("who", "what") else "", words[piece]) if place % 2 else Part("", piece)
        for place, piece in enumerate(pieces)
    ]
    return [part for part in parts if part.text]


def sentence_of(notice: Notice, card: Card | None) -> str:
    """Return the sentence with gaps for who did it and what it is about."""
    event = notice.event
    if (teller := teller_of(event)) is not None:
        return teller.sentence(event)
    if event.kind == Kind.PUBLISHED:
        return _published(card, is_change=is_change(event))
    if event.kind == Kind.HELPED:
        if event.key.startswith("helped:"):
            return _("%(who)s says that your answer helped, under %(what)s")
        return _("%(who)s asks again under %(what)s: the answer did not help yet")
    if event.kind == Kind.QUESTION:
        asks = event.comment is not None and (event.comment.is_question or event.comment.waits_since)
        return _("%(who)s asks you under %(what)s") if asks else _("%(who)s commented under %(what)s")
    if event.kind == Kind.ANSWER:
        is_asker = notice.reason == Reason.ASKED
        answered = _("%(who)s answered you under %(what)s")
        return _("%(who)s answered your question under %(what)s") if is_asker else answered
    if event.kind == Kind.DECISION:
        return _("A moderator looked at %(what)s")
    sentences = {
        Kind.MENTION: _("%(who)s named you under %(what)s"),
        Kind.TALK: _("%(who)s wrote under %(what)s"),
        Kind.ANNOUNCEMENT: _("%(who)s points you to %(what)s"),
    }
    # Of what a room above does not tell, only what it is about.
    return sentences.get(Kind(event.kind), "%(what)s")


def title_of_decision(event: Event) -> str:
    """Return what a moderator looked at: no words of the comment, and not the page, which may be closed."""
    return _("what you reported") if event.key.startswith("report:") else _("your comment")


def reason_in_words(notice: Notice, followed: str) -> str:
    """Return the reason as a whole sentence; `followed` is the name of what is followed, as far as seen."""
    reason = notice.reason
    if reason == Reason.FOLLOWS and _is_of_page(notice):
        return _("Because you follow this page.")
    if reason == Reason.FOLLOWS and followed:
        return _("Because you follow %(name)s.") % {"name": followed}
    return f"{capfirst(str(Reason(reason).label))}."


def ways_of(notice: Notice, followed: str, conversation: int | None) -> list[Way]:
    """Return what a reader of `notice` can mute, the nearest first; what concerns their own words, never.

    `conversation` is the key of the one in which something was said.
    """
    event = notice.event
    if event.kind in (Kind.DECISION, Kind.ANNOUNCEMENT):
        return []
    ways = []
    if notice.source_id is not None:
        words = _("Mute %(name)s") % {"name": followed} if followed else _("Mute what you follow here")
        # The sentence has its title already.
        words = _("Mute this page") if _is_of_page(notice) else words
        ways.append(Way(Muting(source=notice.source_id), words))
    if conversation is not None:
        ways.append(Way(Muting(thread=conversation), _("Mute this conversation")))
    kind = Kind(event.kind)
    words = _("Mute this kind: %(kind)s") % {"kind": str(kind.label)}
    return [*ways, Way(Muting(kind=kind), words)]


def _is_of_page(notice: Notice) -> bool:
    return notice.source is not None and notice.source.is_page


def is_change(event: Event) -> bool:
    """Whether a page that was there already changed: then what changed is the news."""
    return event.thing is not None and event.thing.kind == CHANGE


def _published(card: Card | None, *, is_change: bool) -> str:
    if card is None or card.person is None:
        # Of a change the words are whole without a name: "This page was changed".
        return "%(doing)s: %(what)s" if is_change else "%(label)s: %(what)s"
    return "%(who)s %(doing)s: %(what)s" if card.doing else "%(who)s: %(what)s"
