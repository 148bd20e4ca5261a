"""What a page points at stays hidden from who may not see it, also when the page itself is open."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from content.translations import note_translation
from news.models import NewsPage
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import section_editor_of


def hidden_page(council: Group) -> NewsPage:
    page: NewsPage = NewsPageFactory(title="Afslanking in stilte")
    restrict(page, council)
    return page


def test_a_page_that_ended_does_not_name_a_hidden_successor(reader: Client, council: Group) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = NewsPageFactory(successor=hidden_page(council), ends_on=yesterday)

    shown = reader.get(ended.url).text

    assert "stilte" not in shown


def test_a_page_that_ended_leads_to_its_successor(reader: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    successor = NewsPageFactory(title="De nieuwe regeling")
    ended = NewsPageFactory(successor=successor, ends_on=yesterday)

    assert f'<a href="{successor.url}">Lees nu “De nieuwe regeling”</a>' in reader.get(ended.url).text


def test_who_edits_a_translation_learns_nothing_of_a_hidden_source(client: Client, council: Group) -> None:
    source = hidden_page(council)
    translation = NewsPageFactory(title="Something else", language="en", translation_of=source)
    note_translation(source=source, target=translation, now=timezone.now())
    source.title = "Afslanking in diepe stilte"
    source.save_revision().publish()
    client.force_login(section_editor_of(translation))

    editor = client.get(f"/admin/pages/{translation.pk}/edit/")
    comparison = client.get(f"/admin/translations/{translation.pk}/")

    assert editor.status_code == 200
    assert "stilte" not in editor.text
    assert comparison.status_code == 404
