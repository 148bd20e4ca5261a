from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import demonstrated


@pytest.fixture(scope="module")
def lindewaard(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demonstration, loaded once for a module; each test undoes what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstrated.load(demonstrated.shared(tmp_path_factory))
        yield
        transaction.set_rollback(True)
