import pytest

from access.models import User
from tests.factories.accounts import UserFactory


@pytest.fixture
def invited(db: None) -> User:
    """Someone whose account waits for its first password."""
    return UserFactory(username="sam", email="sam@lindewaard.example", password=None)
