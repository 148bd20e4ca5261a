"""`./run setup`, as a process of its own on an empty folder."""

import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from brink import choices, env
from tests import migrated

REPOSITORY = Path(__file__).resolve().parents[2]
ORGANISATION = ["--organisation", "Gemeente Lindewaard", "--language", "nl"]
ADA = ["--name", "Ada Baas", "--email", "ada@lindewaard.example", "--password-stdin"]


def environment(data: Path, **variables: str) -> dict[str, str]:
    """Return what a shell has that knows only where the data are."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'site'}",
        "DJANGO_SETTINGS_MODULE": "brink.settings.development",
        "BRINK_DATA_DIR": str(data),
        **variables,
    }


def set_up(data: Path, *words: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "brink.setup", *words],
        cwd=REPOSITORY,
        env=environment(data, **variables),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def talk(data: Path, *dialogue: tuple[str, str]) -> tuple[int, str]:
    """Answer each question at a terminal once it is asked, and return the status and the screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(REPOSITORY)
        os.execve(sys.executable, [sys.executable, "-m", "brink.setup"], environment(data))
    screen, seen = "", 0
    waiting = list(dialogue)
    while True:
        try:
            screen += os.read(terminal, 4096).decode()
        except OSError:
            # The other end of the terminal was closed: the process has ended.
            break
        if waiting and waiting[0][0] in screen[seen:]:
            seen = len(screen)
            os.write(terminal, f"{waiting.pop(0)[1]}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


def ask(data: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "db.sqlite3") as database:
        return database.execute(query).fetchall()


def test_an_empty_folder_becomes_a_brink_by_questions_and_by_options_and_stands(tmp_path: Path) -> None:
    # But for its tables: `./run demo --check` makes those from nothing, which takes a minute.
    migrated.copy_into({"BRINK_DATA_DIR": str(tmp_path)})
    # At a terminal, where what cannot be is asked again; the last password is too easy.
    status, screen = talk(
        tmp_path,
        ("Name of the organisation", "  Gemeente   Lindewaard "),
        ("First language", "de"),
        ("First language", "nl"),
        ("Your name", "Ada Baas"),
        ("Your e-mail address", "ada at lindewaard"),
        ("Your e-mail address", "ada@lindewaard.example"),
        ("A password", "lindebloesem"),
        ("once more", "lindebloesen"),
        ("A password", "12345678"),
        ("once more", "12345678"),
    )
    assert status == 2
    assert "Brink speaks nl or en, not 'de'." in screen
    assert "is no e-mail address" in screen
    assert "These two are not the same." in screen
    assert ask(tmp_path, "SELECT count(*) FROM access_user") == [(0,)]

    # Without a terminal the rest; what was answered stands.
    made = set_up(tmp_path, "--organisation", "Gemeente Elders", *ADA, typed="lindebloesem in juni\n")
    assert made.returncode == 0, made.stderr
    assert "Name of the organisation: Gemeente Lindewaard (stands)" in made.stdout
    assert "not changed into Gemeente Elders" in made.stdout
    assert "ada, who signs in with that name or with ada@lindewaard.example" in made.stdout
    assert "./run serve starts it, at http://127.0.0.1:8000/" in made.stdout
    assert "until EMAIL_URL names a mail server" in made.stdout
    assert ask(tmp_path, "SELECT username, is_superuser, first_name FROM access_user") == [("ada", 1, "Ada")]
    groups = "SELECT g.name FROM auth_group g JOIN access_user_groups u ON u.group_id = g.id"
    assert ask(tmp_path, groups) == [("Beheerder",)]
    assert ask(tmp_path, "SELECT site_name FROM wagtailcore_site") == [("Gemeente Lindewaard",)]
    assert ask(tmp_path, "SELECT count(*) FROM home_homepage") == [(2,)]

    again = set_up(tmp_path, *ORGANISATION, *ADA, typed="another password\n")
    assert again.returncode == 0, again.stderr
    assert "Administrator: ada (stands" in again.stdout
    assert ask(tmp_path, "SELECT count(*) FROM access_user") == [(1,)]
    assert ask(tmp_path, "SELECT count(*) FROM home_homepage") == [(2,)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--organisation", " "], "--organisation: A name has 1 to 100 characters"),
        (["--organisation", "x" * 101], "--organisation: A name has 1 to 100 characters"),
        (["--organisation", "Lindewaard\x1b[2J"], "--organisation: A name has 1 to 100 characters"),
        (
            ["--organisation", "L", "--language", "klingon"],
            "--language: Brink speaks nl or en, not 'klingon'.",
        ),
        ([*ORGANISATION, "--email", "ada"], "--email: 'ada' is no e-mail address."),
        ([*ORGANISATION, "--email", "a@b.example\nBcc: x@y.example"], "is no e-mail address"),
        (["--language", "nl"], "Name of the organisation: is not given, and there is no terminal to ask."),
        (["--nmae", "Ada"], "unrecognized arguments: --nmae"),
    ],
)
def test_an_answer_that_cannot_be_is_told_and_nothing_is_made(
    tmp_path: Path, words: list[str], told: str
) -> None:
    answer = set_up(tmp_path, *words)

    assert answer.returncode == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "db.sqlite3").exists()
    assert not (tmp_path / choices.FILE).exists()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = set_up(tmp_path, "--organisation", "", "--language", "de", "--email", "x").stderr.splitlines()

    assert [line.partition(":")[0] for line in told] == ["--organisation", "--language", "--email"]


def test_production_without_its_secret_is_told_without_a_trace(tmp_path: Path) -> None:
    answer = set_up(tmp_path, *ORGANISATION, DJANGO_SETTINGS_MODULE="brink.settings.production")

    assert answer.returncode == 2
    assert "- SECRET_KEY: is missing." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_that_is_away_is_told_without_a_trace(tmp_path: Path) -> None:
    answer = set_up(tmp_path, *ORGANISATION, *ADA, DATABASE_URL="postgresql://brink@127.0.0.1:9/brink")

    assert answer.returncode == 2
    assert "The database does not answer" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("text", ["{", "[]", '{"DEFAULT_LANGUAGE": 1}', "\x00"])
def test_choices_that_cannot_be_read_are_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / choices.FILE).write_text(text)

    answer = set_up(tmp_path, *ORGANISATION)

    assert answer.returncode == 2
    assert f"{choices.FILE}" in answer.stderr
    assert "Remove the file" in answer.stderr


def test_what_was_chosen_is_what_brink_starts_with_unless_the_environment_says_otherwise(
    tmp_path: Path,
) -> None:
    choices.keep(tmp_path, {"ORGANISATION_NAME": "Gemeente Lindewaard", "DEFAULT_LANGUAGE": "en"})

    chosen = env.read({"BRINK_DATA_DIR": str(tmp_path)}, production=False)
    overruled = env.read(
        {"BRINK_DATA_DIR": str(tmp_path), "ORGANISATION_NAME": "Elders", "DEFAULT_LANGUAGE": "nl"},
        production=False,
    )

    assert (chosen.organisation_name, chosen.default_language) == ("Gemeente Lindewaard", "en")
    assert (overruled.organisation_name, overruled.default_language) == ("Elders", "nl")
