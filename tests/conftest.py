import pytest

from access.models import User
from home.models import HomePage
from home.services import lay_out


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test that commits the rows of the migrations back: the one before it emptied all tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        commits = "live_server" in getattr(item, "fixturenames", ()) or (
            marker is not None and marker.kwargs.get("transaction")
        )
        if commits:
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture
def home(db: None) -> HomePage:
    """The trees of both languages, with a site."""
    return lay_out(hostname="testserver")


@pytest.fixture
def employee(db: None) -> User:
    """Someone who works here and has no further role."""
    return User.objects.create_user("employee", password="secret")
