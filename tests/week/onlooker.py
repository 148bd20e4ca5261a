"""Judges the simulated week by what happened and what people chose, without asking Brink why it did what."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from access.models import User
from following.models import Thing
from following.stream import stream_of
from notices.models import Notice, Preference
from tests.week.post_office import Letter, PostOffice
from tests.week.script import SECRET, Happening
from tests.week.staff import Colleague

# Within this time a worker that was killed has been replaced, and its work was taken up.
TAKEN_UP_WITHIN = timedelta(hours=3)
TALK = "talk"
STREAMS_READ, MORE_THAN_ALL = 200, 10_000
KEY = ("kind", "object_id")
PAGES = ("news", "blog_post")


@dataclass(frozen=True)
class Told:
    """A notice as it is stored."""

    pk: int
    kind: str
    comment_id: int | None
    page_id: int | None
    receiver_id: int
    reason: str
    source: tuple[str, int] | None
    made_at: datetime
    is_in_site: bool
    read_at: datetime | None
    mail: str
    mail_marked_at: datetime | None
    mail_due_at: datetime | None
    digest: str | None


def all_told() -> list[Told]:
    """Return every notice."""
    rows = Notice.objects.order_by("pk").values_list(
        "pk",
        "event__kind",
        "event__comment",
        "event__page",
        "receiver",
        "reason",
        "source__kind",
        "source__object_id",
        "made_at",
        "is_in_site",
        "read_at",
        "mail",
        "mail_marked_at",
        "mail_due_at",
        "digest__state",
    )
    return [Told(*row[:6], (row[6], row[7]) if row[6] else None, *row[8:]) for row in rows.iterator()]  # type: ignore[arg-type]  # columns in the order of its fields


class Onlooker:
    """Knows what happened, what arrived and what is stored; each question returns the faults, in words."""

    def __init__(
        self,
        staff: dict[int, Colleague],
        happened: list[Happening],
        office: PostOffice,
        end: datetime,
        notices: list[Told],
    ) -> None:
        self.staff, self.happened, self.office, self.end = staff, happened, office, end
        self.notices = notices
        self.mails = [letter for letter in office.letters if letter.number is not None]
        self.digests = [letter for letter in office.letters if letter.number is None]
        self._by_address = {one.address: one for one in staff.values()}
        self._by_comment = {one.comment_id: one for one in happened if one.comment_id is not None}
        self._by_page = {(one.kind, one.page_id): one for one in happened if one.kind != "said"}
        self._told: dict[tuple[str, int, int], list[Told]] = defaultdict(list)
        for notice in self.notices:
            self._told[self._what(notice)].append(notice)

    def faults(self) -> dict[str, list[str]]:
        """Return {what must not be: where it was}."""
        questions: dict[str, Callable[[], Iterator[str]]] = {
            "interrupted more often than chosen": self.too_often,
            "interrupted in quiet hours or on a day off": self.in_quiet,
            "told without a correct reason": self.without_reason,
            "not told of what they want to hear": self.not_told,
            "told twice": self.twice,
            "mailed otherwise than it is stored": self.unlike_stored,
            "told nowhere": self.lost,
            "not in the stream, or twice": self.not_in_stream,
            "mailed after they left": self.after_leaving,
            "told what they may not see": self.leaked,
        }
        return {words: list(ask()) for words, ask in questions.items()}

    def seeing(self, *, letters: list[Letter] | None = None, notices: list[Told] | None = None) -> "Onlooker":
        """Return who sees these letters or notices instead, to find out what would be noticed."""
        office = replace(self.office, letters=self.office.letters if letters is None else letters)
        told = self.notices if notices is None else notices
        return Onlooker(self.staff, self.happened, office, self.end, told)

    def per_day(self) -> Counter[tuple[int, object]]:
        """Return how many mails outside the digest each person had on each day."""
        return Counter((self._receiver(mail).user_id, _day(mail.arrived_at)) for mail in self.mails)

    def too_often(self) -> Iterator[str]:
        for (user_id, day), count in self.per_day().items():
            chosen = self.staff[user_id].choices.budget
            if count > chosen:
                yield f"{user_id} on {day}: {count} instead of {chosen}"

    def in_quiet(self) -> Iterator[str]:
        for mail in self.mails:
            one, at = self._receiver(mail), timezone.localtime(mail.arrived_at)
            since, until = one.choices.quiet_from, one.choices.quiet_until
            clock = at.time()
            overnight = since > until
            is_quiet = (clock >= since or clock < until) if overnight else since <= clock < until
            is_free = one.choices.is_quiet_when_free and not one.works_on(at.date())
            if is_quiet or is_free:
                yield f"{one.user_id} at {at}"

    def without_reason(self) -> Iterator[str]:
        for notice in self.notices:
            happening, one = self._happening(notice), self.staff[notice.receiver_id]
            if not _is_true(notice, happening, one):
                yield f"{one.user_id}: {notice.reason} ({notice.source}) for {happening}"
            elif happening.actor_id == one.user_id:
                yield f"{one.user_id} is told of their own {happening}"

    def not_told(self) -> Iterator[str]:
        for happening in self.happened:
            for one in self.staff.values():
                if self._must_be_told(happening, one) and not self._is_told(happening, one):
                    yield f"{one.user_id}: {happening}"

    def twice(self) -> Iterator[str]:
        for what, notices in self._told.items():
            # Of talk under a page there may be another once they read the first.
            if what[0] != "page" and len(notices) > 1:
                yield f"{what}: {[notice.reason for notice in notices]}"
        for number, count in Counter(mail.number for mail in self.mails).items():
            if count > 1:
                yield f"notice {number}: {count} mails"
        for notice in self.notices:
            if notice.mail == "sent" and notice.digest == "sent":
                yield f"mailed and in a digest: {notice}"
        for (to, day), count in Counter((mail.to, _day(mail.arrived_at)) for mail in self.digests).items():
            if count > 1:
                yield f"{count} digests for {to} on {day}"

    def unlike_stored(self) -> Iterator[str]:
        arrived = {mail.number for mail in self.mails}
        stored = {notice.pk for notice in self.notices if notice.mail == "sent"}
        yield from (f"sent but not arrived: {number}" for number in stored - arrived)
        yield from (f"arrived but not sent: {number}" for number in arrived - stored)
        receivers = {notice.pk: notice.receiver_id for notice in self.notices}
        for mail in self.mails:
            if receivers[mail.number or 0] != self._receiver(mail).user_id:
                yield f"notice {mail.number} went to {mail.to}"

    def lost(self) -> Iterator[str]:
        """Yield what neither stands in Brink nor was mailed nor told of in a digest, and will not be."""
        next_digest = Preference.objects.filter(next_digest_at__gt=self.end)
        gets_another = set(next_digest.values_list("user", flat=True))
        for notice in self.notices:
            one = self.staff[notice.receiver_id]
            is_told = notice.is_in_site or "sent" in (notice.mail, notice.digest)
            is_coming = notice.mail == "waiting" or one.user_id in gets_another
            # Who wants no digest finds it there, as do all others.
            is_in_stream = notice.reason in ("follows", "everything")
            if not (is_told or is_coming or is_in_stream or one.left_at is not None):
                yield f"{one.user_id}: {notice}"
            elif notice.mail == "marked":
                yield f"{one.user_id}: is being mailed for ever: {notice}"

    def not_in_stream(self) -> Iterator[str]:
        """Yield what someone follows and may see, and does not find in their stream exactly once."""
        pages = {happening.page_id: happening for happening in self.happened if happening.kind == "published"}
        for one in list(self.staff.values())[:STREAMS_READ]:
            user = User.objects.get(pk=one.user_id)
            lines = stream_of(user, language="nl", size=MORE_THAN_ALL).lines if user.is_active else []
            found = Counter(Thing.objects.filter(pk__in=[line.thing_id for line in lines]).values_list(*KEY))
            expected = {
                page_id
                for page_id, happening in pages.items()
                if one.follows & happening.sources
                and user.is_active
                and (not happening.is_closed or one.is_in_the_circle_at(self.end))
            }
            shown = Counter(page for kind, page in found.elements() if kind in PAGES)
            if {page for page in shown if page in pages} != expected or max(shown.values(), default=1) > 1:
                yield f"{one.user_id}: {sorted(shown)} instead of {sorted(expected)}"

    def after_leaving(self) -> Iterator[str]:
        for letter in (*self.mails, *self.digests):
            one = self._receiver(letter)
            if not one.works_here_at(letter.arrived_at):
                yield f"{one.user_id} at {letter.arrived_at}"

    def leaked(self) -> Iterator[str]:
        for letter in (*self.mails, *self.digests):
            one = self._receiver(letter)
            if SECRET in letter.subject.lower():
                yield f"{one.user_id}: in the subject {letter.subject!r}"
            if SECRET in letter.text.lower() and not one.is_in_the_circle_at(letter.arrived_at):
                yield f"{one.user_id} at {letter.arrived_at}: {letter.subject}"
        for notice in self.notices:
            one = self.staff[notice.receiver_id]
            if self._happening(notice).is_closed and not one.is_in_the_circle_at(notice.made_at):
                yield f"{one.user_id}: {notice}"

    def _must_be_told(self, happening: Happening, one: Colleague) -> bool:
        """Tell whether a notice is due, beyond doubt: nothing changed while it was being passed on."""
        later = happening.at + TAKEN_UP_WITHIN
        if later > self.end or happening.actor_id == one.user_id:
            return False
        if not (one.works_here_at(happening.at) and one.works_here_at(later)):
            return False
        if happening.is_closed and not one.is_in_the_circle_at(later):
            return False
        if happening.kind == "announced":
            return True
        refused_at = self.office.refusals.get(one.address)
        arrives = refused_at is None or refused_at > later
        if one.user_id in happening.direct_ids:
            return one.wants("me", mail_arrives=arrives) or one.choices.digest_rhythm != "never"
        followed = one.follows & happening.sources
        if any(happening.at < moment <= later for moment in one.muted.values()):
            return False
        if heard := followed - one.muted.keys():
            return bool(heard) and one.wants("followed", mail_arrives=arrives)
        return not followed and one.wants("everything", mail_arrives=arrives)

    def _is_told(self, happening: Happening, one: Colleague) -> bool:
        if happening.comment_id is None:
            return bool(self._told.get((happening.kind, happening.page_id, one.user_id)))
        if self._told.get(("comment", happening.comment_id, one.user_id)):
            return True
        # Who has not read yet that there is talk under a page finds the rest of it there, in that minute too.
        return one.user_id not in happening.direct_ids and any(
            notice.is_in_site and (notice.read_at is None or notice.read_at >= happening.at)
            for notice in self._told.get(("page", happening.page_id, one.user_id), ())
        )

    def _what(self, notice: Told) -> tuple[str, int, int]:
        if notice.comment_id is not None:
            if notice.kind == TALK and notice.page_id is not None:
                self._told["page", notice.page_id, notice.receiver_id].append(notice)
            return "comment", notice.comment_id, notice.receiver_id
        assert notice.page_id is not None
        return _what_of(notice), notice.page_id, notice.receiver_id

    def _happening(self, notice: Told) -> Happening:
        if notice.comment_id is not None:
            return self._by_comment[notice.comment_id]
        assert notice.page_id is not None
        return self._by_page[_what_of(notice), notice.page_id]

    def _receiver(self, letter: Letter) -> Colleague:
        return self._by_address[letter.to]


def _what_of(notice: Told) -> str:
    return "announced" if notice.kind == "announcement" else "published"


def _is_true(notice: Told, happening: Happening, one: Colleague) -> bool:
    """Tell whether the reason is a fact, and the strongest one there is."""
    match notice.reason:
        case "named":
            return one.user_id in happening.named_ids
        case "answered":
            return one.user_id == happening.answered_id
        case "asked":
            return one.user_id in happening.above_ids
        case "keeper":
            return one.user_id in happening.keeper_ids
        case "follows":
            heard = one.follows & happening.sources
            is_muted = notice.source in one.muted and one.muted[notice.source] < happening.at
            return notice.source in heard and not is_muted and one.wants("followed")
        case "everything":
            return one.wants("everything") and not one.follows & happening.sources
        case "audience":
            return happening.kind == "announced"
        case _:
            return False


def _day(moment: datetime) -> object:
    return timezone.localtime(moment).date()


def table(rows: Iterable[tuple[str, object]]) -> str:
    """Return lines of words and figures."""
    return "\n".join(f"  {words:<46}{figure:>10}" for words, figure in rows)
