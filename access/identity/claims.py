"""What an identity provider says of who comes in, read by names that an administrator may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import IdentityProvider

# The usual names of each claim, the first that is there counts; those of SAML as schemas and directories say.
_SCHEMAS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"
_MICROSOFT = "http://schemas.microsoft.com"
USUAL = {
    "name": f"name displayName urn:oid:2.16.840.1.113730.3.1.241 {_MICROSOFT}/identity/claims/displayname "
    f"urn:oid:2.5.4.3 cn {_SCHEMAS}/name",
    "email": f"email mail urn:oid:0.9.2342.19200300.100.1.3 {_SCHEMAS}/emailaddress",
    "job_title": "job_title jobTitle title urn:oid:2.5.4.12",
    "phone": "phone_number telephoneNumber urn:oid:2.5.4.20",
    "mobile": "mobile urn:oid:0.9.2342.19200300.100.1.41",
    "unit": "department ou urn:oid:2.5.4.11",
    "number": "employee_number employeeNumber urn:oid:2.16.840.1.113730.3.1.3",
    "groups": "groups memberOf isMemberOf urn:oid:1.3.6.1.4.1.5923.1.5.1.1 "
    f"{_MICROSOFT}/ws/2008/06/identity/claims/groups",
}
LABELS: dict[str, Promise] = {
    "name": _("name"),
    "email": _("e-mail"),
    "job_title": _("job title"),
    "phone": _("phone"),
    "mobile": _("mobile phone"),
    "unit": _("unit (its code or name)"),
    "number": _("personnel number"),
    "groups": _("groups"),
}
# Written instead of names: this claim is not used.
NOT_USED = "-"
GIVEN_NAME = ("given_name", "givenName", "urn:oid:2.5.4.42", f"{_SCHEMAS}/givenname")
FAMILY_NAME = ("family_name", "sn", "urn:oid:2.5.4.4", f"{_SCHEMAS}/surname")
LONGEST = 255
MOST_GROUPS = 1000


@dataclass(frozen=True)
class Claims:
    """What a provider says of one person. Empty is not said; groups are None when they are not used."""

    uid: str
    name: str = ""
    email: str = ""
    # Whether the provider itself vouches for the address.
    address_is_sure: bool = False
    job_title: str = ""
    phone: str = ""
    mobile: str = ""
    unit: str = ""
    number: str = ""
    groups: tuple[str, ...] | None = None


def read_claims(
    provider: IdentityProvider,
    uid: str,
    said: Mapping[str, Any],  # Any: what another server wrote
) -> Claims:
    """Return what `said` means, as the provider of it is set up. What makes no sense is left out."""
    # OpenID Connect says things twice, and the second is fuller.
    parts = [said.get("id_token"), said.get("userinfo")]
    known = {k: v for part in parts if isinstance(part, dict) for k, v in part.items()} or dict(said)
    texts = {field: _first(known, names_of(provider, field)) for field in USUAL if field != "groups"}
    both = [_first(known, GIVEN_NAME), _first(known, FAMILY_NAME)]
    texts["name"] = texts["name"] or " ".join(part for part in both if part)
    return Claims(
        uid=uid,
        address_is_sure=provider.trusts_addresses and known.get("email_verified") not in (False, "false"),
        groups=_groups(known, names_of(provider, "groups")),
        **texts,
    )


def names_of(provider: IdentityProvider, field: str) -> tuple[str, ...]:
    """Return the names under which the claim for `field` may come."""
    names = tuple(str(provider.claims.get(field) or USUAL[field]).split())
    return () if names == (NOT_USED,) else names


def _first(known: Mapping[str, Any], names: tuple[str, ...]) -> str:  # Any: as above
    return next((text for name in names for text in _texts(_find(known, name)) if text), "")


def _groups(known: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...] | None:  # Any: as above
    for name in names:
        value = _find(known, name)
        if value is not None:
            return tuple(_texts(value))[:MOST_GROUPS]
    # Of who is in no group SAML says nothing at all, so silence means none.
    return () if names else None


def _find(known: Mapping[str, Any], name: str) -> Any:  # Any: as above
    """Return the value of that name, or of a name within a name: `realm_access.roles`."""
    if name in known:
        return known[name]
    value: Any = known
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _texts(value: Any) -> Iterator[str]:  # Any: as above
    for one in value if isinstance(value, list | tuple) else [value]:
        if isinstance(one, str | int) and not isinstance(one, bool):
            text = " ".join(str(one).split())
            if len(text) <= LONGEST and text.isprintable():
                yield text
