"""No model that could hold a person stands outside the register of traces."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from access.models import User
from access.traces import Erasing, Kind, Trace, register_trace, traces
from access.untraced import untraced_fields
from directory.models import Person, PersonLink


def test_every_field_that_could_hold_a_person_is_answered_for() -> None:
    assert untraced_fields() == [], (
        "Register these in the `traces` of their room, or say why they hold nobody."
    )


@isolate_apps("directory")
@pytest.mark.parametrize(
    "field",
    [
        models.ForeignKey(User, on_delete=models.CASCADE, related_name="+"),
        models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+"),
        models.ManyToManyField(Person, related_name="+"),
        models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+"),
        # What goes with a person may say who it was.
        models.ForeignKey(PersonLink, on_delete=models.CASCADE, related_name="+"),
        models.EmailField(),
        models.GenericIPAddressField(),
        models.JSONField(),
        models.FileField(),
    ],
    ids=lambda field: type(field).__name__,
)
def test_a_model_with_a_person_in_it_is_noticed(field: models.Field) -> None:  # type: ignore[type-arg]  # any
    class Badge(models.Model):
        what = field

        class Meta:
            app_label = "directory"

    assert untraced_fields([Badge]) == ["directory.Badge.what"]


@isolate_apps("directory")
@pytest.mark.parametrize("name", ["user_name", "made_by", "ip", "mobile_number", "author", "sender_address"])
def test_text_that_is_called_as_people_are_is_noticed(name: str) -> None:
    attributes = {
        name: models.CharField(max_length=50),
        "colour": models.CharField(max_length=50),
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "directory"}),
    }
    badge = type("Badge", (models.Model,), attributes)

    assert untraced_fields([badge]) == [f"directory.Badge.{name}"]


def test_what_stays_says_why() -> None:
    with pytest.raises(ValueError, match="Say why"):
        Trace(model="access.AuditEntry", kind=Kind.LOG, erasing=Erasing.KEEP)


def test_a_place_is_registered_in_one_way() -> None:
    place = traces()[0]

    register_trace(place)

    with pytest.raises(ValueError, match="twice"):
        register_trace(Trace(model=place.model, kind=place.kind, erasing=Erasing.DELETE, user=("pk",)))
