import pytest

from access.models import User
from home.models import HomePage
from home.services import lay_out


@pytest.fixture
def home(db: None) -> HomePage:
    """The trees of both languages, with a site."""
    return lay_out(hostname="testserver")


@pytest.fixture
def employee(db: None) -> User:
    """Someone who works here and has no further role."""
    return User.objects.create_user("employee", password="secret")
