"""The rooms and their files, as the tests of the architecture see them."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads(
    (REPOSITORY / "pyproject.toml").read_text()
)  # Any: TOML of every kind

# From the top down; rooms on one storey do not know each other.
STOREYS: list[list[str]] = [
    [room.strip() for room in layer.split("|")]
    for layer in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
]
ROOMS = [room for storey in STOREYS for room in storey]


def storey_of(room: str) -> int:
    """Return how deep the room lies, 0 for the top."""
    return next(depth for depth, storey in enumerate(STOREYS) if room in storey)


def may_know(room: str, other: str) -> bool:
    """Tell whether `room` may use `other`: itself, and what lies below it."""
    return room == other or storey_of(room) < storey_of(other)


def tracked_files(*patterns: str) -> list[Path]:
    """Return the files of the project, without what it makes for itself."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *patterns],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def modules(room: str) -> list[Path]:
    """Return the Python files of a room."""
    folder = "site/brink" if room == "brink" else room
    return tracked_files(f"{folder}/*.py")
