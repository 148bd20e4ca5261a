from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.plan import Plan, Size
from home.services import lay_out

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return Plan(Size(people=120), seed=7, now=NOW)


@pytest.fixture(scope="module")
def organisation(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[HomePage]:
    """An organisation of 120 people, made once for a module; returns its Dutch home page."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = lay_out(hostname="testserver")
        make_organisation(Plan(Size(people=120), seed=7, now=NOW), home, lambda stage: None)
        yield home
        transaction.set_rollback(True)
