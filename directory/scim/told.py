"""What a user of SCIM tells, as our columns keep it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from scim2_models import InvalidValueException

from directory.models import ScimUser
from directory.models.scim_user import key_of_user_name
from directory.scim.resources import Email, EnterpriseUser, Name, PhoneNumber, User


def write_told(row: ScimUser, user: User[Any]) -> None:
    """Set the columns of `row`, unsaved, to what `user` tells. Raises InvalidValueException.

    Of addresses and numbers only those for work are kept: what is somebody's own stays theirs.
    """
    name = user.name or Name()
    enterprise = getattr(user, "EnterpriseUser", None) or EnterpriseUser()
    row.user_name = _line(user.user_name)
    row.user_name_key = key_of_user_name(row.user_name)
    row.external_id = user.external_id or ""
    row.active = user.active
    row.formatted_name = _line(name.formatted)
    row.family_name = _line(name.family_name)
    row.given_name = _line(name.given_name)
    row.middle_name = _line(name.middle_name)
    row.display_name = _line(user.display_name)
    row.nick_name = _line(user.nick_name)
    row.title = _line(user.title)
    row.preferred_language = _line(user.preferred_language)
    row.email, row.email_is_primary = _chosen(user.emails, "work")
    row.phone, row.phone_is_primary = _chosen(user.phone_numbers, "work")
    row.mobile, row.mobile_is_primary = _chosen(user.phone_numbers, "mobile")
    row.employee_number = _line(enterprise.employee_number)
    row.department = _line(enterprise.department)
    row.manager = _manager(enterprise)
    _refuse_unfit(row)


def name_told(row: ScimUser) -> str:
    """Return how colleagues read the name: as displayed, unless that is written to be sorted."""
    parts = " ".join(part for part in (row.given_name, row.middle_name, row.family_name) if part)
    shown = row.display_name or row.formatted_name
    if "," in shown and parts:
        return parts
    return shown or parts or row.user_name


def _line(words: str | None) -> str:
    return (words or "").strip()


def _chosen(entries: list[Email] | list[PhoneNumber] | None, kind: str) -> tuple[str, bool | None]:
    """Return the value of this kind that comes first, the primary one before others."""
    meant = [entry for entry in entries or [] if entry.value and (entry.type or "work").lower() == kind]
    meant.sort(key=lambda entry: not entry.primary)
    return (_line(meant[0].value), meant[0].primary) if meant else ("", None)


def _manager(enterprise: EnterpriseUser) -> ScimUser | None:
    """Raises InvalidValueException for a manager who is not there."""
    told = enterprise.manager.value if enterprise.manager else None
    if not told:
        return None
    manager = user_of(told)
    if manager is None:
        raise InvalidValueException(detail="The manager is not the id of a user here.")
    return manager


def user_of(key: str) -> ScimUser | None:
    """Return the user with this id, or None."""
    found = uuid_in(key)
    if found is None:
        return None
    return ScimUser.objects.present().select_related("person").filter(key=found).first()


def uuid_in(key: str) -> UUID | None:
    """Return what an id stands for, written as we write it, or None."""
    try:
        found = UUID(key)
    except ValueError:
        return None
    return found if found.hex == key else None


def _refuse_unfit(row: ScimUser) -> None:
    """Raise InvalidValueException for what does not fit in our columns."""
    if not row.user_name:
        raise InvalidValueException(detail="userName is empty.")
    for field in ScimUser._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str):
            if not value.isprintable():
                raise InvalidValueException(detail=f"{field.name} holds signs that cannot be printed.")
            if field.max_length and len(value) > field.max_length:
                raise InvalidValueException(
                    detail=f"{field.name} is longer than {field.max_length} characters."
                )


def in_words(error: ValidationError) -> str:
    """Return what is wrong, in one line."""
    if hasattr(error, "error_dict"):
        return " ".join(f"{field}: {' '.join(words)}" for field, words in error.message_dict.items())
    return " ".join(error.messages)
