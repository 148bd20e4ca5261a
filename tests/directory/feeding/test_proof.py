"""How long a whole organisation takes to import, and how much memory."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from home.bench.scratch import MANAGE, scratch_places
from tests.directory.feeding.people_file import many_rows, write_csv
from tests.proofs import is_large

LARGE, SMALL = 50_000, 300
MOST_MEGABYTES = 400
# Runs a command and says, as the last line, how much memory it took at most. Where the kernel tells it, that
# is of this program alone: the other figure begins with what its parent took.
MEASURED = """
import json, resource, runpy, sys
from pathlib import Path

def most():
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print(json.dumps({"kilobytes": most()}))
"""


@pytest.mark.any_database
@pytest.mark.proof("import")
def test_a_whole_organisation_is_imported_in_little_memory(copied_places: None, tmp_path: Path) -> None:
    """A second import of the same file changes nothing."""
    people = LARGE if is_large("import") else SMALL
    path = write_csv(tmp_path / "people.csv", many_rows(people))

    with scratch_places(["import"]) as [place]:
        first = _import(path, place, "--make-units", "--make-locations")
        second = _import(path, place)

    print(f"\n{people} people, {path.stat().st_size / 1e6:.1f} MB of CSV, {_database(place)}")
    for label, (seconds, megabytes, counts) in {"first": first, "second": second}.items():
        print(f"{label:<7} {seconds:7.1f} s  {megabytes:5.0f} MB  {counts}")
    assert first[2] == {"made": people, "changed": 0, "refused": 0}
    assert second[2] == {"made": 0, "changed": 0, "refused": 0}
    assert max(first[1], second[1]) < MOST_MEGABYTES


def _import(path: Path, place: dict[str, str], *arguments: str) -> tuple[float, float, dict[str, int]]:
    """Return the seconds, the most megabytes and what the report counts, of a process of its own."""
    started = time.monotonic()
    command = [sys.executable, "-c", MEASURED, *MANAGE[1:], "import_people", str(path), "--verbosity", "0"]
    done = subprocess.run(
        [*command, *arguments], env={**place, "LANGUAGE": "en"}, check=True, capture_output=True, text=True
    )
    seconds = time.monotonic() - started
    *lines, measured = done.stdout.splitlines()
    return seconds, json.loads(measured)["kilobytes"] / 1024, _counts(lines)


def _counts(lines: list[str]) -> dict[str, int]:
    # By place, whatever the language: read, made, changed, unchanged, left, and last refused.
    figures = [int(line.split()[-1]) for line in lines if line.split()[-1].isdigit()]
    return {"made": figures[1], "changed": figures[2], "refused": figures[-1]}


def _database(place: dict[str, str]) -> str:
    return "PostgreSQL" if place.get("DATABASE_URL") else "SQLite"
