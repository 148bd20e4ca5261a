"""A translation knows what it was made from, and says so when that changed."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from access.models import User
from access.roles import Role
from content.models import PageTranslation
from content.translations import NotATranslation, compare, confirm_translation, origin_of
from home.models import HomePage
from news.models import NewsPage
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def editor(home: HomePage) -> User:
    return holder_of(Role.EDITOR, language="nl")


@pytest.fixture
def source(home: HomePage) -> NewsPage:
    page: NewsPage = NewsPageFactory(
        title="De eik krijgt een bank", body=[("text", "<p>Er is plek voor vier.</p>")]
    )
    return page


def translated(source: NewsPage, user: User) -> NewsPage:
    """Translate the page as the admin does, and publish it with a title of its own."""
    english = Locale.objects.get(language_code="en")
    page: NewsPage = CopyPageForTranslationAction(source, english, user=user).execute()
    page.title = "The oak gets a bench"
    page.save_revision().publish()
    return page


def publish(page: NewsPage, **fields: object) -> None:
    draft = NewsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def is_outdated(page: NewsPage) -> bool:
    return PageTranslation.objects.get(page=page.pk).outdated_since is not None


def test_a_new_translation_is_up_to_date(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)

    translation = origin_of(page)

    assert translation.source_id == source.pk
    assert translation.source_revision is not None
    assert not is_outdated(page)


@pytest.mark.parametrize(
    ("change", "outdated"),
    [
        ({"title": "De eik krijgt twee banken"}, True),
        ({"body": [("text", "<p>Er is plek voor acht.</p>")]}, True),
        ({"keywords": "zitten"}, True),
        ({"body": [("text", '<p data-block-key="a1b2c">Er is plek voor vier.</p>')]}, False),
        ({"comments_open": True}, False),
        ({"slug": "de-bank"}, False),
        ({"checked_on": NOW.date()}, False),
    ],
)
def test_only_other_words_in_the_source_make_it_out_of_date(
    source: NewsPage, editor: User, change: dict[str, object], outdated: bool
) -> None:
    page = translated(source, editor)

    publish(source, **change)

    assert is_outdated(page) is outdated


def test_a_draft_of_the_source_changes_nothing(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)

    source.title = "De eik krijgt twee banken"
    source.save_revision()

    assert not is_outdated(page)


def test_the_mark_keeps_the_first_day_on_which_the_source_changed(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)

    publish(source, title="Eerst")
    first = PageTranslation.objects.get(page=page.pk).outdated_since
    publish(source, title="Later")

    assert PageTranslation.objects.get(page=page.pk).outdated_since == first


def test_what_changed_is_shown_beside_the_translation(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)
    publish(source, title="De eik krijgt twee banken")

    rows = compare(origin_of(page))

    assert (rows[0].label, rows[0].has_changed) == ("Titel", True)
    assert "twee banken" in rows[0].source
    assert "The oak gets a bench" in rows[0].translation
    assert not any(row.has_changed for row in rows[1:])


def test_an_editor_says_that_it_is_up_to_date_again(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)
    publish(source, title="De eik krijgt twee banken")

    confirm_translation(page=page, user=editor, now=NOW)

    source.refresh_from_db()
    translation = origin_of(page)
    assert (translation.outdated_since, translation.confirmed_at) == (None, NOW)
    assert translation.source_revision_id == source.live_revision_id


def test_who_may_not_edit_the_translation_confirms_nothing(source: NewsPage, editor: User) -> None:
    page = translated(source, editor)

    with pytest.raises(PermissionDenied):
        confirm_translation(page=page, user=holder_of(Role.READER), now=NOW)


def test_a_page_that_was_never_translated_has_no_origin(source: NewsPage) -> None:
    with pytest.raises(NotATranslation):
        origin_of(source)


def test_the_editor_is_told_and_compares_and_confirms(client: Client, source: NewsPage, editor: User) -> None:
    client.force_login(editor)
    page = translated(source, editor)
    publish(source, title="De eik krijgt twee banken")

    told = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    compared = client.get(f"/admin/translations/{page.pk}/").content.decode()
    client.post(f"/admin/translations/{page.pk}/")

    assert "De bron, “De eik krijgt twee banken”, is veranderd op" in told
    assert "De vertaling is weer bij" in compared
    assert not is_outdated(page)


def test_the_comparison_is_for_who_edits_the_translation(
    client: Client, source: NewsPage, editor: User
) -> None:
    page = translated(source, editor)
    client.force_login(holder_of(Role.COMMUNITY_MANAGER))

    assert client.get(f"/admin/translations/{page.pk}/").status_code == 404
    assert client.post(f"/admin/translations/{page.pk}/").status_code == 404


def test_the_report_lists_what_is_out_of_date_and_what_is_missing(
    client: Client, source: NewsPage, editor: User
) -> None:
    client.force_login(editor)
    page = translated(source, editor)
    publish(source, title="De eik krijgt twee banken")
    NewsPageFactory(title="Zonder Engels")

    everything = client.get("/admin/reports/translations/").content.decode()
    outdated = client.get("/admin/reports/translations/?state=outdated").content.decode()
    missing = client.get("/admin/reports/translations/?state=missing").content.decode()
    exported = b"".join(client.get("/admin/reports/translations/?export=csv")).decode()

    assert page.title in everything
    assert "Zonder Engels" in everything
    assert (page.title in outdated, "Zonder Engels" in outdated) == (True, False)
    assert (page.title in missing, "Zonder Engels" in missing) == (False, True)
    assert "verouderd sinds" in exported


def test_readers_of_an_outdated_translation_are_told_quietly(
    reader: Client, source: NewsPage, editor: User
) -> None:
    page = translated(source, editor)
    before = reader.get(page.url).content.decode()

    publish(source, title="De eik krijgt twee banken")
    after = reader.get(page.url).content.decode()
    of_source = reader.get(source.url).content.decode()

    assert "De Nederlandse versie is nieuwer" not in before
    assert "De Nederlandse versie is nieuwer" in after
    assert "is nieuwer" not in of_source
