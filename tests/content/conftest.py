from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from access.models import User


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    """A folder for the files of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def council(db: None) -> Group:
    """A group that pages are restricted to."""
    return Group.objects.create(name="Works council")


@pytest.fixture
def outsider(client: Client, employee: User) -> Client:
    """A browser of someone who is in no group."""
    client.force_login(employee)
    return client
