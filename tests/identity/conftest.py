from collections.abc import Iterator

import pytest
from django.test import Client

from access.models import IdentityProvider
from home.models import HomePage
from tests.factories.identity import IdentityProviderFactory
from tests.identity.oidc_provider import OidcProvider
from tests.identity.saml_provider import SamlProvider


@pytest.fixture
def sso() -> Iterator[OidcProvider]:
    """An OpenID Connect provider that answers."""
    provider = OidcProvider()
    yield provider
    provider.close()


@pytest.fixture
def werk(sso: OidcProvider, home: HomePage) -> IdentityProvider:
    """That provider, as an administrator set it up."""
    return IdentityProviderFactory(server_url=sso.url)


@pytest.fixture(scope="session")
def saml() -> SamlProvider:
    """A SAML provider with a key of its own."""
    return SamlProvider()


@pytest.fixture
def federation(saml: SamlProvider, home: HomePage) -> IdentityProvider:
    """That provider, as an administrator set it up."""
    return IdentityProviderFactory(
        slug="federatie",
        name="Federatie",
        protocol=IdentityProvider.Protocol.SAML,
        server_url="",
        client_id="",
        metadata=saml.metadata,
    )


@pytest.fixture
def browser(client: Client) -> Client:
    """A stranger who reads Dutch."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client
