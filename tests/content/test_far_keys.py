"""A key that is longer than a database can hold is no address of ours."""

import pytest
from django.test import Client

from access.feed_keys import make_feed_key, word_of
from access.models import User
from tests.factories.dialogue import NOW

FAR = ["9223372036854775808", "9" * 30]

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("key", FAR)
def test_nothing_is_there(reader: Client, key: str) -> None:
    assert reader.get(f"/calendar/{key}.ics").status_code == 404
    assert reader.get(f"/files/media/{key}/a.mp3").status_code == 404


@pytest.mark.parametrize("key", FAR)
@pytest.mark.parametrize("act", ["save", "drop"])
def test_nothing_is_saved_or_confirmed(reader: Client, key: str, act: str) -> None:
    assert reader.post(f"/saved/{key}/", {"act": act}).status_code == 404
    assert reader.post(f"/must-know/{key}/confirm/").status_code == 404


@pytest.mark.parametrize("key", FAR)
def test_no_feed_has_such_a_part(reader: Client, employee: User, key: str) -> None:
    word = word_of(make_feed_key(user=employee, purpose="podcasts", now=NOW))

    assert reader.get(f"/feeds/{word}/podcasts/{key}/").status_code == 404
    assert reader.get(f"/feeds/{word}/podcasts/{key}/a.mp3").status_code == 404
