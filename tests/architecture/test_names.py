import re

from tests.architecture.rooms import REPOSITORY, ROOMS, modules, tracked_files

SAYING_NOTHING = {"utils", "helpers", "common", "mixins", "core", "misc", "base"}
# The settings' base says what it is: the one that the others loosen.
MEANINGFUL = {"site/brink/settings/base.py"}


def test_every_module_is_called_after_its_job() -> None:
    wrong = [
        name
        for path in tracked_files("*.py")
        if (name := str(path.relative_to(REPOSITORY))) not in MEANINGFUL
        if SAYING_NOTHING & {*path.relative_to(REPOSITORY).parts[:-1], path.stem}
    ]

    assert wrong == []


def test_the_root_holds_no_module_that_could_hide_a_package() -> None:
    assert [path.name for path in tracked_files("*.py") if path.parent == REPOSITORY] == ["manage.py"]


def test_the_folder_site_is_no_package() -> None:
    # `site` is a module of Python itself, loaded before ours.
    assert not (REPOSITORY / "site" / "__init__.py").exists()
    assert not [path for path in tracked_files("site/*") if path.parent == REPOSITORY / "site"]


def test_only_content_asks_for_the_page_in_the_active_language() -> None:
    # After the view has begun, the active language is the reader's and not the address's.
    asks = re.compile(r"\.localized\b|Locale\.get_active\b")
    sources = [
        *(module for room in ROOMS if room != "content" for module in modules(room)),
        *(path for path in tracked_files("templates/*.html") if "templates/content/" not in str(path)),
    ]

    assert [str(path.relative_to(REPOSITORY)) for path in sources if asks.search(path.read_text())] == []


def test_only_one_module_names_the_task_package() -> None:
    # Django 6 has tasks of its own: moving there is one import.
    names = re.compile(r"^\s*(from|import) django_tasks\b", re.MULTILINE)

    found = [module for room in ROOMS for module in modules(room) if names.search(module.read_text())]

    assert [str(path.relative_to(REPOSITORY)) for path in found] == ["background/queue.py"]


def test_file_names_are_plain() -> None:
    plain = re.compile(r"[A-Za-z0-9@._/-]+")

    names = [str(path.relative_to(REPOSITORY)) for path in tracked_files()]

    assert [name for name in names if not plain.fullmatch(name)] == []


def test_no_file_names_the_folder_that_it_stands_in() -> None:
    here = str(REPOSITORY).encode()

    assert [path for path in tracked_files() if here in path.read_bytes()] == []
