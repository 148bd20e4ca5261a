"""What somebody judged: which files answer a search, and how well."""

from pathlib import Path
from typing import TypeAlias

COLUMNS = ("query", "path", "grade")
# This one answers the search; a lower grade says that it is related.
ANSWERS = 2

Judgements: TypeAlias = dict[str, dict[str, int]]


class BadJudgements(Exception):
    """The file with judgements cannot be used; says where and what to do."""


def read_judgements(path: Path) -> Judgements:
    """Return {search: {file: grade}}, in the order of the file. Raises BadJudgements."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadJudgements(f"{path} cannot be read as text in UTF-8: {error}") from error
    judged: Judgements = {}
    for number, line in enumerate(lines, start=1):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not line.strip() or (number == 1 and cells[0] == COLUMNS[0]):
            continue
        if len(cells) != len(COLUMNS) or not all(cells) or not cells[2].isdecimal():
            raise BadJudgements(f"{path}:{number}: expected a search, a file and a grade, with tabs between.")
        judged.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    if not judged:
        raise BadJudgements(f"{path} holds no judgements.")
    return judged
