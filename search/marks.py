"""Found words in a text, shown with a marker pen."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Control characters, which no entry holds: what an engine puts around found words outlives escaping.
BEGIN = "\x01"
END = "\x02"


def shown(marked: str) -> SafeString:
    """Return a text from an engine as HTML: escaped, then its found words in `<mark>`."""
    html = escape(marked).replace(BEGIN, "<mark>").replace(END, "</mark>")
    # Two marks that touch are one, such as both parts of a compound.
    return mark_safe(html.replace("</mark><mark>", ""))  # escaped above


def unmarked(marked: str) -> str:
    """Return the text itself."""
    return marked.replace(BEGIN, "").replace(END, "")
