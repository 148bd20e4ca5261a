from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from access.accounts import AddressTaken
from access.audit import record
from directory.changing import change_person
from directory.leaving import leave
from directory.models import Person, Source, SourceLink
from directory.privacy.begun import BEGUN
from directory.provisioning import Delivered, SeveralPeople, deliver
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocationFactory, PersonFactory, SourceFactory, UnitFactory
from tests.factories.identity import IdentityProviderFactory

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()
DELIVERS = ["name", "job_title", "unit", "manager", "email", "phone", "started_on", "left_on"]


@pytest.fixture
def register(db: None) -> Source:
    source: Source = SourceFactory(kind=Source.Kind.FILE, delivers=DELIVERS)
    return source


def test_somebody_new_is_made_with_what_is_delivered(register: Source) -> None:
    unit, location, manager = UnitFactory(), LocationFactory(), PersonFactory()
    delivered = Delivered(
        external_id="1001",
        name="  Anouk  van den Berg ",
        email="anouk@lindewaard.example",
        job_title="Adviseur",
        unit=unit,
        manager=manager,
        location=location,
        phone="088 555 12 34",
        started_on=date(2026, 1, 1),
    )

    delivery = deliver(source=register, delivered=delivered, now=NOW)

    person = Person.objects.get(slug="anouk-van-den-berg")
    assert delivery.is_new
    assert delivery.person == person
    assert (person.name, person.sort_name) == ("Anouk van den Berg", "Berg, Anouk van den")
    assert (person.unit, person.manager, person.location) == (unit, manager, location)
    assert person.phone.as_e164 == "+31885551234"
    assert person.user is None
    assert [change.source for change in delivery.changes] == [register]


def test_the_number_finds_a_colleague_who_is_called_otherwise_now(register: Source) -> None:
    first = deliver(source=register, delivered=Delivered(external_id="1", name="Noor Linde"), now=NOW)

    second = deliver(source=register, delivered=Delivered(external_id="1", name="Noor de Wit"), now=NOW)

    assert second.person == first.person
    assert not second.is_new
    person = Person.objects.get()
    assert (person.name, person.sort_name) == ("Noor de Wit", "Wit, Noor de")
    assert {change.field: (change.before, change.after) for change in second.changes} == {
        "name": ("Noor Linde", "Noor de Wit"),
        "sort_name": ("Linde, Noor", "Wit, Noor de"),
    }


def test_the_same_delivery_changes_nothing(register: Source) -> None:
    delivered = Delivered(
        external_id="1", name="Noor", email="noor@lindewaard.example", phone="+31 88 555 1234"
    )
    deliver(source=register, delivered=delivered, now=NOW)

    assert deliver(source=register, delivered=delivered, now=NOW).changes == []


def test_who_is_known_already_is_found_by_mail_address(register: Source) -> None:
    known = PersonFactory(email="Noor@lindewaard.example")

    delivery = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Noor", email="noor@lindewaard.example"),
        now=NOW,
    )

    assert delivery.person == known
    assert SourceLink.objects.get(source=register, external_id="1").person == known


def test_who_has_another_number_in_the_source_is_somebody_else(register: Source) -> None:
    first = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Noor", email="n@lindewaard.example"),
        now=NOW,
    )

    second = deliver(
        source=register,
        delivered=Delivered(external_id="2", name="Nora", email="n@lindewaard.example"),
        now=NOW,
    )

    assert second.is_new
    assert second.person != first.person


def test_nobody_becomes_somebody_else_by_typing_their_address(register: Source) -> None:
    cheat = PersonFactory(user=UserFactory())
    change_person(person=cheat, changes={"email": "boss@lindewaard.example"}, actor=cheat.user, now=NOW)

    delivery = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Boss", email="boss@lindewaard.example"),
        now=NOW,
    )

    assert delivery.is_new


def test_nobody_becomes_somebody_else_by_an_address_that_an_editor_typed(register: Source) -> None:
    unit, editor = UnitFactory(), PersonFactory(user=UserFactory())
    unit.editors.add(editor)
    mate = PersonFactory(user=UserFactory(), unit=unit)
    change_person(person=mate, changes={"email": "boss@lindewaard.example"}, actor=editor.user, now=NOW)

    delivery = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Boss", email="boss@lindewaard.example"),
        now=NOW,
    )

    assert delivery.is_new


