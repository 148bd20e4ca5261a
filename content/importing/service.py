"""Importing a folder: every text becomes a page, links lead to pages, and the second time nothing changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.importing.conversion import Conversion, Surroundings
from content.importing.folder import find_texts
from content.importing.front_matter import SUBJECTS, is_draft, list_of
from content.importing.kinds import PageKind
from content.importing.links import Target
from content.importing.memory import Memory
from content.importing.names import free_slug
from content.importing.page_writer import fill_page, publish, short_title, text_for_page
from content.importing.people import People
from content.importing.pictures import Pictures
from content.importing.redirects import Redirects
from content.importing.refusal import Refused
from content.importing.report import Remark, Report
from content.importing.sources import read_source
from content.importing.subjects import Subjects
from content.importing.survey import Card, Place, Survey, card_of, is_page
from content.models import ContentPage, ImportedFile

Step: TypeAlias = Callable[[], None]
Progress: TypeAlias = Callable[[list[Step]], Iterable[Step]]


def import_folder(
    *,
    folder: Path,
    into: Page,
    kind: PageKind,
    now: datetime,
    root: Path | None = None,
    is_trial: bool = False,
    progress: Progress = list,
) -> Report:
    """Make pages of the Markdown files in `folder` below `into` and return what was done.

    Pictures may also lie elsewhere in `root`. Each page has a transaction of its own. With `is_trial`
    nothing is written. Who may run commands on the server may import: no further permission is asked.
    """
    folder = folder.resolve()
    root = (root or folder).resolve()
    report = Report(is_trial)
    survey = survey_folder(folder, report)
    return _Import(folder, root, into, kind, now, report, survey).run(progress)


def survey_folder(folder: Path, report: Report) -> Survey:
    """Return the cards of the texts in `folder`; what is refused or passed over is reported."""
    findings = find_texts(folder)
    report.skipped += findings.skipped
    for source, refused in findings.refused:
        report.refuse(source, refused)
    survey = Survey()
    for found in findings.texts:
        try:
            text = read_source(found)
        except Refused as refused:
            report.refuse(found.source, refused)
            continue
        if is_page(text):
            survey.cards.append(card_of(found, text))
        else:
            report.skipped.append(found.source)
    return survey


@dataclass
class _Import:
    """One run: first each page gets its number, then its text with links to the numbers."""

    folder: Path
    root: Path
    into: Page
    kind: PageKind
    now: datetime
    report: Report
    survey: Survey
    page_ids: dict[str, int] = field(default_factory=dict)
    parents: dict[str, Page] = field(default_factory=dict)
    slugs: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        is_trial = self.report.is_trial
        language = self.into.locale.language_code
        bases = [base for base in (self.folder, *self.folder.parents) if base.is_relative_to(self.root)]
        self.pictures = Pictures(bases, self.root, is_trial)
        book = self.survey.addresses()
        # The front page of the website from which the texts come is now the page below which they come.
        book.add_again(Target(source="", title=self.into.title, anchors={}), ["/"])
        self.page_ids[""] = self.into.pk
        self.surroundings = Surroundings(book, self.page_ids, self.pictures, People(bases), language)
        self.subjects = Subjects(language, is_trial)
        self.redirects = Redirects(is_trial)
        digests = {card.source: card.digest for card in self.survey.cards}
        self.memory = Memory.of(self.into, self.folder.name, digests)

    def run(self, progress: Progress) -> Report:
        places = self.survey.places(with_sections=self.kind.section_model is not None)
        steps: list[Step] = [partial(self.reserve, place) for place in places]
        steps += [partial(self.write, place, place.card) for place in places if place.card is not None]
        for step in progress(steps):
            step()
        seen = {place.source for place in places} | {remark.source for remark in self.report.refused}
        self.report.vanished = self.memory.vanished(seen)
        self.report.picture_count = self.pictures.made_count
        self.report.known_picture_count = self.pictures.known_count
        self.report.redirect_count = self.redirects.made_count
        self.report.subject_count = self.subjects.made_count
        return self.report

    def reserve(self, place: Place) -> None:
        """Give a place the page that it had, or a new one that nobody sees yet."""
        row = self.memory.row_of(place)
        if row is not None:
            self.page_ids[place.source] = row.page_id
            if place.card is not None and not self.report.is_trial:
                self.memory.rename(row, place.source)
            return
        if place.card is None:
            self.report.sections.append(place.source)
        if self.report.is_trial:
            # No page has such a number, and no two places share one.
            self.page_ids[place.source] = -1 - len(self.page_ids)
            return
        with transaction.atomic():
            page = self._new_page(place)
            self.memory.remember(place, page, self.now)
            if place.card is None:
                publish(page, as_draft=False)
        self.page_ids[place.source] = page.pk

    def _new_page(self, place: Place) -> ContentPage:
        section_model = self.kind.section_model
        model = section_model if place.folder and section_model else self.kind.page_model
        parent = self._parent(place)
        if parent.pk not in self.slugs:
            self.slugs[parent.pk] = set(parent.get_children().values_list("slug", flat=True))
        slug = free_slug(place.slug, self.slugs[parent.pk])
        page = model(title=short_title(place.title), slug=slug, live=False, locale_id=self.into.locale_id)
        parent.add_child(instance=page)
        self.slugs[parent.pk].add(slug)
        return page

    def _parent(self, place: Place) -> Page:
        if place.parent is None:
            return self.into
        if place.parent not in self.parents:
            self.parents[place.parent] = Page.objects.get(pk=self.page_ids[place.parent])
        return self.parents[place.parent]

    def write(self, place: Place, card: Card) -> None:
        """Give a page its text, unless it has it already."""
        row = self.memory.row_of(place)
        if row is not None and row.digest == card.digest and not self._has_arrived(row, card):
            self.report.unchanged_count += 1
            return
        is_new = row is None or not row.digest
        try:
            self._convert(row, card)
        except Refused as refused:
            self.report.refuse(card.source, refused)
        except ValidationError as error:
            self.report.refuse(card.source, Refused(" ".join(error.messages)))
        except DataError as error:
            words = _("The database does not take this text (%(error)s). Shorten it or take that part out.")
            self.report.refuse(card.source, Refused(words % {"error": str(error).strip()}))
        else:
            (self.report.made if is_new else self.report.changed).append(card.source)
            return
        if row is not None and is_new:
            self.memory.give_up(row)

    def _has_arrived(self, row: ImportedFile, card: Card) -> bool:
        """Whether a link or picture that led nowhere would now lead somewhere."""
        for address in row.awaited:
            if self.surroundings.book.find(address, card.source):
                return True
            try:
                if self.pictures.find(address, card.found.path):
                    return True
            except Refused:
                continue  # It was refused before as well.
        return False

    def _convert(self, row: ImportedFile | None, card: Card) -> None:
        conversion = Conversion(card, read_source(card.found), self.surroundings)
        text = text_for_page(conversion, timezone.localdate(self.now), self.report.remarks)
        subjects = self.subjects.of(list_of(conversion.source.front, SUBJECTS))
        addresses = self.survey.old_addresses_of(card)
        if row is None or self.report.is_trial:
            taken = self.redirects.keep(addresses, self.page_ids[card.source])
        else:
            # Pictures and subjects are stored already: when the page is refused they serve the next run.
            with transaction.atomic():
                # Not row.page: the row stays, and would keep the whole text in memory.
                page = Page.objects.get(pk=row.page_id).specific
                self._remark_on(page, card)
                fill_page(page, conversion, text, subjects)
                self.kind.fill(page, text)
                publish(page, as_draft=is_draft(conversion.source.front))
                taken = self.redirects.keep(addresses, page.pk)
                self.memory.confirm(row, card.digest, [*conversion.links.dead, *conversion.missing_pictures])
        self._report_on(conversion, taken)

    def _remark_on(self, page: Page, card: Card) -> None:
        if page.latest_revision and page.latest_revision.user_id:
            words = _("An editor changed this page. What stood there is in its history.")
            self.report.remarks.append(Remark(card.source, words))
        if not page.live and page.last_published_at:
            words = _("This page was taken offline. The new text waits there as a draft.")
            self.report.remarks.append(Remark(card.source, words))

    def _report_on(self, conversion: Conversion, taken: list[str]) -> None:
        source, line_of = conversion.card.source, conversion.source.line_of
        report = self.report
        report.refused += conversion.refused
        report.dropped_tags += conversion.dropped_tags
        report.dead_links += [Remark(source, address, line_of(address)) for address in conversion.links.dead]
        report.missing_pictures += [
            Remark(source, address, line_of(address.lstrip("/"))) for address in conversion.missing_pictures
        ]
        words = _("The old address %(address)s already leads to another page.")
        report.remarks += [
            Remark(source, words % {"address": address}, line_of(address)) for address in taken
        ]
