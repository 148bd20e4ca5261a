from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from django.test import Client

from tests.factories.tokens import bearer

# Any: what Django's client answers with, which reads JSON too.
Ask: TypeAlias = Callable[..., Any]


@pytest.fixture
def ask(db: None) -> Ask:
    """Send a request to SCIM with a token: `ask("get", "Users", userName=...)`; a body goes as JSON."""
    client, header = Client(), bearer()

    def send(
        method: str, path: str, body: object = None, *, headers: dict[str, str] | None = None, **query: str
    ) -> Any:
        given = {"Authorization": header, **(headers or {})}
        address = f"/scim/v2/{path}"
        if body is None and method == "get":
            return client.get(address, query, headers=given)
        send_with: Any = getattr(client, method)
        return send_with(
            address, body, content_type="application/scim+json", headers=given, query_params=query
        )

    return send
