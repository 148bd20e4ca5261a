"""What an organisation chooses once, before there is a database: its name, and its first language.

They lie in the data folder, under the variables of the environment: what is set there wins.
"""

import json
from pathlib import Path

FILE = "choices.json"
NAMES = ("ORGANISATION_NAME", "DEFAULT_LANGUAGE")


class UnreadableChoices(ValueError):
    """The file is there and says nothing that can be read."""


def read(data_dir: Path) -> dict[str, str]:
    """Return the choices by the names of their variables; none where nothing was chosen."""
    try:
        found = json.loads((data_dir / FILE).read_text())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UnreadableChoices(f"{data_dir / FILE} cannot be read ({error})") from error
    if not isinstance(found, dict) or not all(isinstance(found.get(name, ""), str) for name in NAMES):
        raise UnreadableChoices(f"{data_dir / FILE} does not hold what ./run setup writes")
    return {name: found[name] for name in NAMES if found.get(name)}


def keep(data_dir: Path, choices: dict[str, str]) -> None:
    """Write the choices down, whole or not at all."""
    data_dir.mkdir(parents=True, exist_ok=True)
    draft = data_dir / f"{FILE}.draft"
    draft.write_text(json.dumps(choices, ensure_ascii=False, indent=1) + "\n")
    draft.replace(data_dir / FILE)
