import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from access.models import User
from home.context import Frame
from home.models import HomePage
from tests.factories.directory import PersonFactory


def test_strangers_see_nothing_of_the_organisation_but_its_name(client: Client, home: HomePage) -> None:
    screen = client.get("/login/").content.decode()

    assert "Brink" in screen
    assert 'id="nav"' not in screen
    assert 'role="search"' not in screen
    assert not re.search(r'href="/(news|knowledge|people|admin)', screen)


def test_frame_of_a_stranger_costs_only_what_the_organisation_set(client: Client, home: HomePage) -> None:
    client.get("/login/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/login/")

    # Beside those of the frame: the ways in that the screen itself offers.
    asked = [query["sql"].partition('FROM "')[2].partition('"')[0] for query in queries]
    assert [table for table in asked if table != "access_identityprovider"] == ["home_organisationsettings"]


def test_menu_speaks_the_language_of_the_reader(reader: Client) -> None:
    dutch = reader.get("/people/").content.decode()
    english = reader.get("/people/", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="nl"' in dutch
    assert '<a href="/news/">Nieuws</a>' in dutch
    assert '<html lang="en"' in english
    assert '<a href="/en/news/">News</a>' in english


def test_menu_falls_back_on_the_page_that_exists(home: HomePage, reader: Client) -> None:
    home.get_translations().get().get_children().get(slug="news").unpublish()

    english = reader.get("/people/", headers={"accept-language": "en"}).content.decode()

    assert '<a href="/news/" lang="nl">Nieuws</a>' in english
    assert "/en/news/" not in english


@pytest.mark.parametrize(
    ("address", "current"),
    [("/people/", ("/people/", "page")), ("/people/someone/", ("/people/", "true")), ("/", ("/", "page"))],
)
def test_menu_marks_where_the_reader_is(
    home: HomePage, employee: User, rf: RequestFactory, address: str, current: tuple[str, str]
) -> None:
    request = rf.get(address)
    request.user = employee

    with translation.override("nl"):
        marked = [(section.url, section.current) for section in Frame(request).sections if section.current]

    assert marked == [current]


def test_theme_that_a_person_chose_is_on_the_page(reader: Client, employee: User) -> None:
    employee.theme = User.Theme.DARK
    employee.save()

    screen = reader.get("/people/").content.decode()

    assert 'data-theme="dark"' in screen
    assert '<meta name="color-scheme" content="dark">' in screen


def test_newsroom_is_offered_to_who_writes(reader: Client, employee: User) -> None:
    before = reader.get("/people/").content.decode()
    employee.user_permissions.add(Permission.objects.get(codename="access_admin"))

    after = reader.get("/people/").content.decode()

    assert 'href="/admin/"' not in before
    assert 'href="/admin/"' in after


def test_masthead_leads_to_the_own_profile(reader: Client, employee: User) -> None:
    PersonFactory(name="Noor de Wit", slug="noor-de-wit", user=employee)

    screen = reader.get("/nothing/").content.decode()

    assert 'class="tool" href="/people/noor-de-wit/"' in screen
    assert "Noor de Wit" in screen


def test_frame_costs_the_same_however_many_colleagues_there_are(reader: Client, home: HomePage) -> None:
    def cost() -> int:
        reader.get("/nothing/")
        with CaptureQueriesContext(connection) as queries:
            reader.get("/nothing/")
        return len(queries)

    PersonFactory.create_batch(3)
    with_few = cost()
    PersonFactory.create_batch(3)

    assert cost() == with_few
