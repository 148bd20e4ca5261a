"""What is kept long enough is thrown away, by the periods that the organisation chose."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from access.models import Invitation, User
from directory.leaving import leave
from directory.models import ImportRun, Person, PersonChange, PrivacySettings
from directory.privacy.retention import apply_periods
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db


def ago(days: int) -> timedelta:
    return timedelta(days=days)


def test_old_changes_of_profiles_go(settings: object) -> None:
    now, person = timezone.now(), PersonFactory()
    for days in (731, 729):
        PersonChange.objects.create(person=person, at=now - ago(days), field="room", after=str(days))

    apply_periods(now)

    assert list(PersonChange.objects.values_list("after", flat=True)) == ["729"]


def test_who_gave_an_address_and_who_let_somebody_leave_stays_known() -> None:
    now, person, by = timezone.now(), PersonFactory(), UserFactory()
    for field in ("email", "left_on", "room"):
        for days in (900, 800):
            PersonChange.objects.create(
                person=person, at=now - ago(days), by=by, field=field, after=f"{field} {days}"
            )

    apply_periods(now)

    assert set(PersonChange.objects.values_list("after", flat=True)) == {"email 800", "left_on 800"}


def test_a_browser_that_is_not_used_signs_in_again(client: Client, employee: User) -> None:
    client.post("/login/", {"login": "employee", "password": "secret"})
    UserSession.objects.update(last_seen_at=timezone.now() - ago(91))

    apply_periods(timezone.now())

    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)
    assert client.get("/").status_code == 302


def test_a_browser_that_is_used_stays_signed_in(client: Client, employee: User) -> None:
    client.post("/login/", {"login": "employee", "password": "secret"})

    apply_periods(timezone.now())

    assert (UserSession.objects.count(), Session.objects.count()) == (1, 1)


def test_invitations_that_are_over_go() -> None:
    now = timezone.now()
    for number, end in enumerate(("accepted_at", "withdrawn_at", "expires_at")):
        for days in (91, 89):
            invited = {"invited_at": now - ago(200), "expires_at": now + ago(1), end: now - ago(days)}
            Invitation.objects.create(user=UserFactory(username=f"u{number}-{days}"), **invited)

    apply_periods(now)

    left = Invitation.objects.values_list("user__username", flat=True)
    assert sorted(left) == ["u0-89", "u1-89", "u2-89"]


def test_work_that_failed_goes_as_chosen() -> None:
    kept = PrivacySettings.load()
    kept.keep_failed_tasks_days = 3
    kept.save()
    for days in (4, 2):
        DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}},
            task_path=f"t{days}",
            backend_name="default",
            run_after=timezone.now(),
            status="FAILED",
            finished_at=timezone.now() - ago(days),
            exception_class_path="",
            traceback="",
        )

    apply_periods(timezone.now())

    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["t2"]


def test_old_imports_go() -> None:
    now = timezone.now()
    for days in (366, 364):
        ImportRun.objects.create(
            file_name=f"{days}.csv", started_at=now - ago(days), finished_at=now, outcome="done"
        )

    apply_periods(now)

    assert list(ImportRun.objects.values_list("file_name", flat=True)) == ["364.csv"]


def test_former_colleagues_are_erased_when_their_time_is_over() -> None:
    now = timezone.now()
    kept = PrivacySettings.load()
    kept.erase_after_days = 60
    kept.save()
    gone, fresh, here = (PersonFactory(name=name) for name in ("Gerda Weg", "Fred Vers", "Hans Hier"))
    leave(person=gone, on=timezone.localdate(now) - ago(60), now=now)
    leave(person=fresh, on=timezone.localdate(now) - ago(59), now=now)

    apply_periods(now)

    assert Person.objects.get(pk=gone.pk).erased_at is not None
    assert {Person.objects.get(pk=person.pk).erased_at for person in (fresh, here)} == {None}


def test_nobody_is_erased_by_the_clock_unless_somebody_chose_so() -> None:
    person = PersonFactory()
    leave(person=person, on=timezone.localdate() - ago(3000), now=timezone.now())

    apply_periods(timezone.now())

    assert Person.objects.get(pk=person.pk).erased_at is None


@pytest.mark.parametrize(
    ("setting", "days"),
    [
        ("erase_after_days", 29),
        ("keep_changes_days", 29),
        ("keep_sessions_days", 0),
        ("keep_invitations_days", 13),
        ("keep_imports_days", 29),
        ("keep_failed_tasks_days", 31),
        ("keep_archives_days", 31),
    ],
)
def test_a_period_has_a_least_and_a_most(setting: str, days: int) -> None:
    kept = PrivacySettings.load()
    setattr(kept, setting, days)

    with pytest.raises(ValidationError) as refused:
        kept.full_clean()

    assert set(refused.value.message_dict) == {setting}


def test_only_administrators_set_the_periods(editor: Client) -> None:
    address = "/admin/settings/directory/privacysettings/"

    assert editor.get(address, follow=False).status_code in (302, 403)

    editor.force_login(User.objects.create_superuser("beheer", "beheer@lindewaard.example", PASSWORD))
    assert editor.get(address, follow=True).status_code == 200
