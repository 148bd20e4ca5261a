"""Setting an identity provider up in the Wagtail admin."""

import re
from typing import Any

import pytest
from django.test import Client

from access.models import AuditEntry, IdentityProvider
from access.roles import Role
from access.sealing import seal, unseal
from directory.models import Person, Source
from home.models import HomePage
from tests.factories.identity import IdentityProviderFactory
from tests.factories.roles import holder_of
from tests.identity.oidc_provider import OidcProvider
from tests.identity.saml_provider import SamlProvider
from tests.identity.test_openid_connect import come_in

pytestmark = pytest.mark.django_db

INDEX = "/admin/access/identityprovider/"
OPENID = {
    "name": "Lindewaard",
    "slug": "werk",
    "protocol": "oidc",
    "is_on": "on",
    "server_url": "https://sso.lindewaard.example/realms/werk",
    "client_id": "brink",
    "secret": "geheim",
}


@pytest.fixture
def administrator(client: Client, home: HomePage) -> Client:
    client.force_login(holder_of(Role.ADMINISTRATOR, language="nl"))
    return client


def test_an_administrator_adds_a_provider_and_the_secret_is_kept_sealed(administrator: Client) -> None:
    answer = administrator.post(f"{INDEX}create/", {**OPENID, "claim_unit": " afdeling ou "})

    assert answer.status_code == 302
    provider = IdentityProvider.objects.get()
    assert provider.claims == {"unit": "afdeling ou"}
    assert "geheim" not in provider.sealed_secret
    assert unseal(provider.sealed_secret) == "geheim"
    assert AuditEntry.objects.filter(action="identity_provider.saved").exists()


def test_the_secret_is_shown_to_nobody_and_stays_when_it_is_left_empty(administrator: Client) -> None:
    provider = IdentityProviderFactory(sealed_secret=seal("geheim"))
    address = f"{INDEX}edit/{provider.pk}/"

    screen = administrator.get(address).text
    administrator.post(address, {**OPENID, "secret": "", "name": "Werk"})

    provider.refresh_from_db()
    assert provider.name == "Werk"
    assert unseal(provider.sealed_secret) == "geheim"
    assert "geheim" not in screen.replace("clientgeheim", "").replace("Clientgeheim", "")
    assert provider.sealed_secret not in screen


def test_the_short_name_stays(administrator: Client) -> None:
    provider = IdentityProviderFactory()

    administrator.post(f"{INDEX}edit/{provider.pk}/", {**OPENID, "slug": "anders"})

    provider.refresh_from_db()
    assert provider.slug == "werk"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"slug": "saml"}, "slug"),
        ({"slug": "Met spaties"}, "slug"),
        ({"server_url": ""}, "server_url"),
        ({"client_id": ""}, "client_id"),
        ({"server_url": "http://sso.lindewaard.example/"}, "server_url"),
        ({"server_url": "javascript:alert(1)"}, "server_url"),
        ({"protocol": "saml"}, "metadata_url"),
        ({"protocol": "saml", "metadata_url": "http://sso.lindewaard.example/m"}, "metadata_url"),
        ({"protocol": "saml", "metadata": "<a/>"}, "metadata"),
        ({"protocol": "saml", "metadata": "no xml"}, "metadata"),
    ],
)
def test_what_cannot_work_is_told_at_the_field(
    administrator: Client, answers: dict[str, str], field: str
) -> None:
    answer = administrator.post(f"{INDEX}create/", {**OPENID, **answers})

    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert {name: len(told) for name, told in errors.items()} == {field: 1, "secret": 1}
    assert "Vul het geheim nog eens in" in errors["secret"][0]
    assert not IdentityProvider.objects.exists()


def test_metadata_that_were_pasted_are_taken(administrator: Client, saml: SamlProvider) -> None:
    administrator.post(f"{INDEX}create/", {**OPENID, "protocol": "saml", "metadata": saml.metadata})

    assert IdentityProvider.objects.get().metadata.startswith("<md:EntityDescriptor")
    assert "/sign-in/saml/werk/acs/" in administrator.get(INDEX).text


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (r' entityID="[^"]*"', "wie de inlogdienst is"),
        (r"<md:SingleSignOnService[^>]*>", "waar je inlogt"),
        (r"<md:KeyDescriptor.*</md:KeyDescriptor>", "een leesbaar certificaat"),
        (r"(?<=X509Certificate>)[^<]{20}", "een leesbaar certificaat"),
        (r"</md:EntityDescriptor>", "Dit is geen XML"),
    ],
)
def test_what_is_missing_from_the_metadata_is_said_at_the_field(
    administrator: Client, saml: SamlProvider, left_out: str, told: str
) -> None:
    metadata = re.sub(left_out, "", saml.metadata, flags=re.DOTALL)

    answer = administrator.post(f"{INDEX}create/", {**OPENID, "protocol": "saml", "metadata": metadata})

    errors = answer.context["form"].errors
    assert set(errors) == {"metadata", "secret"}
    assert told in errors["metadata"][0]
    assert told in answer.text


def test_only_one_provider_is_gone_to_straight_away(administrator: Client) -> None:
    IdentityProviderFactory(slug="eerste", is_default=True)

    answer = administrator.post(f"{INDEX}create/", {**OPENID, "is_default": "on"})

    assert "Haal het vinkje daar eerst weg" in answer.text
    assert IdentityProvider.objects.count() == 1


@pytest.mark.parametrize("address", ["", "create/", "edit/1/", "delete/1/"])
def test_an_editor_neither_sees_nor_changes_a_provider(client: Client, home: HomePage, address: str) -> None:
    IdentityProviderFactory(pk=1)
    client.force_login(holder_of(Role.EDITOR))

    seen, sent = client.get(INDEX + address), client.post(INDEX + address, OPENID)

    assert {seen.status_code, sent.status_code} <= {302, 403}
    assert "werk" not in seen.text
    assert IdentityProvider.objects.get().name == "Lindewaard"


def test_a_claim_that_is_named_locks_its_field_from_then_on(
    client: Client, home: HomePage, sso: OidcProvider
) -> None:
    provider = IdentityProviderFactory(server_url=sso.url)
    sso.claims["job_title"] = "Adviseur"
    come_in(client)
    Person.objects.update(job_title="Zelf geschreven")
    come_in(Client())
    unlocked = Person.objects.get().job_title

    provider.claims = {"job_title": "job_title", "email": "-"}
    provider.save()
    come_in(Client())

    assert unlocked == "Zelf geschreven"
    assert Person.objects.get().job_title == "Adviseur"
    assert Source.objects.get().delivers == ["name", "job_title"]


def test_a_secret_that_was_sealed_under_another_key_is_empty_and_stands_in_the_log(
    client: Client, home: HomePage, sso: OidcProvider, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    IdentityProviderFactory(server_url=sso.url)
    settings.SECRET_KEY = "another"

    client.get("/sign-in/oidc/werk/")

    assert "fill it in again" in caplog.text
