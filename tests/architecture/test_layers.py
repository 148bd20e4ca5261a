import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.rooms import REPOSITORY, ROOMS, may_know, modules

# What takes a model by its name in a string.
BY_NAME = {"get_model", "import_string", "receiver", "connect"}


def test_imports_go_down_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run(
        [linter, "--no-cache"],
        cwd=REPOSITORY,
        env={"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'site'}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_room_is_in_the_contract() -> None:
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == REPOSITORY}

    assert ours | {"brink"} == set(ROOMS)


def test_keys_to_other_tables_go_down_only() -> None:
    wrong = [
        f"{field} -> {field.related_model._meta.label}"
        for room in ROOMS
        if room != "brink"
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields(include_parents=False)
        if field.concrete and field.is_relation and field.related_model is not None
        if (target := field.related_model._meta.app_label) in ROOMS and not may_know(room, target)
    ]

    assert wrong == []


def test_models_named_in_strings_lie_below() -> None:
    wrong = [
        f"{module.relative_to(REPOSITORY)}:{line} names {name}"
        for room in ROOMS
        for module in modules(room)
        for line, name in names_in_strings(module)
        if (target := name.partition(".")[0]) in ROOMS and not may_know(room, target)
    ]

    assert wrong == []


def test_names_in_strings_are_found(tmp_path: Path) -> None:
    module = tmp_path / "receivers.py"
    module.write_text("@receiver(post_save, sender='news.NewsPage')\ndef f(**k): get_model('home', 'X')\n")

    assert sorted(names_in_strings(module)) == [(1, "news.NewsPage"), (2, "home"), (2, "home.X")]


def names_in_strings(module: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of the strings with which a module asks for a model or a function by name."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Call):
            function = (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
            if function not in BY_NAME:
                continue
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            strings = [value.value for value in values if isinstance(value, ast.Constant)]
            names = [text for text in strings if isinstance(text, str)]
            yield from ((node.lineno, name) for name in names if name.partition(".")[0] in ROOMS)
            # get_model("news", "NewsPage")
            if len(names) == 2 and names[0] in ROOMS:
                yield node.lineno, ".".join(names)
