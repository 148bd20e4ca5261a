"""Where a notice leads."""

from django.urls import reverse

from access.models import User
from following.things import lines_of
from notices.concerned import number_of
from notices.models import Event, Notice
from notices.tellers import subjects_of, teller_of


def destination_of(notice: Notice, reader: User) -> str | None:
    """Return the address of what `notice` is about, or None where that is not there for `reader`."""
    event = notice.event
    if teller_of(event) is not None:
        subject = subjects_of([event], reader).get(event.pk)
        if subject is None or subject.address:
            return subject.address if subject is not None else None
    if event.kind == Event.Kind.DECISION:
        if event.key.startswith("report:"):
            return f"{reverse('dialogue:mine')}?show=reported"
        return reverse("dialogue:decision", args=[number_of(event)])
    if event.comment_id is not None:
        return reverse("dialogue:comment-detail", args=[event.comment_id])
    if event.thing is not None:
        return next((line.card.address for line in lines_of([event.thing], reader)), None)
    if event.announcement is not None and event.announcement.page is not None:
        address: str | None = event.announcement.page.get_url()
        return address
    return None
