"""What to import, and how."""

from dataclasses import dataclass, field
from pathlib import Path

from directory.models import Source


@dataclass(frozen=True)
class Order:
    """A file of people from one source, with what may happen by it."""

    path: Path
    source: Source
    sheet: str = ""
    # Which column holds what; the headings say it when there is nothing here.
    columns: dict[str, str] = field(default_factory=dict)
    date_format: str = ""
    makes_units: bool = False
    makes_locations: bool = False
    # Whether who is not in the file stays: for a part of the people.
    keeps_missing: bool = False
    most_leavers_percent: int = 10
    is_trial: bool = False
    # Instead of the path, for a file that was uploaded under another name.
    file_name: str = ""
