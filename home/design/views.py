from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from home.design.examples import Example, examples

COLOURS = [
    "surface",
    "surface-field",
    "surface-leaf",
    "surface-warm",
    "surface-deep",
    "ink",
    "ink-quiet",
    "ink-on-deep",
    "accent",
    "accent-strong",
    "lively",
    "mark",
    "foliage",
    "line",
    "line-rule",
    "line-control",
    "focus",
    "leaf",
    "canal",
    "brick",
    "straw",
    "plum",
    "stone",
]
HEADS = ("head-1", "head-2", "head-3", "head-4", "head-5", "text-lede", "text-read", "text-note")
SPACES = tuple(f"space-{step}" for step in range(1, 9))


class Shown(NamedTuple):
    """A state of a component, drawn."""

    state: str | Promise
    html: SafeString


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states, and the tokens they are drawn with."""
    components = [
        (template, [_shown(example, request) for example in some])
        for template, some in groupby(examples(), key=lambda example: example.template)
    ]
    return render(
        request,
        "design/design.html",
        {"components": components, "colours": COLOURS, "heads": HEADS, "spaces": SPACES},
    )


def _shown(example: Example, request: HttpRequest) -> Shown:
    return Shown(example.state, render_to_string(example.template, example.context, request))
