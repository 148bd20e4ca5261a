"""An outside tester of SCIM, scim2-tester, goes through the whole service."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server
from scim2_tester.utils import CheckResult

from tests.factories.tokens import bearer


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """Keep the connection of the test, which a request would close behind it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def verdict_of(results: list[CheckResult]) -> str:
    """Return the count in words, with what did not pass."""
    passed = [result for result in results if result.status == Status.SUCCESS]
    others = [
        f"{result.status.name} {result.title}: {result.reason}" for result in results if result not in passed
    ]
    return "\n".join([f"scim2-tester: {len(passed)} of {len(results)} checks passed.", *others])


@pytest.mark.any_database
def test_the_outside_tester_finds_nothing_amiss(
    one_connection: None, capsys: pytest.CaptureFixture[str]
) -> None:
    client = WSGISCIMClient(
        get_wsgi_application(), base_url="http://localhost/scim/v2", headers={"Authorization": bearer()}
    )

    results = check_server(client)

    verdict = verdict_of(results)
    with capsys.disabled():
        print(f"\n{verdict}")
    assert len(results) > 80
    assert all(result.status == Status.SUCCESS for result in results), verdict
