"""The Nu HTML checker: what the standard says of our markup."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.browser.npm import fetched

VERSION = "26.9.27"


def checker() -> Path:
    """Return the checker's jar, fetched where it is not there yet; skip the test where that cannot be."""
    home = fetched("vnu-jar", VERSION, ("java", "openjdk-17-jre-headless"))
    return home / "build/dist/vnu.jar"


def errors(screens: Mapping[str, str], folder: Path) -> list[str]:
    """Return a line per error in the screens (name: HTML). Give all at once: starting Java is slow."""
    files = {f"{number}.html": name for number, name in enumerate(screens)}
    for file, name in files.items():
        (folder / file).write_text(screens[name])
    command = ["java", "-Xmx256m", "-jar", str(checker()), "--errors-only", "--exit-zero-always"]
    checked = subprocess.run(
        [*command, "--stdout", "--format", "json", *(str(folder / file) for file in files)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        f"{files[Path(message['url']).name]}:{message.get('lastLine')}: {message['message']}"
        f" [{' '.join(message.get('extract', '').split())}]"
        for message in json.loads(checked.stdout)["messages"]
    ]
