"""Where colleagues sign in for the whole organisation."""

import factory
from factory.django import DjangoModelFactory

from access.models import IdentityProvider
from access.sealing import seal


class IdentityProviderFactory(DjangoModelFactory):
    """A provider that speaks OpenID Connect and whose addresses are trusted; give `server_url`."""

    class Meta:
        model = IdentityProvider

    name = "Lindewaard"
    slug = "werk"
    protocol = IdentityProvider.Protocol.OPENID_CONNECT
    server_url = "http://127.0.0.1:1"
    client_id = "brink"
    sealed_secret = factory.LazyFunction(lambda: seal("geheim"))
    trusts_addresses = True
