"""What a text says, written on its page and published."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from content.importing.conversion import LONGEST_TITLE, Conversion
from content.importing.front_matter import (
    AUTHORS,
    KEYWORDS,
    SUMMARY,
    Unreadable,
    day_of,
    list_of,
    text_of,
)
from content.importing.kinds import ImportedText
from content.importing.names import file_name, shortened
from content.importing.outline import plain
from content.importing.report import Remark
from content.models import ContentPage
from directory.models import Subject

LONGEST_SUMMARY = 300
LONGEST_KEYWORDS = 500


def short_title(title: str) -> str:
    """Return a title as a page can hold it."""
    return shortened(title, LONGEST_TITLE)


def text_for_page(conversion: Conversion, today: date, remarks: list[Remark]) -> ImportedText:
    """Return a text as the room of its kind gets it; what cannot be read is remarked."""
    front = conversion.source.front
    body = conversion.body()
    picture = conversion.leading_picture()
    people = conversion.surroundings.people
    return ImportedText(
        body=body,
        today=today,
        written_on=_written_on(conversion, remarks),
        authors=[people.author(name) for name in list_of(front, AUTHORS)],
        image_id=picture.pk if picture else None,
        image_alt=picture.alt if picture else "",
    )


def fill_page(page: ContentPage, conversion: Conversion, text: ImportedText, subjects: list[Subject]) -> None:
    """Write on `page` what pages of every kind have."""
    front = conversion.source.front
    page.title = short_title(conversion.card.title)
    page.summary = shortened(plain(text_of(front, SUMMARY)), LONGEST_SUMMARY)
    page.keywords = _keywords(list_of(front, KEYWORDS))
    page.subjects = subjects
    if page.first_published_at is None and text.written_on and text.written_on < text.today:
        # What was read elsewhere for years is no news here.
        page.first_published_at = noon(text.written_on)


def publish(page: ContentPage, *, as_draft: bool) -> None:
    """Give `page` a revision, and publish it unless it is a draft or an editor took it offline."""
    was_taken_offline = not page.live and page.last_published_at is not None
    stays_draft = as_draft or was_taken_offline
    # Publishing checks the fields; a draft must be checked here.
    revision = page.save_revision(clean=stays_draft)
    if not stays_draft:
        revision.publish()


def noon(day: date) -> datetime:
    """Return a moment on `day` that is on that day in every near time zone."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _written_on(conversion: Conversion, remarks: list[Remark]) -> date | None:
    try:
        stated = day_of(conversion.source.front)
    except Unreadable as error:
        value = str(error)
        words = _("“%(value)s” is no date; write it as 2026-11-23.") % {"value": value}
        remarks.append(Remark(conversion.card.source, words, conversion.source.line_of(value)))
        stated = None
    return stated or file_name(conversion.card.source).day


def _keywords(words: list[str]) -> str:
    kept: list[str] = []
    for word in words:
        if len(", ".join([*kept, word])) > LONGEST_KEYWORDS:
            break
        kept.append(word)
    return ", ".join(kept)
