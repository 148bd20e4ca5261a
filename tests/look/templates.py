"""Every template of the project, and what can be read from one without rendering it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Node, Template, engines
from django.template.base import FilterExpression, TokenType, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode

ROOT = Path(settings.BASE_DIR) / "templates"
COMPONENTS = ROOT / "components"
COMMENT = re.compile(r"\A(?:\{% extends [^%]+%\}\n)?\{% comment %\}(.*?)\{% endcomment %\}", re.DOTALL)
PARAMETERS = re.compile(r"^([a-z][a-z_]*(?:, [a-z][a-z_]*)*): (.*)$", re.MULTILINE)
# What Django puts into a context or a loop by itself.
GIVEN = {"forloop", "True", "False", "None", "block"}


def all_templates() -> list[Path]:
    return sorted(ROOT.rglob("*.html"))


def all_components() -> list[Path]:
    return sorted(COMPONENTS.glob("*.html"))


def name_of(path: Path) -> str:
    """Return the name that a template is included by."""
    return str(path.relative_to(ROOT))


def load(path: Path) -> Template:
    """Return the parsed template itself; Any: the engine's wrapper hides it from the types."""
    wrapper: Any = engines["django"].get_template(name_of(path))
    template: Template = wrapper.template
    return template


def parameters(path: Path) -> dict[str, bool]:
    """Return {parameter: whether it must be given} from the comment that opens the template."""
    opening = COMMENT.match(path.read_text())
    if opening is None:
        return {}
    return {
        name: "(optional)" not in description
        for names, description in PARAMETERS.findall(opening.group(1))
        for name in names.split(", ")
    }


@dataclass
class Names:
    """Which names of its context a template asks for, and which it sets itself."""

    asked: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    @property
    def from_outside(self) -> set[str]:
        return self.asked - self.made - GIVEN


def names_in(template: Template) -> Names:
    """Return the names of the whole template; Any: Django's nodes keep their parts in any attribute."""
    names = Names()
    for thing in _walk(template.nodelist):
        if isinstance(thing, Variable):
            if thing.lookups:
                names.asked.add(thing.lookups[0])
            continue
        made: Any = getattr(thing, "asvar", None) or getattr(thing, "target_var", None)
        if isinstance(made, str):
            names.made.add(made)
        if isinstance(getattr(thing, "variable", None), str):
            names.made.add(thing.variable)
        if isinstance(thing, ForNode):
            names.made.update(thing.loopvars)
        if isinstance(thing, WithNode):
            names.made.update(thing.extra_context)
        if isinstance(thing, BlockTranslateNode):
            names.made.update(thing.extra_context)
            if thing.countervar:
                names.made.add(thing.countervar)
            tokens = [*thing.singular, *(thing.plural or [])]
            names.asked.update(token.contents for token in tokens if token.token_type == TokenType.VAR)
        if type(thing).__name__ == "CsrfTokenNode":
            names.asked.add("csrf_token")
    return names


def includes_in(template: Template) -> Iterator[tuple[str, set[str], bool]]:
    """Yield (name, what is given, whether nothing else is) for every include of a fixed template."""
    for thing in _walk(template.nodelist):
        if isinstance(thing, IncludeNode) and isinstance(thing.template.var, str):
            yield thing.template.var, set(thing.extra_context), thing.isolated_context


def _walk(thing: Any) -> Iterator[Any]:
    """Yield every node and variable below `thing`, which is whatever Django stored on a node."""
    if isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _walk(part)
    elif isinstance(thing, dict):
        yield from _walk(list(thing.values()))
    elif isinstance(thing, Variable):
        yield thing
    elif isinstance(thing, FilterExpression):
        yield from _walk(thing.var)
        yield from _walk([argument for _, arguments in thing.filters for _, argument in arguments])
    elif isinstance(thing, Node) or type(thing).__module__.startswith("django.template"):
        yield thing
        yield from _walk([value for key, value in vars(thing).items() if key not in {"origin", "token"}])
