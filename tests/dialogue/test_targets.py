from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.targets import NoTarget, find_target, target_of, visible_to
from tests.dialogue.conftest import restrict
from tests.factories.dialogue import colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [NewsPageFactory, ProcedurePageFactory, SectionPageFactory])
def test_every_page_of_the_newsroom_can_be_talked_about(
    factory: type[NewsPageFactory], employee: User
) -> None:
    page = factory(keeper=colleague("Liv Aerts").person)

    target = target_of(page)

    assert (target.title, target.address(), target.keeper) == (page.title, page.url, page.keeper)
    assert target.closed_reason is None
    assert target.is_visible_to(employee)
    assert find_target(target.content_type.pk, target.key).thing == page


def test_other_things_cannot(employee: User) -> None:
    with pytest.raises(NoTarget):
        target_of(employee)


def test_one_rule_says_who_sees_a_target_and_its_comments(page: ContentPage, employee: User) -> None:
    comment_on(page)
    target = target_of(page)
    stranger = AnonymousUser()
    restrict(page)
    administrator = User.objects.create_superuser("admin")

    for viewer, sees in ((administrator, True), (employee, False), (stranger, False)):
        assert target_of(type(page).objects.get(pk=page.pk)).is_visible_to(viewer) is sees
        assert BrinkComment.objects.filter(visible_to(viewer)).exists() is sees
    assert target.content_type.model_class() is type(page)


def test_a_page_without_a_scope_is_seen_by_nobody(page: ContentPage, employee: User) -> None:
    page.visibility.delete()

    assert not target_of(type(page).objects.get(pk=page.pk)).is_visible_to(employee)


def test_a_moderator_moderates_what_they_see(page: ContentPage, employee: User) -> None:
    guard = moderator()

    assert target_of(page).is_moderated_by(guard)
    assert not target_of(page).is_moderated_by(employee)
    restrict(page)
    assert not target_of(type(page).objects.get(pk=page.pk)).is_moderated_by(User.objects.get(pk=guard.pk))


def test_the_keeper_and_the_deputy_answer_while_they_work_here_and_see_the_page(home: object) -> None:
    keeper, deputy, colleague_elsewhere = (
        colleague(name) for name in ("Liv Aerts", "Emre Demir", "Tom Verdonk")
    )
    page = NewsPageFactory(keeper=keeper.person, deputy=deputy.person)
    target = target_of(page)

    assert target.answerers == [keeper.person, deputy.person]
    assert [target.is_answered_by(user) for user in (keeper, deputy, colleague_elsewhere)] == [
        True,
        True,
        False,
    ]
    assert not target.is_answered_by(AnonymousUser())
    assert target_of(NewsPageFactory(keeper=keeper.person, deputy=keeper.person)).answerers == [keeper.person]

    deputy.person.left_on = date(2026, 11, 1)
    deputy.person.save()
    restrict(page)
    page = NewsPageFactory._meta.model.objects.get(pk=page.pk)
    assert target_of(page).answerers == [keeper.person]
    assert not target_of(page).is_answered_by(User.objects.get(pk=keeper.pk))
