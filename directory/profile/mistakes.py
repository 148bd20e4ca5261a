"""Telling the register that a field comes from that it is wrong: that is where it is corrected."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.audit import record
from access.mail import full_address, send_mail
from access.models import User
from background.queue import task
from directory.models import DELIVERED, Person, Source


class NobodyCorrects(ValueError):
    """The source names no address for mistakes."""


@transaction.atomic
def report_mistake(
    *, reporter: User, person: Person, source: Source, field: str, text: str, now: datetime
) -> None:
    """Mail who keeps `source` that `field` of `person` is wrong, in the words of `reporter`.

    Raises NobodyCorrects, and KeyError for what the source does not deliver.
    """
    if not source.report_to:
        raise NobodyCorrects(f"{source} has no address for mistakes.")
    {name: DELIVERED[name] for name in source.delivers}[field]
    record(actor=reporter, action="mistake.reported", thing=person, details={"field": field}, now=now)
    transaction.on_commit(lambda: mail_mistake.enqueue(source.pk, person.pk, reporter.pk, field, text))


# A worker that dies in the middle may leave a second mail: who reads it corrects once.
@task(idempotent=True)
def mail_mistake(source_id: int, person_id: int, reporter_id: int, field: str, text: str) -> None:
    """Mail the report; nothing when who or what it is about was erased meanwhile."""
    source = Source.objects.filter(pk=source_id).first()
    person = Person.objects.filter(pk=person_id).first()
    reporter = User.objects.filter(pk=reporter_id).first()
    if source is None or person is None or reporter is None or not source.report_to:
        return
    link = person.source_links.filter(source=source).first()
    send_mail(
        to=source.report_to,
        language=settings.LANGUAGE_CODE,
        subject=_("A colleague reports a mistake in what you deliver"),
        template="mistake",
        context={
            "person": person,
            "number": link.external_id if link else "",
            "field": DELIVERED.get(field, field),
            "text": text,
            "reporter": reporter.get_full_name() or reporter.username,
            "reporter_email": reporter.email,
            "source": source,
            "url": full_address(person.get_absolute_url()),
        },
    )
