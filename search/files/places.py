"""Where in a file something stands, in words and as an address."""

from django.utils.translation import gettext as _

# A browser opens a PDF at its page; what it downloads it opens nowhere.
PAGE = "page="


def place_in_words(anchor: str) -> str:
    """Return how a reader finds the place: "page 12"; nothing where a file has no places."""
    kind, _sign, name = anchor.partition("=")
    if not name:
        return ""
    if kind == "page":
        return _("page %(number)s") % {"number": name}
    if kind == "slide":
        return _("slide %(number)s") % {"number": name}
    if kind == "sheet":
        return _("sheet “%(name)s”") % {"name": name}
    return _("under “%(heading)s”") % {"heading": name}


def address_in_file(address: str, anchor: str) -> str:
    """Return the address of a file, at its page if a browser can open it there."""
    return f"{address}#{anchor}" if anchor.startswith(PAGE) else address
