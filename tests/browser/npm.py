"""Tools of others that npm has: fetched once, outside the project."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def fetched(package: str, version: str, *programs: tuple[str, str]) -> Path:
    """Return the folder that holds `package`; skip the test where it or a program it needs is not to be had.

    `programs` are (name, Debian package) of what it needs beside npm.
    """
    for program, debian in (("npm", "npm"), *programs):
        if not shutil.which(program):
            pytest.skip(f"{package} needs {program} (Debian: {debian})")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "brink"
    folder = cache / f"{package}-{version}"
    home = folder / "node_modules" / package
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        # Two workers of one test run fetch it once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "is-whole").exists():
            npm = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run([*npm, f"{package}@{version}"], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"{package} could not be fetched: {done.stderr.strip()[-200:]}")
            (folder / "is-whole").touch()
    return home
