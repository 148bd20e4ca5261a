"""Who is looked for stands among the first five, whatever the engine and however it was typed."""

from collections.abc import Iterator

import pytest
from django.db import connection

from access.models import User
from tests.search.conftest import catch_up
from tests.search.people.judged import ENOUGH, missed, report, settle

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.proof("people-search")]


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each engine in turn, by its name."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")
        yield "elasticsearch"
    else:
        yield connection.vendor


def test_the_right_colleague_is_among_the_first_five(engine: str, employee: User) -> None:
    keys = settle()
    catch_up()

    share = report(engine, missed(employee, keys))

    assert share >= ENOUGH
