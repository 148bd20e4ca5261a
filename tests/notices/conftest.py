from collections.abc import Iterator

import pytest
from pytest_django import Settings

from following import things
from tests.factories.digests import Leaflet
from tests.notices import post_office
from tests.notices.post_office import PostOffice


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server of this machine, to which mails go."""
    with post_office.opened(settings) as office:
        yield office


@pytest.fixture
def leaflets() -> Iterator[None]:
    """Leaflets can appear in streams, a kind of thing that only tests have."""
    things.register_thing_kind(Leaflet())
    yield
    del things._kinds[Leaflet.name]
