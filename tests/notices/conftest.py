from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.notices import post_office
from tests.notices.post_office import PostOffice


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server of this machine, to which mails go."""
    with post_office.opened(settings) as office:
        yield office
