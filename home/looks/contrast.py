"""How well a colour can be read on another.

Contrast is that of the Web Content Accessibility Guidelines 2.2: (lighter + 0.05) / (darker + 0.05), with the
relative luminance of sRGB. Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance.
"""

import colorsys
import re
from collections.abc import Iterable
from typing import TypeAlias

Channels: TypeAlias = tuple[int, int, int]

# What success criterion 1.4.3 asks of text.
READABLE = 4.5
HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
STEPS = 1000


def channels_of(colour: str) -> Channels:
    """Return the red, green and blue of `#rrggbb`, each 0 to 255. Raises ValueError for other words."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not written as #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, 1 for equal ones and 21 for black on white."""
    darker, lighter = sorted((_luminance(channels_of(one)), _luminance(channels_of(other))))
    return (lighter + 0.05) / (darker + 0.05)


def worst_contrast(colour: str, surfaces: Iterable[str]) -> float:
    """Return the contrast of `colour` with the surface on which it reads worst."""
    return min(contrast(colour, surface) for surface in surfaces)


def nearest_readable(colour: str, surfaces: Iterable[str], least: float = READABLE) -> str | None:
    """Return the colour of the same hue, as little lighter or darker as can be, that reads on all `surfaces`.

    None if there is no such colour.
    """
    surfaces = list(surfaces)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in channels_of(colour)))
    by_distance = sorted(range(STEPS + 1), key=lambda step: abs(step / STEPS - lightness))
    for step in by_distance:
        candidate = _hex(hue, step / STEPS, saturation)
        if worst_contrast(candidate, surfaces) >= least:
            return candidate
    return None


def shifted(colour: str, by: float) -> str:
    """Return `colour` a bit lighter, or darker where `by` is negative; -1 is black and 1 is white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in channels_of(colour)))
    return _hex(hue, min(1.0, max(0.0, lightness + by)), saturation)


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
    )


def _luminance(channels: Channels) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
