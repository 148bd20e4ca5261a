"""How the pages of Lindewaard are made, of whatever kind, in Dutch and partly in English."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from access.models import User
from access.roles import Role, group_of
from content.models import AddressedPage, ContentPage
from content.translations import note_translation
from directory.models import Person, Subject
from home.demo.audiences import audience_named
from home.demo.days import Days
from home.demo.pictures import picture
from home.demo.writing import Writer
from home.demo.written import Tell, Written
from home.models import HomePage

OPENING = "09:00"
# What has no date of its own was written long ago, and checked since.
WORKDAYS_BEFORE_CHECK = 250
PLAIN_FIELDS = (
    *("title", "slug", "summary", "audience", "keywords"),
    *("kicker", "correction", "duration", "system_label"),
    *("rhythm", "promise", "question"),
)
RICH_FIELDS = ("in_short", "before_you_start", "exceptions")
PERSON_FIELDS = ("keeper", "deputy", "author", "contact", "written_with")

Values = dict[str, Any]  # Any: values of fields of every kind


class PageLoader:
    """Makes the pages that are missing; what stands stays, edited or not."""

    def __init__(self, days: Days, tell: Tell) -> None:
        self.days = days
        self.tell = tell
        self.editor = User.objects.get(username="emre")
        self.people = {
            person.user.username: person for person in Person.objects.select_related("user") if person.user
        }
        homes = HomePage.objects.select_related("locale").order_by("pk")
        self.writers = {writer.language: writer for writer in (Writer(home, days) for home in homes)}

    def load(
        self,
        model: type[ContentPage],
        written: Written,
        parent_of: Callable[[Writer], Page],
        more: Callable[[Written, Writer], Values] | None = None,
    ) -> None:
        """Make the versions of a page that are missing; `more` returns what this kind alone has."""
        original: Page | None = None
        for language, writer in self.writers.items():
            if language not in written:
                continue
            page = writer.page(written[language]["slug"])
            if page is None:
                page = self._make(model, written, writer, parent_of(writer), original, more)
                self.tell(page.title)
            original = original or page

    @transaction.atomic
    def _make(
        self,
        model: type[ContentPage],
        written: Written,
        writer: Writer,
        parent: Page,
        original: Page | None,
        more: Callable[[Written, Writer], Values] | None,
    ) -> Page:
        published_at = self._published_at(written)
        page = model(
            locale=writer.home.locale,
            owner=self.editor,
            # Not live until its restrictions stand.
            live=False,
            first_published_at=published_at,
            **self._facts(written, writer),
            **_texts(written[writer.language], writer),
            **(more(written, writer) if more else {}),
        )
        if original is not None:
            page.translation_key = original.translation_key
        if published_at is not None and hasattr(page, "published_on"):
            page.published_on = published_at.date()
        parent.add_child(instance=page)
        page.subjects = Subject.objects.filter(slug__in=written["subjects"])
        if isinstance(page, AddressedPage):
            page.audiences = [audience_named(slug) for slug in written.get("audiences", ())]
        if "restricted_to" in written:
            _restrict(page, written["restricted_to"])
        page.save_revision(user=self.editor).publish(user=self.editor, skip_permission_checks=True)
        if original is not None:
            note_translation(source=original, target=page, now=self.days.now)
        if published_at is not None:
            Page.objects.filter(pk=page.pk).update(
                last_published_at=published_at, latest_revision_created_at=published_at
            )
        return page

    def _published_at(self, written: Written) -> datetime | None:
        """Return when the page opened, and nothing for one that is planned."""
        if "goes_live_in" in written:
            return None
        workdays_ago = written.get("published", written["checked"] + WORKDAYS_BEFORE_CHECK)
        return self.days.moment(f"{workdays_ago} {OPENING}")

    def _facts(self, written: Written, writer: Writer) -> Values:
        """Return what is the same in both languages."""
        facts: Values = {name: self.people[written[name]] for name in PERSON_FIELDS if name in written}
        facts["checked_on"] = self.days.worked(written["checked"])
        if "review_in" in written:
            facts["review_due_on"] = self.days.calendar(written["review_in"])
        if "ends_in" in written:
            facts["ends_on"] = self.days.calendar(written["ends_in"])
        if "goes_live_in" in written:
            facts["go_live_at"] = self.days.ahead(f"{written['goes_live_in']} {OPENING}")
        if "successor" in written:
            facts["successor"] = writer.page(written["successor"])
        if "system_url" in written:
            facts["system_url"] = written["system_url"]
        if "comments_closed" in written:
            facts["comments_open"] = False
            facts["comments_closed_reason"] = written["comments_closed"][writer.language]
        if "image" in written:
            facts["image"] = picture(written["image"])
            facts["image_alt"] = written["image"]["alt"][writer.language]
        return facts


def _texts(text: Written, writer: Writer) -> Values:
    texts: Values = {name: writer.plain(text[name]) for name in PLAIN_FIELDS if name in text}
    texts |= {name: writer.rich(text[name]) for name in RICH_FIELDS if name in text}
    if "steps" in text:
        texts["steps"] = writer.steps(text["steps"])
    if "body" in text:
        texts["body"] = writer.blocks(text["body"])
    return texts


def index_of(model: type[Page], writer: Writer) -> Page:
    """Return the list that pages of a kind stand in."""
    return model.objects.child_of(HomePage.objects.get(pk=writer.home.pk)).get()


def page_of(written: Written, writer: Writer) -> Page:
    """Return the page of what is written, in the language of `writer`."""
    page = writer.page(written[writer.language]["slug"])
    if page is None:
        raise ValueError(f"content: no page in {writer.language} for {written!r}")
    return page


def _restrict(page: Page, roles: list[str]) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(group_of(Role(role)) for role in roles)
