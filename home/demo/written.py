"""What is written in `content/`."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import yaml

FOLDER = Path(__file__).parent / "content"

Written: TypeAlias = dict[str, Any]  # Any: what YAML holds, shaped by the files themselves.
# Hears the title of each thing that was made of what is written.
Tell: TypeAlias = Callable[[str], None]


def read(name: str) -> Written:
    """Return one file of the content folder."""
    written: Written = yaml.safe_load((FOLDER / name).read_text())
    return written


def read_all(folder: str) -> list[Written]:
    """Return the files of a folder in the order of their numbers: pages link to earlier ones."""
    paths = (FOLDER / folder).glob("*.yaml")
    return [read(f"{folder}/{path.name}") for path in sorted(paths, key=_number)]


def unwrapped(text: str) -> str:
    """Return `text` with each of its paragraphs on one line; what a sign opens keeps its own."""
    return re.sub(r"(?<=[^\n])\n(?=[^\n>*-])", " ", text.strip())


def _number(path: Path) -> int:
    return int(path.name.partition("-")[0])
