from pathlib import Path

import pytest
from pytest_django import Settings

from home.models import HomePage
from tests.privacy.planting import Planted, plant


@pytest.fixture
def planted(home: HomePage, settings: Settings, tmp_path: Path) -> Planted:
    """A colleague with a trace in every place."""
    settings.MEDIA_ROOT = tmp_path
    return plant()


@pytest.fixture
def files_apart(settings: Settings, tmp_path: Path) -> Path:
    """A folder for files that is gone after the test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
