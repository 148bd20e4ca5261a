"""The report of broken links names no page that its reader may not know of."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from access.roles import Role
from content.links import judge_all, keep_links
from home.models import HomePage
from knowledge.models import SectionPage
from tests.factories.pages import SectionPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of, section_editor_of

ADDRESS = "/admin/reports/broken-links/"


def linking(title: str, target: SectionPage) -> SectionPage:
    page: SectionPage = SectionPageFactory(
        title=title, body=[("text", f'<p><a linktype="page" id="{target.pk}">hier</a></p>')]
    )
    keep_links(page)
    return page


@pytest.fixture
def target(home: HomePage, council: Group) -> SectionPage:
    page: SectionPage = SectionPageFactory(title="Reorganisatie")
    restrict(page, council)
    return page


def test_an_editor_reads_where_what_is_wrong_and_mends_it_there(client: Client, target: SectionPage) -> None:
    page = linking("Personeel", target)
    client.force_login(holder_of(Role.EDITOR, language="nl"))

    shown = client.get(ADDRESS).content.decode()
    exported = b"".join(client.get(f"{ADDRESS}?export=csv")).decode()

    assert f"/admin/pages/{page.pk}/edit/" in shown
    assert "is voor sommige lezers verborgen" in shown
    assert "Personeel" in exported
    assert "Reorganisatie" in exported


def test_a_section_editor_reads_no_title_of_a_hidden_page_nor_of_another_branch(
    client: Client, target: SectionPage
) -> None:
    own = linking("Personeel", target)
    linking("Inkoop", target)
    client.force_login(section_editor_of(own))

    shown = client.get(ADDRESS).content.decode()

    assert ("Personeel" in shown, "Inkoop" in shown, "Reorganisatie" in shown) == (True, False, False)


def test_links_that_work_are_not_listed(client: Client, home: HomePage) -> None:
    linking("Personeel", SectionPageFactory())
    judge_all()
    client.force_login(holder_of(Role.EDITOR, language="nl"))

    assert "Elke link leidt ergens heen" in client.get(ADDRESS).content.decode()


def test_who_edits_nothing_does_not_open_the_report(client: Client, home: HomePage) -> None:
    client.force_login(holder_of(Role.COMMUNITY_MANAGER))

    assert client.get(ADDRESS, follow=True).request["PATH_INFO"] != ADDRESS or (
        client.get(ADDRESS).status_code == 403
    )
