"""How a notice reads: who did what, where it leads, why the reader is told, and what they can mute.

The screen, the mail, the digest and the front page all say it as it is said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from access.models import Scope, User
from dialogue.authors import Author, authors_for
from dialogue.markup import Named
from dialogue.mentions import named_in
from dialogue.targets import Place as TalkPlace
from dialogue.targets import places_of as talk_places_of
from dialogue.wording import as_excerpt
from directory.visibility import ShownPerson
from following.sources import Place, places_of
from following.things import Card, lines_of
from notices.later_talk import with_later_talk
from notices.models import Event, Notice
from notices.muting import Muted, conversations_of, muted_of
from notices.sentences import (
    Part,
    Way,
    is_change,
    parts_of,
    reason_in_words,
    sentence_of,
    title_of_decision,
    ways_of,
)
from notices.sorting import Heap, heap_of
from notices.tellers import Subject, subjects_of, teller_of

Kind = Event.Kind


@dataclass(frozen=True)
class Told:
    """A notice as its receiver reads it."""

    notice: Notice
    heap: Heap
    # Whose face stands with it; nobody's where nobody did it.
    person: Author | ShownPerson | None
    # The sentence, in parts: words, the name of who did it, and the title, which is the link.
    parts: list[Part]
    title: str
    # Of the title; nothing where it is that of the reader.
    language: str
    # Opens it in Brink, and marks the notice read.
    address: str
    # A whole sentence: "Because you follow Liv Aerts."
    reason: str
    # The nearest first; nothing of what cannot be muted.
    ways: list[Way]
    # The way that the reader has chosen already, where they did.
    muted: Way | None
    # A few words of what was said or published, or why an announcement was sent; often nothing.
    text: str
    is_waiting: bool
    # Whether there is later talk under the page, of which the reader is told no more until they read this.
    has_more: bool
    # Whether everyone may see it: only then its title stands in the subject of a mail.
    is_open: bool

    @property
    def sentence(self) -> str:
        """The sentence as plain text."""
        return "".join(part.text for part in self.parts)

    @property
    def text_is_news(self) -> bool:
        """Whether `text` is what it is about: why many are told, or what changed in a page."""
        event = self.notice.event
        return bool(self.text) and (event.kind == Kind.ANNOUNCEMENT or is_change(event))

    @property
    def is_new(self) -> bool:
        return self.notice.read_at is None

    @property
    def made_at(self) -> datetime:
        return self.notice.made_at


def told(notices: Iterable[Notice], viewer: User) -> list[Told]:
    """Return `notices` of `viewer` in their order, without what they may not see now.

    In the language that is active. The number of queries is fixed for each kind of thing and of source.
    """
    order = [notice.pk for notice in notices]
    found = _read_anew(order, viewer)
    known = _Known.about(found.values(), viewer)
    return [line for pk in order if pk in found and (line := _tell(found[pk], known)) is not None]


def _read_anew(keys: list[int], viewer: User) -> dict[int, Notice]:
    rows = Notice.objects.visible_to(viewer).filter(pk__in=keys, receiver=viewer)
    # With all that lines say; joining the comments' own relations would cost more than it brings.
    rows = rows.select_related(
        "event__comment", "event__thing", "event__announcement__page__locale", "source"
    )
    return {notice.pk: notice for notice in rows} if keys else {}


@dataclass(frozen=True)
class _Known:
    """What the lines of a list share, looked up together."""

    authors: dict[int | None, Author]
    talked_about: dict[tuple[int, str], TalkPlace]
    named: dict[int, Named]
    cards: dict[int, Card]
    sources: dict[int, Place]
    muted: Muted
    with_more: set[int]
    of_rooms: dict[int, Subject]
    conversations: dict[int, int]
    everyone_id: int

    @classmethod
    def about(cls, notices: Iterable[Notice], viewer: User) -> "_Known":
        notices = list(notices)
        events = [notice.event for notice in notices]
        comments = [event.comment for event in events if event.comment is not None]
        published = [event.thing for event in events if event.kind == Kind.PUBLISHED and event.thing]
        sources = [notice.source for notice in notices if notice.source is not None]
        return cls(
            authors=authors_for([_actor_of(event) for event in events], viewer) if events else {},
            talked_about=talk_places_of((said.content_type_id, said.object_pk) for said in comments),
            named=named_in([said.comment for said in comments], viewer),
            cards={line.thing_id: line.card for line in lines_of(published, viewer)},
            sources=places_of(sources, viewer),
            muted=muted_of(viewer.pk) if notices else Muted(),
            with_more=with_later_talk(notices, viewer),
            of_rooms=subjects_of(events, viewer),
            conversations=conversations_of(comments),
            everyone_id=Scope.objects.everyone().pk if notices else 0,
        )


def _tell(notice: Notice, known: _Known) -> Told | None:
    event = notice.event
    card = known.cards.get(event.thing_id or 0)
    subject = _subject_of(event, card, known)
    if subject is None:
        return None
    sentence = sentence_of(notice, card)
    person = _person_of(event, card, known) if "%(who)s" in sentence else None
    source = known.sources.get(notice.source_id or 0)
    followed = source.title if source is not None else ""
    ways = ways_of(notice, followed, known.conversations.get(event.comment_id or 0))
    words = {
        "who": person.name if person is not None else "",
        "what": subject.title,
        "doing": str(card.doing) if card is not None else "",
        "label": str(card.label) if card is not None else "",
    }
    return Told(
        notice=notice,
        heap=heap_of(notice),
        person=person,
        parts=parts_of(sentence, words),
        title=subject.title,
        language=subject.language,
        address=reverse("notices:open", args=[notice.pk]),
        reason=reason_in_words(notice, followed),
        ways=ways,
        muted=next((way for way in ways if known.muted.holds(way.muting)), None),
        text=subject.text,
        is_waiting=bool(event.kind == Kind.QUESTION and event.comment and event.comment.waits_since),
        has_more=notice.pk in known.with_more,
        is_open=event.scope_id == known.everyone_id and subject.is_open,
    )


def _actor_of(event: Event) -> int | None:
    return event.announcement.sender_id if event.announcement is not None else event.actor_id


def _person_of(event: Event, card: Card | None, known: _Known) -> Author | ShownPerson | None:
    if event.kind == Kind.DECISION:
        return None
    if event.kind == Kind.PUBLISHED:
        return card.person if card is not None else None
    return known.authors.get(_actor_of(event), known.authors[None])


def _subject_of(event: Event, card: Card | None, known: _Known) -> Subject | None:
    if teller_of(event) is not None:
        return known.of_rooms.get(event.pk)
    if event.kind == Kind.DECISION:
        return Subject(title_of_decision(event), "")
    if event.kind == Kind.PUBLISHED:
        return Subject(card.title, card.language, card.text) if card is not None else None
    sent = event.announcement
    if sent is not None and sent.page is not None:
        page = sent.page
        return Subject(page.title, page.locale.language_code, sent.reason)
    said = event.comment
    place = known.talked_about.get((said.content_type_id, said.object_pk)) if said is not None else None
    if said is None or place is None:
        return None
    text = sent.reason if sent is not None else as_excerpt(said.comment, known.named)
    return Subject(place.title, place.language, text)
