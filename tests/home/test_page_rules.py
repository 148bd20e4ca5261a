"""Which page stands below which: everything that editors could build, and what they cannot."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from access.models.role import Role
from access.roles import give_role
from home.models import HomePage
from news.models import EventIndexPage, NewsIndexPage, NewsPage
from tests.factories.accounts import UserFactory
from tests.factories.pages import (
    EventPageFactory,
    NewsPageFactory,
    ProcedurePageFactory,
    SectionPageFactory,
    StatementPageFactory,
    ToolGuidePageFactory,
)
from tests.laid_out import home_of

KNOWLEDGE = {"KnowledgeIndexPage", "SectionPage"}
# {page type: the types that it may stand under}
PARENTS: dict[str, set[str]] = {
    "HomePage": {"Page"},
    "NewsIndexPage": {"HomePage"},
    "NewsPage": {"NewsIndexPage"},
    "EventIndexPage": {"HomePage"},
    "EventPage": {"EventIndexPage"},
    "KnowledgeIndexPage": {"HomePage"},
    "SectionPage": KNOWLEDGE,
    "ProcedurePage": KNOWLEDGE,
    "ToolGuidePage": KNOWLEDGE,
    "StatementPage": {"HomePage"},
    "BlogIndexPage": {"HomePage"},
    "Blog": {"BlogIndexPage"},
    "BlogPost": {"Blog"},
    "PodcastIndexPage": {"HomePage"},
    "Podcast": {"PodcastIndexPage"},
    "Episode": {"Podcast"},
}
MODELS: dict[str, Any] = {model.__name__: model for model in get_page_models()}  # Any: Wagtail has no types


@pytest.fixture
def editor(client: Client, home: HomePage) -> Client:
    """A browser of an administrator, whom only these rules hold back."""
    administrator = UserFactory(is_superuser=True)
    give_role(administrator, Role.EDITOR)
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("parent", [*PARENTS, "Page"])
@pytest.mark.parametrize("child", PARENTS)
def test_each_type_stands_only_where_it_belongs(child: str, parent: str) -> None:
    allowed = MODELS[parent] in MODELS[child].allowed_parent_page_models()
    belongs = MODELS[child] in MODELS[parent].allowed_subpage_models()

    assert (allowed and belongs) == (parent in PARENTS[child])


def test_every_type_is_in_the_table() -> None:
    assert MODELS.keys() - {"Page"} == PARENTS.keys()


@pytest.mark.parametrize("model", [model for model in MODELS.values() if model.max_count_per_parent])
def test_a_home_has_each_list_once(home: HomePage, model: Any) -> None:  # Any: as above
    assert model.max_count_per_parent == 1
    # Read anew: the tree keeps the number of children in the row.
    fresh = HomePage.objects.get(pk=home.pk)
    assert model.objects.child_of(fresh).count() == 1
    assert not model.can_create_at(fresh)


def test_there_is_one_home_for_each_language(home: HomePage) -> None:
    assert not HomePage.can_create_at(Page.objects.get(depth=1))


@pytest.mark.parametrize(
    ("model", "parent"),
    [(NewsPage, HomePage), (NewsIndexPage, HomePage), (NewsPage, EventIndexPage), (HomePage, HomePage)],
)
def test_the_admin_makes_nothing_where_it_does_not_belong(
    editor: Client, model: type[Page], parent: type[Page]
) -> None:
    at = parent.objects.filter(locale__language_code="nl").get()
    args = [model._meta.app_label, model._meta.model_name, at.pk]

    answer = editor.get(reverse("wagtailadmin_pages:add", args=args))

    assert answer.status_code in (302, 403)
    assert answer.headers.get("Location", "/admin/") == "/admin/"


@pytest.mark.parametrize(
    "factory",
    [NewsPageFactory, EventPageFactory, ProcedurePageFactory, SectionPageFactory, ToolGuidePageFactory],
)
def test_nothing_is_moved_or_copied_to_where_it_does_not_belong(editor: Client, factory: Any) -> None:
    page = factory()
    wrong = [home_of(), StatementPageFactory(), Page.objects.get(depth=1)]

    for destination in wrong:
        editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]))
        form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": destination.pk}
        editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    assert Page.objects.get(pk=page.pk).path == page.path
    assert not Page.objects.filter(slug="kopie").exists()


def test_a_page_moves_and_is_copied_to_where_it_belongs(editor: Client) -> None:
    section = SectionPageFactory()
    procedure = ProcedurePageFactory()

    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": section.pk}
    editor.post(reverse("wagtailadmin_pages:copy", args=[procedure.pk]), form)
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[procedure.pk, section.pk]))

    below = Page.objects.child_of(Page.objects.get(pk=section.pk))
    assert {page.title for page in below} == {"Kopie", procedure.title}


def test_a_list_is_not_copied_beside_itself(editor: Client, home: HomePage) -> None:
    index = NewsIndexPage.objects.child_of(home).get()
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home.pk}

    editor.post(reverse("wagtailadmin_pages:copy", args=[index.pk]), form)

    assert NewsIndexPage.objects.child_of(home).count() == 1


def test_a_page_stays_in_the_tree_of_its_language(editor: Client) -> None:
    item = NewsPageFactory()
    english = NewsIndexPage.objects.child_of(home_of("en")).get()

    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[item.pk, english.pk]))

    assert Page.objects.get(pk=item.pk).path == item.path
