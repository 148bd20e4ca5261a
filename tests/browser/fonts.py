"""The fonts of this machine, which stand in for ours until those are there."""

import shutil
import subprocess

import pytest

STAND_INS = ("Arial", "Arimo", "Liberation Sans")


def _has_stand_ins() -> bool:
    if shutil.which("fc-list") is None:
        return True
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return any(name in fonts for name in STAND_INS)


needs_stand_ins = pytest.mark.skipif(
    not _has_stand_ins(), reason="no font here has the measure of Arial: Debian has fonts-liberation"
)
