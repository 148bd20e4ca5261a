"""An outside tester of SCIM, scim2-tester, goes through the whole service."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import httpx2
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from scim2_client import BaseSyncSCIMClient
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server
from scim2_tester.utils import CheckResult

from tests.factories.tokens import bearer
from tests.proofs import is_large

PATIENCE_SECONDS = 60


@pytest.fixture
def client() -> Iterator[BaseSyncSCIMClient]:
    """A client of the service: in this process, or, in the large form, of a web server of its own by HTTP."""
    if is_large("scim"):
        with web_server() as address:
            yield _over_http(address)
    else:
        yield from _in_this_process()


def _in_this_process() -> Iterator[BaseSyncSCIMClient]:
    # A request would close the connection of the test behind it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGISCIMClient(
        get_wsgi_application(), base_url="http://localhost/scim/v2", headers={"Authorization": bearer()}
    )
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _over_http(address: str) -> BaseSyncSCIMClient:
    headers = {"Authorization": bearer()}
    return SyncSCIMClient(httpx2.Client(base_url=f"{address}/scim/v2", headers=headers, timeout=60))


@contextmanager
def web_server() -> Iterator[str]:
    """Run what `./run serve` runs, on the database of the tests, and give its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "brink.wsgi", "--pythonpath", "site,."),
            *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--no-control-socket"),
        ],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "BASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.background.worker_settings",
            "BRINK_TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
        },
    )
    try:
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the web server answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urlopen(address, timeout=5)
            return
        except OSError:
            assert time.monotonic() < deadline, "The web server did not start."
            assert process.poll() is None, "The web server stopped."
            time.sleep(0.2)


def verdict_of(results: list[CheckResult]) -> str:
    """Return the count in words, with what did not pass."""
    failed = [result for result in results if result.status != Status.SUCCESS]
    count = f"scim2-tester: {len(results) - len(failed)} of {len(results)} checks passed."
    return "\n".join([count, *(f"{each.status.name} {each.title}: {each.reason}" for each in failed)])


@pytest.mark.proof("scim")
@pytest.mark.any_database
# Another process sees only what is committed.
@pytest.mark.django_db(transaction=is_large("scim"))
def test_the_outside_tester_finds_nothing_amiss(
    client: BaseSyncSCIMClient, capsys: pytest.CaptureFixture[str]
) -> None:
    results = check_server(client)

    verdict = verdict_of(results)
    with capsys.disabled():
        print(f"\n{connection.vendor}: {verdict}")
    assert len(results) > 80
    assert all(result.status == Status.SUCCESS for result in results), verdict
