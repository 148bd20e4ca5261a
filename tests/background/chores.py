"""Tasks for a worker in a process of its own; each line in their file is one attempt."""

import time
from pathlib import Path

from django_tasks.base import Task

from background.queue import task

Chore = Task[[str], None]


def attempt(path: str) -> int:
    """Add a line to the file and return how many there are."""
    with Path(path).open("a") as file:
        file.write("attempt\n")
    return len(Path(path).read_text().splitlines())


@task(idempotent=True)
def note(path: str) -> None:
    attempt(path)


@task(idempotent=True)
def repeatable(path: str) -> None:
    """Hangs the first time only."""
    if attempt(path) == 1:
        time.sleep(60)


@task
def once_only(path: str) -> None:
    attempt(path)
    time.sleep(60)


@task(idempotent=True)
def failing(path: str) -> None:
    attempt(path)
    raise ValueError("This chore fails.")


@task(idempotent=True)
def sign(path: str, number: int) -> None:
    """Take a moment and add the number to the file."""
    time.sleep(0.02)
    with Path(path).open("a") as file:
        file.write(f"{number}\n")


def signatures(path: Path) -> list[int]:
    """Return the numbers in the file."""
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []
