"""Search is tested without Elasticsearch unless a test asks for it."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def no_elasticsearch(settings: Settings) -> None:
    """Let the database answer, whatever the environment says."""
    settings.ELASTICSEARCH_URL = ""
