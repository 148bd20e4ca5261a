"""The style sheet of an organisation: its accent in both themes, and its own theme file."""

from collections.abc import Iterable

from home.looks.contrast import contrast, shifted
from home.looks.theme import Property

# The surfaces on which the accent is read, as in static/css/tokens.css: paper, field, leaf, warm.
SURFACES = {
    "light": ["#fcfbf5", "#ffffff", "#f0f4e1", "#fdeeeb"],
    "dark": ["#161a14", "#1e231b", "#202819", "#321d1f"],
}
# What stands where the organisation has no accent for a theme, as in the tokens: the name of the NL Design
# System first, then Brink's own colour.
AS_IT_COMES = {
    "light": {
        "accent": "var(--utrecht-link-color,#2c6017)",
        "accent-strong": "var(--utrecht-link-hover-color,#204a0f)",
        "on-accent": "var(--utrecht-button-primary-action-color,#ffffff)",
    },
    "dark": {"accent": "#a9cf66", "accent-strong": "#c2e287", "on-accent": "#14200c"},
}
STRONGER = {"light": -0.08, "dark": 0.12}
ON_ACCENT = ("#ffffff", "#14200c")


def style_sheet(*, light: str, dark: str, theme: Iterable[Property]) -> str:
    """Return the style sheet of an organisation, or nothing where it is as Brink comes.

    The colours have been checked, and the theme has been read.
    """
    lines = [str(one) for one in theme]
    if light or dark:
        pair = [_roles("light", light), _roles("dark", dark)]
        lines += [f"--{role}:light-dark({pair[0][role]},{pair[1][role]});" for role in pair[0]]
    return "@layer tokens{:root{" + "".join(lines) + "}}\n" if lines else ""


def _roles(theme: str, accent: str) -> dict[str, str]:
    """Return what the accent is, what it is under the pointer, and what is written on it."""
    if not accent:
        return AS_IT_COMES[theme]
    return {
        "accent": accent,
        "accent-strong": shifted(accent, STRONGER[theme]),
        "on-accent": max(ON_ACCENT, key=lambda ink: contrast(ink, accent)),
    }
