from pathlib import Path

import pytest

from tests.look.templates import (
    COMPONENTS,
    ROOT,
    all_components,
    all_templates,
    includes_in,
    load,
    name_of,
    names_in,
    parameters,
)


@pytest.mark.parametrize("path", all_components(), ids=name_of)
def test_comment_names_what_the_component_uses(path: Path) -> None:
    assert names_in(load(path)).from_outside == set(parameters(path))


@pytest.mark.parametrize("path", all_templates(), ids=name_of)
def test_components_are_given_their_parameters_and_nothing_else(path: Path) -> None:
    for name, given, is_isolated in includes_in(load(path)):
        if not name.startswith("components/"):
            continue
        asked = parameters(ROOT / name)

        assert is_isolated, f"{name} is included without `only`"
        assert given <= set(asked), f"{name} is given what it does not know"
        assert {known for known, must in asked.items() if must} <= given, f"{name} misses a parameter"


def test_the_reader_of_comments_finds_optional_and_grouped_parameters(tmp_path: Path) -> None:
    component = tmp_path / "one.html"
    component.write_text(
        "{% comment %}\nA thing.\ntitle: its words\nurl, link_text: a way on (optional)\n{% endcomment %}"
    )

    assert parameters(component) == {"title": True, "url": False, "link_text": False}


def test_every_component_opens_with_a_sentence() -> None:
    for path in COMPONENTS.glob("*.html"):
        assert path.read_text().startswith("{% comment %}\n"), path.name
