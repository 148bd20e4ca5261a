"""A colleague as a vCard 4.0. Source: RFC 6350, https://www.rfc-editor.org/rfc/rfc6350."""

from collections.abc import Iterator

from django.conf import settings
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import PhoneNumberFormat

from access.mail import full_address
from directory.visibility import ShownPerson

# In octets, without the end of the line (section 3.2).
LINE_LENGTH = 75


def card_of(shown: ShownPerson) -> str:
    """Return the card with what the viewer sees, and nothing more."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_properties(shown), "END:VCARD"]
    return "".join(fold(line) + "\r\n" for line in lines)


def fold(line: str) -> str:
    """Return `line` in parts of at most 75 octets, never cutting a letter (section 3.2)."""
    parts, length = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > LINE_LENGTH:
            parts.append("")
            # A space begins each further line.
            length = 1
        parts[-1] += letter
        length += octets
    return "\r\n ".join(parts)


def escape(text: str) -> str:
    """Return `text` as a value: nothing in it ends the value or the line (section 3.4)."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    # Other ends of a line and control signs have no place in a value.
    lines = text.splitlines()
    return "\\n".join("".join(sign for sign in line if sign.isprintable() or sign == "\t") for line in lines)


def _properties(shown: ShownPerson) -> Iterator[str]:
    family, _comma, given = shown.sort_name.partition(", ")
    yield f"FN:{escape(shown.name)}"
    yield f"N:{escape(family)};{escape(given)};;;"
    yield "KIND:individual"
    yield f"SOURCE:{full_address(shown.get_absolute_url())}"
    if shown.nickname:
        yield f"NICKNAME:{escape(shown.nickname)}"
    units = f";{escape(shown.unit.name)}" if shown.unit else ""
    yield f"ORG:{escape(settings.WAGTAIL_SITE_NAME)}{units}"
    if shown.job_title:
        yield f"TITLE:{escape(shown.job_title)}"
    yield from _ways(shown)
    if shown.location:
        address = " ".join(shown.location.address.split()) or shown.location.name
        yield f"ADR;TYPE=work:;;{escape(address)};;;;"
    yield from (f"LANG:{row.code}" for row in shown.languages.all())
    yield from (f"URL:{_address(link.url)}" for link in shown.links.all())


def _ways(shown: ShownPerson) -> Iterator[str]:
    if shown.phone:
        preferred = ";PREF=1" if shown.contact_by == "phone" else ""
        yield f'TEL;VALUE=uri;TYPE="work,voice"{preferred}:{_number(shown.phone)}'
    if shown.mobile:
        preferred = ";PREF=1" if shown.contact_by == "mobile" else ""
        yield f'TEL;VALUE=uri;TYPE="work,cell"{preferred}:{_number(shown.mobile)}'
    if shown.email:
        preferred = ";PREF=1" if shown.contact_by == "email" else ""
        yield f"EMAIL;TYPE=work{preferred}:{escape(shown.email)}"


def _number(phone: PhoneNumber) -> str:
    return f"tel:{phone.format_as(PhoneNumberFormat.E164)}"


def _address(url: str) -> str:
    """Return `url` on one line; what it may not hold by itself is no address of a page."""
    return "".join(sign for sign in url if sign.isprintable() and not sign.isspace())
