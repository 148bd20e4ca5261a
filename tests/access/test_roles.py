import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow

from access.models import AuditEntry, RoleGroup, User
from access.roles import Role, RoleGone, give_role, give_section, group_of, take_role
from content.models import may_see
from tests.factories.accounts import UserFactory
from tests.factories.pages import NewsPageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.laid_out import home_of

pytestmark = pytest.mark.django_db


def holder_of(role: Role) -> User:
    user: User = UserFactory()
    give_role(user, role)
    return User.objects.get(pk=user.pk)


def test_every_role_has_its_group_and_those_of_wagtail_are_gone() -> None:
    assert set(RoleGroup.objects.values_list("role", flat=True)) == set(Role.values)
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_groups_begin_with_a_name_in_the_language_of_the_organisation() -> None:
    assert group_of(Role.EDITOR).name == "Redacteur"


@pytest.mark.parametrize(
    ("role", "may_enter_the_admin"),
    [
        (Role.READER, False),
        (Role.WRITER, True),
        (Role.EDITOR, True),
        (Role.SECTION_EDITOR, True),
        (Role.LEADER, False),
        (Role.COMMUNITY_MANAGER, True),
        (Role.OBSERVER, False),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_who_works_with_pages_or_people_enters_the_admin(
    client: Client, role: Role, may_enter_the_admin: bool
) -> None:
    client.force_login(holder_of(role))

    response = client.get("/admin/")

    assert response.status_code == (200 if may_enter_the_admin else 403)


@pytest.mark.parametrize(
    ("role", "may_add", "may_edit", "may_publish"),
    [
        (Role.READER, False, False, False),
        (Role.WRITER, True, True, False),
        (Role.EDITOR, True, True, True),
        (Role.SECTION_EDITOR, False, False, False),
        (Role.COMMUNITY_MANAGER, False, False, False),
        (Role.ADMINISTRATOR, True, True, True),
    ],
)
def test_writers_write_and_editors_publish(
    role: Role, may_add: bool, may_edit: bool, may_publish: bool
) -> None:
    page, user = NewsPageFactory(), holder_of(role)

    permissions = page.permissions_for_user(user)

    assert page.get_parent().permissions_for_user(user).can_add_subpage() is may_add
    assert permissions.can_edit() is may_edit
    assert permissions.can_publish() is may_publish


@pytest.mark.parametrize(
    ("role", "moderates"), [(Role.COMMUNITY_MANAGER, True), (Role.EDITOR, False), (Role.ADMINISTRATOR, True)]
)
def test_community_managers_moderate_comments(role: Role, moderates: bool) -> None:
    assert holder_of(role).has_perm("django_comments.can_moderate") is moderates


def test_a_section_editor_works_on_the_branch_that_was_given() -> None:
    section, other = SectionPageFactory(title="HR"), SectionPageFactory(title="IT")
    below = SectionPageFactory(parent=section, title="Leave")
    given, colleague = UserFactory(), UserFactory()

    give_section(given, section)
    give_section(colleague, section)

    user = User.objects.get(pk=given.pk)
    assert below.permissions_for_user(user).can_publish()
    assert not other.permissions_for_user(user).can_edit()
    assert not home_of().permissions_for_user(user).can_edit()
    assert GroupPagePermission.objects.filter(page=section).values("group").distinct().count() == 1


def test_writers_hand_in_and_editors_approve() -> None:
    page, writer, editor = NewsPageFactory(live=False), holder_of(Role.WRITER), holder_of(Role.EDITOR)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)

    task = page.current_workflow_task
    refused_writer = task.get_actions(page, writer)
    task.on_action(page.current_workflow_task_state, editor, "approve")

    page.refresh_from_db()
    assert refused_writer == []
    assert page.live
    assert Workflow.objects.get().name == GroupApprovalTask.objects.get().name == "Redactie keurt goed"


def test_an_administrator_sees_everything_and_ceases_to_when_the_role_is_taken() -> None:
    page = SectionPageFactory()
    restrict(page, Group.objects.create(name="Works council"))
    administrator = holder_of(Role.ADMINISTRATOR)
    seen_before = may_see(administrator, page)

    take_role(administrator, Role.ADMINISTRATOR)

    assert seen_before
    assert not may_see(User.objects.get(pk=administrator.pk), page)


def test_a_role_opens_at_once_what_asks_for_it(employee: User) -> None:
    page = SectionPageFactory()
    restrict(page, group_of(Role.OBSERVER))
    seen_before = may_see(employee, page)

    give_role(employee, Role.OBSERVER)
    seen_with_role = may_see(employee, page)
    take_role(employee, Role.OBSERVER)

    assert (seen_before, seen_with_role) == (False, True)
    assert not may_see(employee, page)


@pytest.mark.parametrize("change", [give_role, take_role])
def test_only_an_administrator_gives_and_takes(change: object, employee: User) -> None:
    outsider = holder_of(Role.EDITOR)

    with pytest.raises(PermissionDenied):
        change(employee, Role.EDITOR, by=outsider)  # type: ignore[operator]  # one of two functions
    with pytest.raises(PermissionDenied):
        give_section(employee, Page.objects.get(depth=1), by=outsider)

    assert not employee.groups.exists()


def test_a_role_whose_group_was_removed_cannot_be_given(employee: User) -> None:
    group_of(Role.LEADER).delete()

    with pytest.raises(RoleGone, match="was removed"):
        give_role(employee, Role.LEADER)


def test_giving_and_taking_is_kept_with_who_did_it(admin_user: User, employee: User) -> None:
    give_role(employee, Role.ADMINISTRATOR, by=admin_user)
    give_role(employee, Role.ADMINISTRATOR, by=admin_user)
    take_role(employee, Role.ADMINISTRATOR, by=admin_user)
    take_role(employee, Role.ADMINISTRATOR, by=admin_user)

    entries = AuditEntry.objects.filter(thing_id=str(employee.key)).order_by("pk")
    assert [entry.action for entry in entries] == [
        "role.given",
        "administrator.given",
        "role.taken",
        "administrator.taken",
    ]
    assert {entry.actor_key for entry in entries} == {admin_user.key}
    assert entries[0].details == {"group": group_of(Role.ADMINISTRATOR).pk, "role": "administrator"}


def test_a_role_given_in_the_admin_is_kept_too(client: Client, admin_user: User, employee: User) -> None:
    client.force_login(admin_user)
    form = {
        "username": employee.username,
        "email": "employee@lindewaard.example",
        "first_name": "Noor",
        "last_name": "de Wit",
        "is_active": "on",
        "groups": [group_of(Role.EDITOR).pk],
    }

    response = client.post(f"/admin/users/edit/{employee.pk}/", form)

    entry = AuditEntry.objects.filter(action="role.given").get()
    assert response.status_code == 302
    assert (entry.actor_key, entry.thing_id) == (admin_user.key, str(employee.key))
    assert entry.details["role"] == "editor"


def test_emptying_a_group_is_kept_for_each_member(employee: User) -> None:
    group = group_of(Role.EDITOR)
    group.user_set.add(employee, UserFactory())

    group.user_set.clear()

    assert AuditEntry.objects.filter(action="role.given").count() == 2
    assert AuditEntry.objects.filter(action="role.taken").count() == 2
