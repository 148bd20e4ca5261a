"""Users of SCIM: made, changed and removed by what the identity provider tells of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from scim2_models import InvalidValueException, UniquenessException

from access.accounts import AddressTaken, NameTaken, choose_language, rename_account
from access.audit import record
from access.closing import close_accounts, reopen_accounts
from access.models import ApiToken
from directory.changing import CircleOfManagers, change_person, locks_of
from directory.leaving import leave
from directory.models import Person, ScimUser, Source
from directory.outside_groups import follow_groups, put_in_groups
from directory.provisioning import Delivered, SeveralPeople, deliver, open_unit_called
from directory.scim.resources import User
from directory.scim.told import in_words, name_told, write_told

TAKEN = "Another account here has this userName or e-mail address. An administrator can change that one."
# The fields of a profile, and the columns from which each of them comes.
COLUMNS = {
    "email": "email",
    "job_title": "title",
    "unit": "department",
    "manager": "manager_id",
    "phone": "phone",
    "mobile": "mobile",
}


@dataclass(frozen=True)
class Told:
    """By which token something is told, and when."""

    token: ApiToken | None
    now: datetime

    def note(self, action: str, thing: Any) -> None:
        """Keep that it was told. Any: a row of any kind."""
        details = {"token": self.token.pk if self.token else None}
        record(actor=None, action=f"scim.{action}", thing=thing, details=details, now=self.now)


def scim_source() -> Source:
    """Return what SCIM delivers as, locked: one request at a time writes, so that none makes a double."""
    Source.objects.get_or_create(
        slug="scim", defaults={"name": "SCIM", "kind": Source.Kind.SCIM, "delivers": ["name"]}
    )
    return Source.objects.select_for_update().get(slug="scim")


def make_user(user: User[Any], told: Told) -> ScimUser:
    """Return the new row of `user`, or the one they had before they were removed.

    Raises UniquenessException and InvalidValueException; nothing is written then, if the caller rolls back.
    """
    source = scim_source()
    row = ScimUser(made_at=told.now)
    write_told(row, user)
    _refuse_taken(row)
    if rejoiner := _removed_before(row):
        row = rejoiner
    before = _columns_of(row)
    row.removed_at = None
    write_told(row, user)
    _deliver(row, before, source, told)
    told.note("user_made", row)
    return row


def change_user(row: ScimUser, user: User[Any], told: Told) -> None:
    """Let `row`, which the caller locked, be as `user` tells. Raises as `make_user` does."""
    source = scim_source()
    before, was_active, was_called = _columns_of(row), row.active is not False, row.user_name
    write_told(row, user)
    _refuse_taken(row)
    _deliver(row, before, source, told)
    _follow_user_name(row, was_called, told.now)
    if not was_active and row.active is not False and row.person.left_on is None and row.person.user:
        # Only then: an account that an administrator closed stays closed.
        reopen_accounts(users=[row.person.user], actor=None, now=told.now)
    told.note("user_changed", row)


def remove_user(row: ScimUser, told: Told) -> None:
    """Let the colleague of `row` leave, and their groups there; what they wrote goes a leaver's way."""
    source = scim_source()
    row.removed_at = told.now
    row.save(update_fields=["removed_at"])
    put_in_groups(person=row.person, names=[], source=source, now=told.now)
    _close(row.person, source, told.now)
    told.note("user_removed", row)


def _columns_of(row: ScimUser) -> dict[str, Any]:  # Any: a text or a key
    return {field: getattr(row, column) for field, column in COLUMNS.items()}


def _refuse_taken(row: ScimUser) -> None:
    others = ScimUser.objects.present().exclude(pk=row.pk)
    if others.filter(user_name_key=row.user_name_key).exists():
        raise UniquenessException(detail="Another user has this userName.")
    if row.external_id and others.filter(external_id=row.external_id).exists():
        raise UniquenessException(detail="Another user has this externalId.")


