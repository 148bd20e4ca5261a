"""A colleague who says everything there is to say, each thing in words of its own."""

from datetime import time, timedelta
from io import BytesIO
from itertools import cycle
from typing import Any

from django.utils import timezone
from PIL import Image

from directory.models import (
    Duty,
    Experience,
    FieldVisibility,
    OutsideGroup,
    OutsideMembership,
    Person,
    PersonLink,
    Placement,
    ScimUser,
    Source,
    SourceLink,
    SpokenLanguage,
    Workday,
)
from directory.models.scim_user import key_of_user_name
from directory.photos.keeping import keep_photo
from directory.visibility import HIDEABLE, set_visibility
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocationFactory, PersonFactory, SubjectFactory, UnitFactory

Level = FieldVisibility.Level
# What stands in the free fields and nowhere else, as it is left when only letters and digits count.
MARKERS = (
    *("zwierzwier", "885550917", "612340917", "90417", "geheimadres", "torenkamer3", "oudewaterlinie"),
    *("glasblazen", "dijkverlegging", "vogeldagboek"),
)
EXTENSION = "90417"


def whole_person(**kwargs: Any) -> Person:  # Any: as any factory
    """Return a colleague with something in every field that can be hidden, who leads a unit of their own."""
    unit = UnitFactory.create(name="Bruggen", slug="bruggen")
    manager = PersonFactory.create(name="Nadia Bouzid", slug="nadia")
    person: Person = PersonFactory.create(
        **{
            "name": "Verscholen Vink",
            "slug": "verscholen-vink",
            "sort_name": "Vink, Verscholen",
            "user": UserFactory.create(username="vink"),
            "unit": unit,
            "manager": manager,
            **kwargs,
        }
    )
    unit.leader = person
    unit.save()
    unit.editors.add(person)
    Placement.objects.create(person=person, unit=UnitFactory.create(slug="sluizen"), job_title="meelezer")
    report = PersonFactory.create(name="Ravi Report", slug="ravi", unit=unit, manager=person)
    report.absences.create(starts_on=timezone.localdate(), stand_in=person)
    tell_everything(person)
    return person


def tell_everything(person: Person) -> None:
    """Fill every field of `person` that can be hidden."""
    assert person.user
    person.pronouns = "zwier/zwier"
    person.phone, person.extension, person.mobile = "+31885550917", EXTENSION, "+31612340917"
    person.email = "geheimadres@klaver.example"
    person.location, person.room = LocationFactory.create(name="Torenkamer"), "Torenkamer 3"
    person.ask_me_about, person.wants_to_learn = "de oude waterlinie", "glasblazen"
    person.started_on = timezone.localdate() - timedelta(days=7)
    person.save()
    shed = LocationFactory.create(name="Schuur bij de sloot")
    for weekday in range(1, 8):
        Workday.objects.create(
            person=person, weekday=weekday, location=shed, starts_at=time(8), ends_at=time(17)
        )
    SpokenLanguage.objects.create(person=person, code="ti")
    person.subjects.add(SubjectFactory.create(slug="waterlinie", name_nl="Waterlinie", name_en="Waterlinie"))
    person.duties.add(
        Duty.objects.create(slug="noodarts", name_nl="Bedrijfsnoodarts", name_en="Bedrijfsnoodarts")
    )
    Experience.objects.create(person=person, title="Dijkverlegging", where="Dijkverlegging", from_year=2019)
    PersonLink.objects.create(person=person, label="Vogeldagboek", url="https://vogeldagboek.example/")
    picture = BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "JPEG")
    keep_photo(actor=person.user, person=person, content=picture.getvalue(), now=timezone.now())


def tell_nothing(person: Person) -> None:
    """Empty what `tell_everything` filled; what it chose from the registers stays there."""
    person.pronouns = person.phone = person.extension = person.mobile = person.email = person.room = ""
    person.location = person.started_on = None
    person.ask_me_about = person.wants_to_learn = ""
    person.save()
    for name in ("workdays", "languages", "experiences", "links"):
        for row in getattr(person, name).all():
            row.delete()
    person.subjects.clear()
    person.duties.clear()
    person.photo.delete()
    ScimUser.objects.filter(person=person).update(email="", phone="", mobile="")


def hide_everything(person: Person) -> None:
    """Hide each field of `person` that can be hidden: in turn from all and from other units."""
    assert person.user
    for field, level in zip(HIDEABLE, cycle([Level.SELF, Level.UNIT]), strict=False):
        set_visibility(actor=person.user, person=person, field=field, level=level, now=timezone.now())


def deliver_by_scim(person: Person) -> ScimUser:
    """Return `person` as an identity provider would have delivered them, in a group."""
    source = Source.objects.create(
        slug="entra", name="Entra", kind=Source.Kind.SCIM, report_to="hr@x.example"
    )
    source.delivers = ["name", "email", "phone", "mobile", "location", "started_on"]
    source.save()
    SourceLink.objects.create(person=person, source=source, external_id="n-917")
    row = ScimUser.objects.create(
        person=person,
        user_name="vink",
        user_name_key=key_of_user_name("vink"),
        external_id="n-917",
        email=person.email,
        email_is_primary=True,
        phone=str(person.phone),
        mobile=str(person.mobile),
    )
    other = PersonFactory.create(name="Aart Andere", slug="aart")
    ScimUser.objects.create(
        person=other,
        user_name="andere",
        user_name_key="andere",
        email="m@klaver.example",
        phone="+31885550500",
    )
    group = OutsideGroup.objects.create(name="bruggenbouwers", scim_key=row.key)
    OutsideMembership.objects.create(group=group, person=person, source=source)
    return row
