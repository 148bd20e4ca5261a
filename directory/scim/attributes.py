"""Where each attribute of SCIM stands in the database, as far as everyone sees it."""

from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Lower, Replace
from django.db.models.lookups import Exact

from directory.models import FieldVisibility, OutsideMembership
from directory.scim.columns import NOTHING, Column
from directory.scim.filtering import Attributes, Slot
from directory.scim.told import uuid_in


def _text(field: str) -> Column:
    """Return a text that is compared without regard to capitals."""
    return Column(Lower(F(field)))


def _exact(field: str) -> Column:
    return Column(F(field), indexed=lambda words: Q(**{field: words}))


def _other(field: str) -> Column:
    """Return a truth or a moment."""
    return Column(F(field), is_text=False)


def _id(field: str) -> Column:
    def find(words: str) -> Q:
        key = uuid_in(words)
        return Q(**{field: key}) if key else NOTHING

    return Column(_hex(field), indexed=find)


def _hex(field: str) -> Combinable:
    """Return a key as its id is written, on every database."""
    return Replace(Cast(F(field), TextField()), Value("-"), Value(""), output_field=TextField())


def _constant(words: str) -> Column:
    return Column(Cast(Value(words), CharField()))


def _slot(kind: str, column: str, hidden_as: str) -> Slot:
    """Return an entry that is not there where the person does not show it to everyone."""
    hides = Exists(FieldVisibility.objects.filter(person=OuterRef("person"), field=hidden_as))
    kept = Lower(F(column))
    return {
        "value": Column(
            Case(When(hides, then=Value("")), default=kept),
            indexed=lambda words: Q(Exact(kept, Value(words))),
        ),
        "type": _constant(kind),
        "primary": _other(f"{column}_is_primary"),
    }


def _in_group(key: str | None) -> Q:
    rows = OutsideMembership.objects.filter(person=OuterRef("person"), group__scim_key__isnull=False)
    return _exists(rows, "group__scim_key", key)


def _has_member(key: str | None) -> Q:
    rows = OutsideMembership.objects.filter(
        group=OuterRef("pk"), person__scim_user__isnull=False, person__scim_user__removed_at=None
    )
    return _exists(rows, "person__scim_user__key", key)


def _exists(rows: QuerySet[OutsideMembership], field: str, key: str | None) -> Q:
    if key is None:
        return Q(Exists(rows))
    found: UUID | None = uuid_in(key)
    return Q(Exists(rows.filter(**{field: found}))) if found else NOTHING


_MANAGER = Case(
    When(Q(manager__isnull=False, manager__removed_at=None), then=_hex("manager__key")),
    default=Value(""),
    output_field=TextField(),
)

USERS = Attributes(
    single={
        ("id", None): _id("key"),
        ("external_id", None): _exact("external_id"),
        ("user_name", None): _exact("user_name_key"),
        ("name", "formatted"): _text("formatted_name"),
        ("name", "family_name"): _text("family_name"),
        ("name", "given_name"): _text("given_name"),
        ("name", "middle_name"): _text("middle_name"),
        ("display_name", None): _text("display_name"),
        ("nick_name", None): _text("nick_name"),
        ("title", None): _text("title"),
        ("preferred_language", None): _text("preferred_language"),
        ("active", None): _other("active"),
        ("employee_number", None): _text("employee_number"),
        ("department", None): _text("department"),
        ("manager", "value"): Column(_MANAGER),
        ("meta", "resource_type"): _constant("User"),
        ("meta", "created"): _other("made_at"),
        ("meta", "last_modified"): _other("changed_at"),
    },
    slots={
        "emails": (_slot("work", "email", "email"),),
        "phone_numbers": (_slot("work", "phone", "phone"), _slot("mobile", "mobile", "mobile")),
    },
    related={"groups": _in_group},
)

GROUPS = Attributes(
    single={
        ("id", None): _id("scim_key"),
        ("external_id", None): _exact("external_id"),
        ("display_name", None): _text("name"),
        ("meta", "resource_type"): _constant("Group"),
        ("meta", "created"): _other("made_at"),
        ("meta", "last_modified"): _other("changed_at"),
    },
    slots={},
    related={"members": _has_member},
)
