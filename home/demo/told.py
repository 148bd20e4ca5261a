"""What the people of Lindewaard were told of, as if workers had been at it all along."""

from datetime import datetime, timedelta

from django.db.models import F

from access.models import User
from directory.models import Subject
from following.sources import sources_for
from following.visits import note_visit
from home.demo.days import Days
from home.demo.written import Tell
from news.models import NewsPage
from notices.announcing.services import announce
from notices.models import Digest, Event, Notice
from notices.muting import mute
from notices.passing import tell_all
from notices.reading import KEPT_FOR, mark_read

# Noor comes back from some days off; whoever else signs in read all until yesterday.
AWAY, READER = "noor", "1 12:00"
DAYS_AWAY = timedelta(days=6)
ANNOUNCED, REASON = "pas-en-een-code", "Vanaf volgende maand kom je zonder code niet meer in je mail."


def load_notices(days: Days, tell: Tell) -> None:
    """Pass on what happened at the moment that it did, unless anybody was told of anything before."""
    if Notice.objects.exists():
        return
    noor = User.objects.get(username=AWAY)
    [procurement] = sources_for([("subject", Subject.objects.get(slug="inkoop").pk)])
    mute(owner=noor, source=procurement.pk, now=days.moment("9 10:00"))
    _announce(days)
    _pass_on(days.now)
    _read(days, noor)
    note_visit(visitor=noor, today=days.today - DAYS_AWAY)
    for receiver in User.objects.filter(notices__isnull=False).distinct().order_by("pk"):
        tell(receiver.username)


def _announce(days: Days) -> None:
    announce(
        sender=User.objects.get(username="emre"),
        page=NewsPage.objects.get(slug=ANNOUNCED),
        audiences=[],
        reason=REASON,
        now=days.moment("2 09:30"),
    )


def _pass_on(now: datetime) -> None:
    waiting = Event.objects.filter(passed_on_at=None)
    # What would have been cleared away again by now.
    waiting.filter(happened_at__lt=now - KEPT_FOR).update(passed_on_at=F("happened_at"))
    for pk, happened_at in waiting.order_by("happened_at", "pk").values_list("pk", "happened_at"):
        tell_all(pk, now=happened_at)
    # Mails of the past would all leave at once, as soon as a worker starts.
    Notice.objects.filter(mail=Notice.Mail.WAITING).update(mail=Notice.Mail.LEFT, mail_due_at=None)


def _read(days: Days, away: User) -> None:
    until = days.moment(READER)
    for receiver in User.objects.filter(notices__isnull=False).exclude(pk=away.pk).distinct():
        own = Notice.objects.filter(receiver=receiver, made_at__lt=until).values_list("pk", flat=True)
        mark_read(reader=receiver, notices=own, now=until)
    digest = Digest.objects.create(
        receiver=away,
        due_on=days.worked(5),
        covers_from=days.moment("10 09:00"),
        covers_until=days.moment("5 09:00"),
        state=Digest.State.SENT,
    )
    before = Notice.objects.filter(receiver=away, made_at__lt=digest.covers_until)
    before.update(digest=digest)
    mark_read(reader=away, notices=before.values_list("pk", flat=True), now=digest.covers_until)
