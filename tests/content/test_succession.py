"""Who answers for a page when its keeper leaves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from access.models import Role, User
from content.succession import HANDED_OVER, hand_over_drafts
from directory.leaving import leave, leave_together, rejoin
from directory.models import Person
from search.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.blog import BlogPostFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _site(home: object) -> None:
    """Both trees, with a site."""


def colleague(name: str, **fields: Any) -> Person:
    person: Person = PersonFactory(name=name, user=UserFactory(), **fields)
    return person


def who_answers(page: Page) -> tuple[Person | None, Person | None]:
    stored = Page.objects.get(pk=page.pk).specific
    return stored.keeper, stored.deputy


def test_the_deputy_answers_for_the_page_of_a_leaver() -> None:
    keeper, deputy = colleague("Keeper"), colleague("Deputy")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, deputy=deputy)

    leave(person=keeper, on=TODAY, now=NOW)

    assert who_answers(page) == (deputy, None)


def test_without_a_deputy_the_nearest_section_that_has_someone_answers() -> None:
    of_top, of_section, keeper = (
        colleague("Top"),
        colleague("Gone already", left_on=TODAY),
        colleague("Keeper"),
    )
    top = SectionPageFactory(title="Werken hier", keeper=of_top)
    section = SectionPageFactory(title="Verlof", parent=top, keeper=of_section)
    page = ProcedurePageFactory(title="Ouderschapsverlof", parent=section, keeper=keeper)

    leave(person=keeper, on=TODAY, now=NOW)

    assert who_answers(page) == (of_top, None)


def test_when_keeper_and_deputy_leave_at_once_the_page_goes_to_neither() -> None:
    keeper, deputy, of_section = colleague("Keeper"), colleague("Deputy"), colleague("Section")
    section = SectionPageFactory(title="Verlof", keeper=of_section)
    page = ProcedurePageFactory(title="Ouderschapsverlof", parent=section, keeper=keeper, deputy=deputy)

    leave_together(departures=[(keeper, TODAY), (deputy, TODAY)], now=NOW)

    assert who_answers(page) == (of_section, None)
    assert PageLogEntry.objects.filter(page=page.pk, action=HANDED_OVER).count() == 1


def test_the_newsroom_answers_where_nobody_else_does() -> None:
    keeper, editor = colleague("Keeper"), PersonFactory(user=holder_of(Role.EDITOR))
    page = ProcedurePageFactory(title="Verlof", keeper=keeper)

    leave(person=keeper, on=TODAY, now=NOW)

    assert who_answers(page) == (editor, None)


def test_a_closed_page_never_goes_to_who_may_not_see_it() -> None:
    keeper, outsider, insider = colleague("Keeper"), colleague("Outsider"), colleague("Insider")
    group = Group.objects.create(name="Directie")
    assert insider.user is not None
    insider.user.groups.add(group)
    section = SectionPageFactory(title="Plannen", keeper=outsider, deputy=insider)
    page = ProcedurePageFactory(title="Reorganisatie", parent=section, keeper=keeper)
    restrict(page, group)

    leave(person=keeper, on=TODAY, now=NOW)

    assert who_answers(page) == (insider, None)


def test_a_deputy_who_leaves_is_nobodys_deputy() -> None:
    keeper, deputy = colleague("Keeper"), colleague("Deputy")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, deputy=deputy)

    leave(person=deputy, on=TODAY, now=NOW)

    assert who_answers(page) == (keeper, None)


def test_the_contact_of_a_procedure_who_leaves_is_taken_off() -> None:
    keeper, contact = colleague("Keeper"), colleague("Contact")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, contact=contact)

    leave(person=contact, on=TODAY, now=NOW)

    assert Page.objects.get(pk=page.pk).specific.contact is None


def test_the_draft_and_the_planned_version_go_along() -> None:
    keeper, deputy = colleague("Keeper"), colleague("Deputy")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, deputy=deputy)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    page.title = "Verlof en vrij"
    page.save_revision()

    leave(person=keeper, on=TODAY, now=NOW)
    hand_over_drafts.func([keeper.pk])

    assert page.revisions.count() == 2
    for revision in page.revisions.all():
        assert (revision.content["keeper"], revision.content["deputy"]) == (deputy.pk, None)
    assert page.get_latest_revision_as_object().title == "Verlof en vrij"


def test_a_version_of_long_ago_names_nobody_who_left_once_it_is_live_again() -> None:
    keeper, next_keeper = colleague("Keeper"), colleague("Next")
    section = SectionPageFactory(title="Afspraken", keeper=next_keeper)
    page = ProcedurePageFactory(title="Verlof", parent=section, keeper=keeper)
    old = page.save_revision()
    page.keeper = next_keeper
    page.save_revision().publish()
    leave(person=keeper, on=TODAY, now=NOW)

    old.publish()

    assert who_answers(page) == (next_keeper, None)


def test_search_knows_who_answers_now() -> None:
    keeper, deputy = colleague("Keeper"), colleague("Deputy")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, deputy=deputy)

    leave(person=keeper, on=TODAY, now=NOW)

    assert Entry.objects.get(kind="procedure", object_id=page.pk).keeper == deputy


def test_history_and_report_tell_the_new_keeper(client: Client) -> None:
    keeper, deputy = colleague("Daan Pronk"), colleague("Noor de Wit")
    page = ProcedurePageFactory(title="Verlof", keeper=keeper, deputy=deputy)
    client.force_login(holder_of(Role.EDITOR, language="en"))

    leave(person=keeper, on=TODAY, now=NOW)

    history = client.get(f"/admin/pages/{page.pk}/history/").text
    report = client.get("/admin/reports/handed-over/").text
    assert "Former colleague has left. Noor de Wit answers for this page now." in history
    assert "Daan Pronk" not in history + report
    assert "Verlof" in report
    assert "Noor de Wit" in report


def test_what_a_leaver_wrote_is_by_a_former_colleague_until_they_return(reader: Client) -> None:
    author = colleague("Daan Pronk", job_title="Boswachter")
    news = NewsPageFactory(title="Bomen geplant", author=author)
    post = BlogPostFactory(title="Over bomen", author=author, keeper=colleague("Noor"))
    comment = comment_on(news, author=author.user)
    addresses = [news.url, post.url, f"{news.url}#c{comment.pk}"]

    leave(person=author, on=TODAY, now=NOW)

    for address in addresses:
        text = reader.get(address).text
        assert "Daan Pronk" not in text
        assert "Boswachter" not in text
        assert "Oud-collega" in text
    assert "Daan Pronk" not in Entry.objects.get(kind="news", object_id=news.pk).keywords

    rejoin(person=author, now=NOW)

    for address in addresses:
        assert "Daan Pronk" in reader.get(address).text
    assert "Daan Pronk" in Entry.objects.get(kind="news", object_id=news.pk).keywords


def test_the_cost_of_leaving_does_not_grow_with_pages_of_others() -> None:
    other = colleague("Somebody else")

    def cost(name: str) -> int:
        leaver = colleague(name)
        ProcedurePageFactory.create_batch(3, keeper=other)
        with CaptureQueriesContext(connection) as queries:
            leave(person=leaver, on=TODAY, now=NOW)
        return len(queries)

    assert cost("First keeper") == cost("Second keeper") <= 90


def test_only_administrators_see_the_profile_of_a_leaver(reader: Client, employee: User) -> None:
    colleague("Daan Pronk", slug="daan", left_on=TODAY, ask_me_about="beuken")

    answer = reader.get("/people/daan/")
    assert answer.status_code == 410
    assert "Daan" not in answer.text
    assert "beuken" not in answer.text

    employee.is_superuser = True
    employee.save()
    assert "Daan Pronk" in reader.get("/people/daan/").text
