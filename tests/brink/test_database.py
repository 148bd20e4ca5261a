import os

import pytest
from django.db import connection


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    asked_for = "sqlite" if os.environ.get("BRINK_TEST_DATABASE") == "sqlite" else "postgresql"

    assert connection.vendor == asked_for
