"""Whom a message to many reaches, and by which way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from access.holders import holders_of, those_who_meet
from access.models import Scope, User
from directory.accounts import accounts_here
from directory.models import Audience, Person
from directory.reach import SMALLEST_GROUP, people_in
from notices.interruptions import midnight_before
from notices.models import Event, Mute, Notice, Preference

# Reading it, and finding back where one was when a mail disturbed.
READING = timedelta(minutes=1)
BEING_DISTURBED = timedelta(minutes=1)


@dataclass(frozen=True)
class Reach:
    """How many a message reaches: by mail within their own hours, in a digest, or in Brink alone."""

    receivers: int
    by_mail: int
    in_digest: int

    @property
    def in_brink_alone(self) -> int:
        return self.receivers - self.by_mail - self.in_digest

    @property
    def is_about_many(self) -> bool:
        """Whether the ways may be told: of a few people they would say what each of them chose."""
        return self.receivers >= SMALLEST_GROUP

    @property
    def working_time(self) -> timedelta:
        """What it costs: a minute for everyone who reads it, and one more for who is disturbed by a mail."""
        return self.receivers * READING + self.by_mail * BEING_DISTURBED


NOBODY = Reach(0, 0, 0)


def people_of(audiences: Collection[Audience]) -> QuerySet[User]:
    """Return the accounts of who works here and belongs to one of `audiences`; without any, of everyone."""
    here = accounts_here()
    if not audiences:
        return here
    condition = Q()
    for audience in audiences:
        condition |= people_in(audience)
    return here.filter(pk__in=Person.objects.filter(condition).values("user"))


def who_hold(token: str) -> QuerySet[User]:
    """Return the accounts of who works here and holds `token`, such as the members of a group."""
    here = accounts_here()
    return here.filter(pk__in=holders_of(token, here.values("pk")))


def reach_of(scope: Scope, audiences: Collection[Audience], *, sender: User, now: datetime) -> Reach:
    """Return whom a message about something of `scope` reaches if `sender` sends it now; a few queries."""
    return reach_among(those_who_meet(scope.pk, people_of(audiences)), sender=sender, now=now)


def reach_among(people: QuerySet[User], *, sender: User, now: datetime) -> Reach:
    """Return how `people` are reached if `sender` sends it now; a query."""
    gets_mail = ~Q(email="") & ~Q(email=F("refused"))
    wants_mail = (
        ~Q(level=Preference.Level.NOTHING)
        & ~Q(pk__in=Mute.objects.filter(kind=Event.Kind.ANNOUNCEMENT).values("owner"))
        & ~Q(pk__in=_whose_day_is_full(now))
    )
    wants_digest = ~Q(rhythm=Preference.Rhythm.NEVER)
    counts = (
        people.exclude(pk=sender.pk)
        .annotate(
            refused=_chosen("refused_address"), level=_chosen("mail_level"), rhythm=_chosen("digest_rhythm")
        )
        .aggregate(
            receivers=Count("pk"),
            by_mail=Count("pk", filter=gets_mail & wants_mail),
            in_digest=Count("pk", filter=gets_mail & ~wants_mail & wants_digest),
        )
    )
    return Reach(**counts)


def _whose_day_is_full(now: datetime) -> QuerySet[Notice, int]:
    """Return the accounts that were mailed today as often as they allow."""
    mailed = Notice.objects.filter(mail_marked_at__gte=midnight_before(now)).values("receiver")
    full = mailed.annotate(count=Count("pk")).filter(count__gte=_chosen("budget", "receiver__"))
    return full.values_list("receiver", flat=True)


def _chosen(name: str, prefix: str = "") -> Coalesce:
    """Return what a person chose, in SQL, and the default of who chose nothing."""
    return Coalesce(F(f"{prefix}notice_preference__{name}"), Value(getattr(Preference(), name)))
