from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sites.models import Site
from django.db import connection, transaction

WRITERS, TURNS = 8, 25


def count_once(_: int) -> None:
    """Read and write in one transaction, as services do."""
    try:
        with transaction.atomic():
            site = Site.objects.select_for_update().get(domain="counter")
            site.name = str(int(site.name) + 1)
            site.save()
    finally:
        connection.close()


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_of_many_writers_none_loses_its_work() -> None:
    Site.objects.create(domain="counter", name="0")

    with ThreadPoolExecutor(max_workers=WRITERS) as writers:
        list(writers.map(count_once, range(WRITERS * TURNS)))

    assert Site.objects.get(domain="counter").name == str(WRITERS * TURNS)
