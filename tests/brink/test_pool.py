from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection


def backend_of_a_request() -> int:
    """The server's process behind a connection that is opened, used and given back as a request does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.01)")
            return int(cursor.fetchone()[0])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_more_threads_than_connections_wait_for_the_pool_and_all_get_an_answer() -> None:
    with ThreadPoolExecutor(max_workers=16) as threads:
        backends = list(threads.map(lambda _: backend_of_a_request(), range(160)))

    assert len(backends) == 160
    assert len(set(backends)) <= connection.settings_dict["OPTIONS"]["pool"]["max_size"]