def _removed_before(row: ScimUser) -> ScimUser | None:
    """Return the removed row of the same person: of the same number, or else of the same name for signing in.

    A name for signing in may be given to somebody else years later: where both numbers are known and
    differ, the person must be called the same too.
    """
    removed = ScimUser.objects.exclude(removed_at=None).filter(person__erased_at=None)
    removed = removed.select_related("person").order_by("-removed_at", "-pk")
    if row.external_id and (found := removed.filter(external_id=row.external_id).first()):
        return found
    for found in removed.filter(user_name_key=row.user_name_key):
        if not (found.external_id and row.external_id) or name_told(found) == name_told(row):
            return found
    return None


def _deliver(row: ScimUser, before: dict[str, Any], source: Source, told: Told) -> None:
    delivered = _delivered(row, before, told.now)
    _lock_delivered(source, delivered)
    try:
        person = deliver(source=source, delivered=delivered, now=told.now).person
    except ValidationError as mistake:
        raise InvalidValueException(detail=in_words(mistake)) from mistake
    except CircleOfManagers as mistake:
        raise InvalidValueException(detail="The manager works, through others, for this user.") from mistake
    except SeveralPeople as mistake:
        raise UniquenessException(detail="Several colleagues here have this e-mail address.") from mistake
    except (AddressTaken, NameTaken) as mistake:
        raise UniquenessException(detail=TAKEN) from mistake
    row.person = person
    row.changed_at = told.now
    row.save()
    _fill_own_choices(row, told.now)
    if row.active is False:
        _close(person, source, told.now)
    follow_groups(person=person, source=source, now=told.now)


def _follow_user_name(row: ScimUser, was_called: str, now: datetime) -> None:
    """Let the account be called as the user is, where it was before."""
    user = row.person.user
    if user is None or user.username != was_called or was_called == row.user_name:
        return
    try:
        rename_account(user=user, username=row.user_name, actor=None, now=now)
    except NameTaken as mistake:
        raise UniquenessException(detail=TAKEN) from mistake


def _delivered(row: ScimUser, before: dict[str, Any], now: datetime) -> Delivered:
    values: dict[str, Any] = {
        "email": row.email or None,
        "job_title": row.title or None,
        "unit": open_unit_called(row.department),
        "manager": row.manager.person if row.manager else None,
        "phone": _number(row.phone),
        "mobile": _number(row.mobile),
    }
    emptied = {field for field, column in COLUMNS.items() if before[field] and not getattr(row, column)}
    # A number that cannot be dialled does not leave an older one standing.
    emptied |= {field for field in ("phone", "mobile") if before[field] and values[field] is None}
    # Who left already keeps their last day.
    last_day = (row.person.left_on if row.person_id else None) or timezone.localdate(now)
    return Delivered(
        external_id=row.key.hex,
        name=name_told(row),
        left_on=last_day if row.active is False else None,
        emptied=frozenset(emptied),
        username="" if row.active is False else row.user_name,
        **values,
    )


def _lock_delivered(source: Source, delivered: Delivered) -> None:
    """Add to what the source locks what it delivers for the first time."""
    new = [field for field in COLUMNS if getattr(delivered, field) and field not in source.delivers]
    if new:
        source.delivers = [*source.delivers, *new]
        source.save(update_fields=["delivers"])


def _number(words: str) -> str | None:
    """Return a phone number as E.164, or None for words that are none."""
    if not words:
        return None
    try:
        number = phonenumbers.parse(words.removeprefix("tel:"), settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _fill_own_choices(row: ScimUser, now: datetime) -> None:
    """Fill what is for the person to choose, while they have chosen nothing."""
    person = row.person
    if row.nick_name and not person.nickname:
        changes = {"nickname": row.nick_name}
        change_person(person=person, changes=changes, actor=None, source=scim_source(), now=now)
    language = row.preferred_language.replace("_", "-").partition("-")[0].lower()
    if person.user is not None and not person.user.language and language in dict(settings.LANGUAGES):
        choose_language(user=person.user, language=language)


def _close(person: Person, source: Source, now: datetime) -> None:
    """Let `person` leave, unless another source says who works here; the account is closed all the same."""
    if locks_of(person).get("left_on", source) == source and person.left_on is None:
        leave(person=person, on=timezone.localdate(now), source=source, now=now)
    if person.user is not None:
        close_accounts(users=[person.user], actor=None, now=now)
