"""What an organisation sets itself, as readers get it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from access.models import User
from directory.models import Audience
from home.models import HomePage, OrganisationSettings
from news.models import NewsPage
from tests.conftest import QueryCounter
from tests.factories.directory import AudienceFactory, PersonFactory, UnitFactory
from tests.factories.groups import GroupFactory, ask_in, post_in
from tests.factories.organisation import organisation
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.any_database

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def menu_of(reader: Client, language: str = "nl") -> list[str]:
    """Return the words of the main menu, as a reader of `language` gets them."""
    return [
        section.title
        for section in reader.get("/people/", headers={"Accept-Language": language}).context["frame"].sections
    ]


def tomorrow() -> Any:  # Any: an aware moment
    return timezone.now() + timedelta(days=1)


def test_without_settings_the_sections_of_brink_stand_in_the_menu(reader: Client) -> None:
    assert menu_of(reader)[:3] == ["Voorpagina", "Nieuws", "Regelingen"]
    assert menu_of(reader)[-1] == "Collega’s"  # noqa: RUF001  # as it is written


def test_an_english_reader_gets_the_english_sections(reader: Client) -> None:
    assert menu_of(reader, "en")[:3] == ["Front page", "News", "Procedures"]


def test_the_menu_is_what_the_organisation_made_of_it(reader: Client) -> None:
    page = NewsPageFactory(title="Hulp bij Brink")
    organisation(
        main_menu=[
            {"page": page},
            {"address": "https://hr.example/", "label_nl": "Mijn HR", "label_en": "My HR"},
            {"page": page, "label_en": "Help"},
        ]
    )

    assert menu_of(reader) == ["Hulp bij Brink", "Mijn HR", "Help"]
    assert menu_of(reader, "en") == ["Hulp bij Brink", "My HR", "Help"]


def test_of_two_lines_that_lead_here_the_nearest_is_the_current_one(reader: Client) -> None:
    page = NewsPageFactory(title="Hulp bij Brink", slug="hulp")
    organisation(main_menu=[{"address": "/news/", "label_nl": "Nieuws"}, {"page": page}])

    shown = reader.get("/news/hulp/").text

    assert '<a href="/news/hulp/" aria-current="page">Hulp bij Brink</a>' in shown
    assert '<a href="/news/">Nieuws</a>' in shown


def test_units_are_of_colleagues_until_they_stand_in_the_menu_themselves(reader: Client) -> None:
    assert '<a href="/people/" aria-current="true">' in reader.get("/units/").text

    organisation(main_menu=[{"address": f"/{name}/", "label_nl": name} for name in ("people", "units")])

    shown = reader.get("/units/chart/").text
    assert '<a href="/people/">people</a>' in shown
    assert '<a href="/units/" aria-current="true">units</a>' in shown


def test_a_post_is_of_groups_and_a_question_of_questions(reader: Client) -> None:
    group = GroupFactory()

    assert '<a href="/groups/" aria-current="true">' in reader.get(post_in(group).get_absolute_url()).text
    assert '<a href="/questions/" aria-current="true">' in reader.get(ask_in(group).get_absolute_url()).text


def test_a_line_leads_to_the_page_in_the_readers_language(reader: Client) -> None:
    dutch = NewsPageFactory(title="Hulp")
    NewsPageFactory(title="Help", language="en", translation_of=dutch)
    organisation(main_menu=[{"page": dutch}])

    assert menu_of(reader) == ["Hulp"]
    assert menu_of(reader, "en") == ["Help"]


def test_a_line_of_a_page_that_is_offline_gone_or_closed_disappears(reader: Client, employee: User) -> None:
    council = Group.objects.create(name="Ondernemingsraad")
    offline, gone, closed = NewsPageFactory(live=False), NewsPageFactory(), NewsPageFactory(title="Besloten")
    restrict(closed, council)
    organisation(
        main_menu=[
            {"page": offline},
            {"page": gone, "label_nl": "Weg"},
            {"page": closed},
            {"address": "/people/", "label_nl": "Blijft"},
        ]
    )

    NewsPage.objects.get(pk=gone.pk).delete()

    assert menu_of(reader) == ["Blijft"]
    employee.groups.add(council)
    assert menu_of(reader) == ["Besloten", "Blijft"]


def test_what_another_process_changed_is_there_at_once(reader: Client) -> None:
    settings = organisation(main_menu=[{"address": "/people/", "label_nl": "Eerst"}])
    assert menu_of(reader) == ["Eerst"]

    line = settings.main_menu.get()
    line.label_nl = "Daarna"
    line.save()

    assert menu_of(reader) == ["Daarna"]


def test_the_name_stands_on_every_screen_also_before_signing_in(client: Client, home: HomePage) -> None:
    organisation(name="Gemeente Lindewaard")

    assert "Gemeente Lindewaard" in client.get("/login/").text


def test_the_banner_stands_until_its_end_and_never_for_strangers(reader: Client) -> None:
    settings = organisation(
        banner_nl="Storing bij de telefoons.",
        banner_until=tomorrow(),
        banner_level="urgent",
        banner_address="/people/",
    )

    during = reader.get("/people/").text
    to_stranger = Client().get("/login/").text
    settings.banner_until = timezone.now() - timedelta(minutes=1)
    settings.save()

    assert "Storing bij de telefoons." in during
    assert "Dringend:" in during
    assert "Storing" not in to_stranger
    assert "Storing" not in reader.get("/people/").text


def test_the_banner_names_no_page_that_the_reader_may_not_see(reader: Client) -> None:
    closed = NewsPageFactory(title="Besloten plan")
    restrict(closed, Group.objects.create(name="Ondernemingsraad"))
    organisation(banner_nl="Lees verder.", banner_until=tomorrow(), banner_page=closed)

    page = reader.get("/people/").text

    assert "Lees verder." in page
    assert "Besloten plan" not in page


def test_quick_links_are_those_of_the_readers_audiences(reader: Client, employee: User) -> None:
    unit = UnitFactory()
    PersonFactory(user=employee, unit=unit)
    NewsPageFactory()
    organisation(
        quick_links=[
            {
                "address": "https://rooster.example/",
                "label_nl": "Rooster",
                "audience": AudienceFactory(units=[unit]),
            },
            {
                "address": "https://balie.example/",
                "label_nl": "Balie",
                "audience": AudienceFactory(units=[UnitFactory()]),
            },
            {"address": "/people/", "label_nl": "Collega zoeken"},
        ]
    )

    links = reader.get("/").context["frame"].quick_links

    assert [link.title for link in links] == ["Rooster", "Collega zoeken"]


def test_quick_links_of_an_audience_that_is_gone_are_shown_to_nobody(reader: Client) -> None:
    audience = AudienceFactory()
    organisation(quick_links=[{"address": "/people/", "label_nl": "Weg", "audience": audience}])

    Audience.objects.get(pk=audience.pk).delete()

    assert reader.get("/").context["frame"].quick_links == []


def test_house_rules_are_in_the_readers_language_and_linked_from_the_foot(reader: Client) -> None:
    organisation(house_rules_nl="<p>Wees hoffelijk.</p>", house_rules_en="<p>Be kind.</p>")

    assert 'href="/house-rules/"' in reader.get("/people/").text
    assert "Wees hoffelijk." in reader.get("/house-rules/").text
    assert "Be kind." in reader.get("/house-rules/", headers={"Accept-Language": "en"}).text


def test_house_rules_are_at_hand_where_people_comment_at_no_further_cost(
    reader: Client, queries_of: QueryCounter
) -> None:
    page = NewsPageFactory()
    organisation()
    before = queries_of(page.url)

    organisation(house_rules_nl="<p>Wees hoffelijk.</p>")

    form = reader.get(page.url).text.split('id="comment-form"')[1].split("</form>")[0]
    assert 'href="/house-rules/"' in form
    assert queries_of(page.url) == before


def test_without_house_rules_there_is_no_screen_and_no_link(reader: Client) -> None:
    organisation()

    assert reader.get("/house-rules/").status_code == 404
    assert "/house-rules/" not in reader.get("/people/").text


def test_the_looks_come_from_an_address_that_changes_with_them(client: Client, home: HomePage) -> None:
    settings = organisation(accent_light="#004080", theme="--utrecht-link-color: #004080;")
    address = settings.style_sheet_url

    sheet = client.get(address)
    login = client.get("/login/").text

    assert f'href="{address}"' in login
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "--accent:light-dark(#004080,#a9cf66);" in sheet.text
    assert "--utrecht-link-color: #004080;" in sheet.text
    settings.accent_light = "#003060"
    settings.save()
    assert settings.style_sheet_url != address
    assert client.get(address).status_code == 404


def test_a_logo_is_sent_as_something_that_can_only_draw(client: Client, home: HomePage) -> None:
    settings = organisation(logo=ContentFile(DRAWING, name="logo.svg"))

    answer = client.get(settings.logo_url)

    assert answer.content == DRAWING
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert f'src="{settings.logo_url}"' in client.get("/login/").text


def test_a_logo_whose_file_is_gone_breaks_no_screen(client: Client, home: HomePage) -> None:
    settings = organisation(logo=ContentFile(DRAWING, name="logo.svg"))
    settings.logo.storage.delete(str(settings.logo.name))

    assert client.get(settings.logo_url).status_code == 404
    assert client.get("/login/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/theme-0000000000000000.css", "/logo-0000000000000000", "/theme-.css", "/theme-x.css"]
)
def test_looks_that_are_not_there_are_not_found(client: Client, home: HomePage, address: str) -> None:
    OrganisationSettings.objects.all().delete()

    # What is no address of ours falls through to the pages, which are closed to a stranger.
    assert client.get(address).status_code in (302, 404)


def test_settings_cost_one_query_and_their_lines_no_more(reader: Client, queries_of: QueryCounter) -> None:
    organisation()
    bare = queries_of("/people/")
    pages = [NewsPageFactory() for _number in range(3)]
    costs = []
    for count in (1, 3):
        organisation(
            name="Lindewaard",
            banner_nl="Let op.",
            banner_until=tomorrow(),
            banner_page=pages[0],
            main_menu=[{"page": page} for page in pages[:count]],
            foot_menu=[{"page": page} for page in pages[:count]],
            quick_links=[{"page": page} for page in pages[:count]],
        )
        costs.append(queries_of("/people/"))

    assert costs == [bare, bare]


def test_home_costs_the_same_with_few_and_many_lines(
    reader: Client, employee: User, queries_of: QueryCounter
) -> None:
    unit = UnitFactory()
    PersonFactory(user=employee, unit=unit)
    audience = AudienceFactory(units=[unit])
    costs = []
    for _round in range(2):
        organisation(
            banner_nl="Let op.",
            banner_until=tomorrow(),
            quick_links=[{"page": NewsPageFactory(), "audience": audience} for _number in range(3)],
            main_menu=[{"page": NewsPageFactory()}],
        )
        costs.append(queries_of("/"))

    assert costs[0] == costs[1]