@pytest.mark.parametrize(("is_trusted", "is_new"), [(False, True), (True, False)])
def test_an_address_from_a_sign_in_counts_only_if_that_is_trusted(
    register: Source, is_trusted: bool, is_new: bool
) -> None:
    IdentityProviderFactory(slug="gast", trusts_addresses=is_trusted)
    guests = SourceFactory(slug="sign-in-gast", kind=Source.Kind.SIGN_IN, delivers=["name", "email"])
    guest = Delivered(external_id="g", name="Gast", email="boss@lindewaard.example", opens_account=True)
    deliver(source=guests, delivered=guest, now=NOW)

    delivery = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Boss", email="boss@lindewaard.example"),
        now=NOW,
    )

    assert delivery.is_new == is_new


def test_an_address_that_an_administrator_typed_counts(register: Source) -> None:
    boss, administrator = PersonFactory(user=UserFactory()), UserFactory(is_superuser=True)
    change_person(person=boss, changes={"email": "boss@lindewaard.example"}, actor=administrator, now=NOW)

    delivery = deliver(
        source=register,
        delivered=Delivered(external_id="1", name="Boss", email="boss@lindewaard.example"),
        now=NOW,
    )

    assert delivery.person == boss


def test_an_address_that_two_have_is_for_people_to_look_at(register: Source) -> None:
    PersonFactory.create_batch(2, email="balie@lindewaard.example")

    with pytest.raises(SeveralPeople):
        deliver(
            source=register,
            delivered=Delivered(external_id="1", name="Balie", email="balie@lindewaard.example"),
            now=NOW,
        )


def test_what_another_source_locks_stays(register: Source) -> None:
    scim = SourceFactory(kind=Source.Kind.SCIM, delivers=["name", "job_title", "location"])
    hall = LocationFactory()
    deliver(source=register, delivered=Delivered(external_id="1", name="Noor", job_title="Adviseur"), now=NOW)
    person = Person.objects.get()
    SourceLink.objects.create(source=scim, person=person, external_id="a")

    deliver(
        source=scim,
        delivered=Delivered(external_id="a", name="N. Linde", job_title="Boss", location=hall),
        now=NOW,
    )

    person.refresh_from_db()
    assert (person.name, person.job_title, person.location) == ("Noor", "Adviseur", hall)


def test_what_a_source_does_not_lock_is_filled_and_never_written_over(db: None) -> None:
    source = SourceFactory(kind=Source.Kind.FILE, delivers=["name"])
    person = PersonFactory(job_title="Zelf geschreven")
    SourceLink.objects.create(source=source, person=person, external_id="1")

    deliver(
        source=source,
        delivered=Delivered(external_id="1", job_title="Uit het register", phone="0885551234"),
        now=NOW,
    )

    person.refresh_from_db()
    assert person.job_title == "Zelf geschreven"
    assert person.phone.as_e164 == "+31885551234"


def test_a_field_that_is_delivered_empty_is_emptied(register: Source) -> None:
    manager = PersonFactory()
    delivered = Delivered(external_id="1", name="Noor", manager=manager, job_title="Adviseur")
    deliver(source=register, delivered=delivered, now=NOW)

    deliver(
        source=register,
        delivered=Delivered(external_id="1", emptied=frozenset({"manager", "job_title"})),
        now=NOW,
    )

    person = Person.objects.get(name="Noor")
    assert person.manager is None
    assert person.job_title == ""


def test_a_leaver_who_is_delivered_again_is_the_same_person(register: Source) -> None:
    delivered = Delivered(external_id="1", name="Noor", email="noor@lindewaard.example", opens_account=True)
    person = deliver(source=register, delivered=delivered, now=NOW).person
    leave(person=person, on=TODAY, source=register, now=NOW)

    delivery = deliver(source=register, delivered=delivered, now=NOW)

    assert delivery.person == person
    assert Person.objects.working_here().get().user.is_active  # type: ignore[union-attr]  # it was opened


