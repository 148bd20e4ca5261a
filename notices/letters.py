"""The mail about one notice: who did what, why it comes, and how to hear less."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation

from access.mail import compose_mail, full_address, language_of
from access.models import User
from notices.deeds import MuteDeed, NoMailDeed
from notices.interruptions import mailed_today
from notices.links import headers_of_mail, link_to
from notices.models import Event, Notice, Preference
from notices.preferences import preference_of
from notices.tellers import teller_of
from notices.telling import Told, told


def letter_about(notice: Notice, receiver: User, *, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, in the language of `receiver`; None where they may no longer see what it is about."""
    language, preference = language_of(receiver), preference_of(receiver)
    with translation.override(language):
        lines = told([notice], receiver)
        if not lines:
            return None
        [line] = lines
        stop = link_to(NoMailDeed.name, receiver, now=now)
        return compose_mail(
            to=receiver.email,
            language=language,
            subject=_subject_of(line),
            template="notice",
            context={
                "told": line,
                "is_talk": line.notice.event.comment_id is not None and teller_of(line.notice.event) is None,
                "url": full_address(line.address),
                "ways": [
                    {
                        "words": way.words,
                        "url": link_to(MuteDeed.name, receiver, MuteDeed.value_of(way.muting), now=now),
                    }
                    for way in line.ways
                ],
                "settings_url": full_address(f"{reverse('access:settings')}#notices"),
                "stop_url": stop,
                "number": mailed_today(receiver, now) + 1,
                "budget": preference.budget,
                "has_digest": preference.digest_rhythm != Preference.Rhythm.NEVER,
                "happened_at": line.notice.event.happened_at,
            },
            headers=_headers(line, stop),
        )


def _subject_of(line: Told) -> str:
    """Return the sentence, or without any title where not everyone may see what it is about."""
    return line.sentence if line.is_open else str(Event.Kind(line.notice.event.kind).label)


def _headers(line: Told, stop: str) -> dict[str, str]:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    headers = {"Message-ID": f"<notice-{line.notice.pk}@{host}>", **headers_of_mail(stop)}
    if line.notice.event.comment is not None:
        # Mail programs show what belongs to one conversation together.
        headers["References"] = f"<conversation-{line.notice.event.comment.thread_id}@{host}>"
    return headers
