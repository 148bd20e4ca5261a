"""Exporting and erasing from the command line."""

import json
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import AuditEntry
from directory.leaving import leave
from directory.models import Person, PrivacySettings
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gerda() -> Person:
    user = UserFactory(username="gerda", email="gerda@lindewaard.example")
    return PersonFactory(name="Gerda Weg", slug="gerda-weg", email="gerda.weg@lindewaard.example", user=user)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, verbosity=0, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    "who", ["gerda", "gerda-weg", "gerda@lindewaard.example", "Gerda.Weg@lindewaard.example"]
)
def test_someone_is_found_by_each_of_their_names(gerda: Person, who: str, tmp_path: Path) -> None:
    run("export_person", who, "--to", str(tmp_path / "gerda.zip"))

    told = json.loads(ZipFile(tmp_path / "gerda.zip").read("my-data.json"))
    assert told["about"] == "Gerda Weg"


def test_exporting_again_writes_the_same_file_anew(gerda: Person, tmp_path: Path) -> None:
    for _time in range(2):
        run("export_person", "gerda", "--to", str(tmp_path / "gerda.zip"))

    assert [path.name for path in tmp_path.iterdir()] == ["gerda.zip"]
    assert AuditEntry.objects.filter(action="my_data.exported", thing_id=str(gerda.user.key)).count() == 2  # type: ignore[union-attr]  # has one


def test_an_archive_is_for_nobody_else_on_the_machine(gerda: Person, tmp_path: Path) -> None:
    run("export_person", "gerda", "--to", str(tmp_path / "gerda.zip"))

    assert (tmp_path / "gerda.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_nobody_and_two_of_a_name_are_refused(gerda: Person, command: str, tmp_path: Path) -> None:
    PersonFactory(name="Gerda Twee", slug="gerda", email="")
    more = ["--to", str(tmp_path / "x.zip")] if command == "export_person" else []

    for who in ("xyzzy", "gerda"):
        with pytest.raises(CommandError, match=who):
            run(command, who, *more)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(gerda: Person, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("export_person", "gerda", "--to", str(tmp_path / "nowhere" / "gerda.zip"))


def test_a_dry_run_tells_and_erases_nothing(gerda: Person) -> None:
    told = run("erase_person", "gerda", "--dry-run")

    assert "key that belongs to nobody" in told or "sleutel die van niemand meer is" in told
    gerda.refresh_from_db()
    assert (gerda.name, gerda.erased_at) == ("Gerda Weg", None)


def test_who_works_here_is_refused_without_a_reason(gerda: Person) -> None:
    with pytest.raises(CommandError, match="--reason"):
        run("erase_person", "gerda")

    gerda.refresh_from_db()
    assert gerda.erased_at is None


def test_the_policy_is_the_organisations_unless_another_is_given(gerda: Person) -> None:
    PrivacySettings.objects.create(policy="remove")
    leave(person=gerda, on=timezone.localdate(), now=timezone.now())

    run("erase_person", "gerda")

    assert AuditEntry.objects.get(action="person.erased").details["policy"] == "remove"


def test_erasing_again_is_no_fault(gerda: Person) -> None:
    leave(person=gerda, on=timezone.localdate(), now=timezone.now())
    run("erase_person", "gerda")

    gerda.refresh_from_db()
    run("erase_person", gerda.slug)

    assert AuditEntry.objects.filter(action="person.erased").count() == 1