def test_who_was_let_go_by_hand_comes_back_by_hand(register: Source) -> None:
    delivered = Delivered(external_id="1", name="Noor")
    person = deliver(source=register, delivered=delivered, now=NOW).person
    leave(person=person, on=TODAY, actor=UserFactory(is_superuser=True), now=NOW)

    deliver(source=register, delivered=delivered, now=NOW)

    assert not Person.objects.working_here().exists()


def test_nobody_comes_back_while_they_are_being_erased(register: Source) -> None:
    delivered = Delivered(external_id="1", name="Noor")
    person = deliver(source=register, delivered=delivered, now=NOW).person
    leave(person=person, on=TODAY, source=register, now=NOW)
    record(actor=None, action=BEGUN, thing=person, now=NOW)

    deliver(source=register, delivered=delivered, now=NOW)

    assert not Person.objects.working_here().exists()


def test_nobody_comes_back_by_signing_in(db: None) -> None:
    source = SourceFactory(kind=Source.Kind.SIGN_IN)
    person = deliver(source=source, delivered=Delivered(external_id="1", name="Noor"), now=NOW).person
    leave(person=person, on=TODAY, now=NOW)

    deliver(source=source, delivered=Delivered(external_id="1", name="Noor"), now=NOW)

    assert not Person.objects.working_here().exists()


def test_a_day_of_leaving_is_delivered(register: Source) -> None:
    gone = deliver(
        source=register, delivered=Delivered(external_id="1", name="Noor", left_on=TODAY), now=NOW
    ).person
    going = deliver(
        source=register,
        delivered=Delivered(external_id="2", name="Sam", left_on=TODAY + timedelta(days=1)),
        now=NOW,
    ).person

    assert list(Person.objects.working_here()) == [going]
    gone.refresh_from_db()
    assert gone.left_on == TODAY


def test_an_account_is_opened_when_it_is_asked_for(register: Source) -> None:
    by_name = Delivered(external_id="1", name="Noor Linde", username="n.linde")
    by_address = Delivered(
        external_id="2", name="Sam Postma", email="sam.postma@lindewaard.example", opens_account=True
    )

    noor, sam = (deliver(source=register, delivered=each, now=NOW).person for each in (by_name, by_address))

    assert noor.user is not None
    assert noor.user.username == "n.linde"
    assert sam.user is not None
    assert (sam.user.username, sam.user.email) == ("sam-postma", "sam.postma@lindewaard.example")
    assert not sam.user.has_usable_password()


def test_an_account_follows_the_address_of_its_person(register: Source) -> None:
    deliver(
        source=register,
        delivered=Delivered(
            external_id="1", name="Noor", email="linde@lindewaard.example", opens_account=True
        ),
        now=NOW,
    )

    deliver(source=register, delivered=Delivered(external_id="1", email="wit@lindewaard.example"), now=NOW)

    user = Person.objects.get().user
    assert user is not None
    assert user.email == "wit@lindewaard.example"


def test_an_account_of_somebody_else_is_not_given_away(register: Source) -> None:
    UserFactory(email="noor@lindewaard.example")

    with pytest.raises(AddressTaken):
        deliver(
            source=register,
            delivered=Delivered(
                external_id="1", name="Noor", email="noor@lindewaard.example", opens_account=True
            ),
            now=NOW,
        )

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("field", "delivered"),
    [
        ("name", Delivered(external_id="1")),
        ("name", Delivered(external_id="1", name="n" * 151)),
        ("email", Delivered(external_id="1", name="Noor", email="noor at home")),
        ("phone", Delivered(external_id="1", name="Noor", phone="12")),
        ("job_title", Delivered(external_id="1", name="Noor", job_title="j" * 151)),
        ("external_id", Delivered(external_id="", name="Noor")),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(register: Source, field: str, delivered: Delivered) -> None:
    with pytest.raises(ValidationError) as refusal:
        deliver(source=register, delivered=delivered, now=NOW)

    assert list(refusal.value.message_dict) == [field]
    assert not Person.objects.exists()
