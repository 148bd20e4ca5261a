from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:  # Any: settings of every kind
    """A folder for the files of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
