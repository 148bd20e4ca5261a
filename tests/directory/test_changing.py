from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from access.models import User
from directory.changing import CircleOfManagers, Locked, change_person, locks_of
from directory.models import Person, PersonChange, Source, SourceLink
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, UnitFactory

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    """A colleague with an account, as a jurist."""
    person: Person = PersonFactory.create(user=UserFactory.create(), job_title="jurist")
    return person


@pytest.fixture
def personnel(owner: Person) -> Source:
    """The personnel system, which delivers the job title of the colleague."""
    source = Source.objects.create(slug="personnel", name="Personeelszaken", delivers=["job_title"])
    SourceLink.objects.create(person=owner, source=source, external_id="7")
    return source


def test_a_change_is_kept_with_who_made_it_and_what_was_before(owner: Person) -> None:
    change_person(person=owner, changes={"job_title": "adviseur", "room": ""}, actor=owner.user, now=NOW)

    change = PersonChange.objects.get()

    assert Person.objects.get().job_title == "adviseur"
    assert (change.field, change.before, change.after) == ("job_title", "jurist", "adviseur")
    assert (change.by, change.at) == (owner.user, NOW)


def test_what_stays_the_same_leaves_no_trace(owner: Person) -> None:
    assert change_person(person=owner, changes={"job_title": "jurist"}, actor=owner.user, now=NOW) == []
    assert not PersonChange.objects.exists()


def test_only_the_person_the_editor_of_the_unit_and_administrators_change_a_profile(owner: Person) -> None:
    editor, distant = UserFactory.create(), UserFactory.create()
    assert owner.unit
    top = UnitFactory.create()
    owner.unit.move(top, "sorted-child")
    top.editors.add(PersonFactory.create(user=editor))
    UnitFactory.create().editors.add(PersonFactory.create(user=distant))
    owner.refresh_from_db()

    def changes(actor: User, title: str) -> bool:
        try:
            change_person(person=owner, changes={"job_title": title}, actor=actor, now=NOW)
        except PermissionDenied:
            return False
        return True

    assert changes(editor, "een")
    assert changes(UserFactory.create(is_superuser=True), "twee")
    assert not changes(distant, "drie")
    assert not changes(UserFactory.create(), "vier")
    assert not changes(UserFactory.create(is_superuser=True, is_active=False), "vijf")
    assert Person.objects.get(pk=owner.pk).job_title == "twee"


def test_what_a_source_delivers_is_changed_by_that_source_only(owner: Person, personnel: Source) -> None:
    with pytest.raises(Locked) as refusal:
        change_person(person=owner, changes={"job_title": "koning"}, actor=owner.user, now=NOW)
    change_person(person=owner, changes={"job_title": "chef"}, actor=None, source=personnel, now=NOW)

    assert (refusal.value.field, refusal.value.source) == ("job_title", personnel)
    assert locks_of(owner) == {"job_title": personnel}
    assert PersonChange.objects.get().source == personnel


def test_nobody_works_for_someone_who_works_for_them(owner: Person) -> None:
    middle = PersonFactory.create(manager=owner)
    lowest = PersonFactory.create(manager=middle)

    with pytest.raises(CircleOfManagers):
        change_person(person=owner, changes={"manager": lowest}, actor=owner.user, now=NOW)

    assert Person.objects.get(pk=owner.pk).manager is None


def test_the_database_refuses_someone_as_their_own_manager(owner: Person) -> None:
    owner.manager = owner

    with pytest.raises(IntegrityError):
        owner.save()
