"""The accent of an organisation: whether it can be read on every surface, and what could be instead."""

from django.utils.translation import gettext as _

from home.looks.contrast import READABLE, nearest_readable, worst_contrast
from home.looks.stylesheet import SURFACES


def fault_of_accent(colour: str, theme: str) -> str:
    """Return what is wrong with `colour` in the theme `light` or `dark`, or nothing."""
    try:
        ratio = worst_contrast(colour, SURFACES[theme]) if colour else READABLE
    except ValueError:
        # The field itself says how to write a colour.
        return ""
    if ratio >= READABLE:
        return ""
    sentence = _(
        "This colour reads badly: its contrast is %(ratio).2f and has to be 4.5. "
        "The nearest that can be read is %(nearest)s."
    )
    # Rounded down: 4.49 must not be written as 4.5.
    return sentence % {
        "ratio": int(ratio * 100) / 100,
        "nearest": nearest_readable(colour, SURFACES[theme]),
    }
