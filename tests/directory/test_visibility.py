from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from access.models import User
from directory.models import FieldVisibility, Person, PersonChange, SpokenLanguage
from directory.visibility import HIDEABLE, as_seen_by, carry_unit, set_visibility, who_show
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
Level = FieldVisibility.Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    """A colleague who says everything there is to say."""
    person: Person = PersonFactory.create(
        user=UserFactory.create(),
        pronouns="zij",
        phone="+31885550101",
        mobile="+31612345678",
        email="owner@brink.example",
        ask_me_about="bruggen",
        wants_to_learn="metselen",
        subjects=[SubjectFactory.create()],
    )
    SpokenLanguage.objects.create(person=person, code="fy")
    return person


@pytest.fixture
def neighbour(owner: Person) -> User:
    """A colleague of the same unit."""
    user: User = UserFactory.create()
    PersonFactory.create(user=user, unit=owner.unit)
    return user


@pytest.fixture
def outsider() -> User:
    """A colleague of another unit."""
    user: User = UserFactory.create()
    PersonFactory.create(user=user)
    return user


def hide(owner: Person, field: str, level: Level) -> None:
    assert owner.user
    set_visibility(actor=owner.user, person=owner, field=field, level=level, now=NOW)


def test_nothing_is_hidden_until_somebody_hides_it(owner: Person, outsider: User) -> None:
    [shown] = as_seen_by([owner], outsider)

    assert shown.phone == owner.phone
    assert [language.code for language in shown.languages.all()] == ["fy"]


@pytest.mark.parametrize("field", HIDEABLE)
def test_what_is_for_oneself_is_seen_by_its_owner_and_administrators_only(
    owner: Person, neighbour: User, outsider: User, field: str
) -> None:
    hide(owner, field, Level.SELF)

    def sees(viewer: User | None) -> bool:
        [shown] = as_seen_by([owner], viewer)
        listed = who_show(Person.objects.filter(pk=owner.pk), field, viewer).exists()
        assert listed == (field not in shown.hidden)
        return listed

    assert sees(owner.user)
    assert sees(UserFactory.create(is_superuser=True))
    assert not sees(neighbour)
    assert not sees(outsider)
    assert not sees(None)


def test_someone_without_an_account_hides_from_who_has_none(owner: Person) -> None:
    hide(owner, "phone", Level.SELF)
    Person.objects.filter(pk=owner.pk).update(user=None)
    owner.refresh_from_db()

    [shown] = as_seen_by([owner], AnonymousUser())

    assert shown.phone == ""


@pytest.mark.parametrize("field", HIDEABLE)
def test_what_is_for_a_unit_is_seen_there_and_nowhere_else(
    owner: Person, neighbour: User, outsider: User, field: str
) -> None:
    hide(owner, field, Level.UNIT)

    seen = {viewer: field not in as_seen_by([owner], viewer)[0].hidden for viewer in (neighbour, outsider)}

    assert seen == {neighbour: True, outsider: False}
    assert field in as_seen_by([owner], None)[0].hidden


def test_a_hidden_field_is_empty_and_a_hidden_set_has_nothing(owner: Person, outsider: User) -> None:
    for field in HIDEABLE:
        hide(owner, field, Level.SELF)

    [shown] = as_seen_by([owner], outsider)

    assert (shown.phone, shown.mobile, shown.email, shown.pronouns, shown.ask_me_about) == ("",) * 5
    assert shown.location is None
    assert shown.photo is None
    assert shown.started_on is None
    assert not any(getattr(shown, name).all() for name in ("languages", "subjects", "workdays", "duties"))
    assert shown.name == owner.name


def test_those_of_a_part_of_the_unit_see_what_is_for_the_unit(owner: Person) -> None:
    part = UnitFactory.create(parent=owner.unit)
    colleague = PersonFactory.create(user=UserFactory.create(), unit=part).user
    hide(owner, "phone", Level.UNIT)

    assert as_seen_by([owner], colleague)[0].phone == owner.phone


def test_what_is_for_a_unit_moves_along_with_its_owner(
    owner: Person, neighbour: User, outsider: User
) -> None:
    hide(owner, "phone", Level.UNIT)
    owner.unit = Person.objects.get(user=outsider).unit
    owner.save()
    carry_unit(owner)

    assert as_seen_by([owner], outsider)[0].phone == owner.phone
    assert as_seen_by([owner], User.objects.get(pk=neighbour.pk))[0].phone == ""


def test_hiding_is_refused_to_others_and_kept_in_the_history(owner: Person, neighbour: User) -> None:
    with pytest.raises(PermissionDenied):
        set_visibility(actor=neighbour, person=owner, field="phone", level=Level.SELF, now=NOW)
    hide(owner, "phone", Level.SELF)
    hide(owner, "phone", Level.SELF)

    change = PersonChange.objects.get(person=owner)

    assert (change.field, change.before, change.after, change.by) == (
        "sees:phone",
        "everyone",
        "self",
        owner.user,
    )
    hide(owner, "phone", Level.EVERYONE)
    assert not FieldVisibility.objects.exists()


def test_many_people_are_shown_with_one_query(
    owner: Person, outsider: User, django_assert_num_queries: object
) -> None:
    people = [owner, *PersonFactory.create_batch(5)]
    hide(owner, "phone", Level.SELF)
    as_seen_by(people, outsider)  # The scopes of the reader are known from here on.

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        as_seen_by(people, outsider)
