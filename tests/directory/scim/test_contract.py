"""The contract that scim2-server has with every storage."""

from typing import Any

import pytest
from django.utils import timezone
from scim2_models import ScimProvider
from scim2_server.testing import ScimStorageContract

from directory.scim.resources import provider as our_provider
from directory.scim.storage import DatabaseStorage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


class TestDatabaseStorage(ScimStorageContract):
    @pytest.fixture
    def storage(self) -> Any:  # Any: as the contract has it
        return DatabaseStorage(token=None, now=timezone.now())

    @pytest.fixture
    def provider(self) -> ScimProvider:
        return our_provider()
