"""The Nu HTML checker: what the standard says of our markup."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

VERSION = "26.9.27"


def cache_folder() -> Path:
    """Return the folder outside the project that keeps what is fetched once."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "brink"


def checker() -> Path:
    """Return the checker's jar, fetched where it is not there yet; skip the test where that cannot be."""
    for program, package in (("java", "openjdk-17-jre-headless"), ("npm", "npm")):
        if not shutil.which(program):
            pytest.skip(f"the HTML checker needs {program} (Debian: {package})")
    folder = cache_folder() / f"vnu-{VERSION}"
    jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        # Two workers of one test run fetch it once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not jar.exists():
            npm = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
            fetched = subprocess.run(
                [*npm, f"vnu-jar@{VERSION}"], capture_output=True, text=True, check=False
            )
            if fetched.returncode:
                pytest.skip(f"the HTML checker could not be fetched: {fetched.stderr.strip()[-200:]}")
    return jar


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
