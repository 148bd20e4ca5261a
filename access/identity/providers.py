"""The identity providers as rows, and as what allauth makes of them."""

import logging
from base64 import b64decode
from typing import Any

from allauth.socialaccount.models import SocialApp
from cryptography.x509 import load_der_x509_certificate
from django.db.models import QuerySet
from django.urls import reverse
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

from access.models import IdentityProvider
from access.sealing import Unreadable, unseal

logger = logging.getLogger(__name__)


class NoMetadata(ValueError):
    """The XML does not say who the provider is, where one signs in, or how its answers are proven.

    `lacks` names what is not there; nothing where it is no XML at all.
    """

    def __init__(self, *lacks: str) -> None:
        super().__init__(f"The metadata lacks {', '.join(lacks)}." if lacks else "This is no XML.")
        self.lacks = lacks


def providers_that_are_on() -> "QuerySet[IdentityProvider]":
    """Return the providers by which colleagues may sign in, the default first."""
    return IdentityProvider.objects.filter(is_on=True).order_by("-is_default", "name", "pk")


def find_provider(slug: str) -> IdentityProvider | None:
    """Return the provider of that short name, if it is on."""
    return providers_that_are_on().filter(slug=slug).first()


def way_in(provider: IdentityProvider) -> str:
    """Return the address where signing in with the provider begins."""
    if provider.protocol == IdentityProvider.Protocol.SAML:
        return reverse("saml_login", args=[provider.slug])
    return reverse("openid_connect_login", args=[provider.slug])


def app_of(provider: IdentityProvider) -> SocialApp:
    """Return the provider as allauth knows it; never saved."""
    if provider.protocol == IdentityProvider.Protocol.SAML:
        return SocialApp(
            provider="saml",
            provider_id=provider.slug,
            client_id=provider.slug,
            name=provider.name,
            settings={"idp": _idp_of(provider), "advanced": SAML_RULES},
        )
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.slug,
        client_id=provider.client_id,
        secret=_secret_of(provider),
        name=provider.name,
        settings={"server_url": provider.server_url.rstrip("/"), "oauth_pkce_enabled": True},
    )


# An answer counts only if the assertion itself is signed, is meant for us, is in time, and was asked for.
SAML_RULES = {
    "strict": True,
    "want_assertion_signed": True,
    "reject_deprecated_algorithm": True,
    "reject_idp_initiated_sso": True,
    # Who comes without a single attribute is still somebody, by the NameID.
    "want_attribute_statement": False,
    "allow_single_label_domains": True,
}


def read_metadata(xml: str) -> dict[str, Any]:  # Any: the library's own
    """Return {entity_id, sso_url, x509cert} as the metadata says. Raises NoMetadata."""
    try:
        idp = OneLogin_Saml2_IdPMetadataParser.parse(xml.strip().encode()).get("idp", {})
    # What is no XML is no good Python either, says lxml.
    except (SyntaxError, OneLogin_Saml2_Error, ValueError) as fault:
        raise NoMetadata from fault
    several = idp.get("x509certMulti", {}).get("signing") or [""]
    found = {
        "entity_id": idp.get("entityId", ""),
        "sso_url": idp.get("singleSignOnService", {}).get("url", ""),
        "x509cert": idp.get("x509cert") or several[0],
    }
    if not _is_certificate(found["x509cert"]):
        found["x509cert"] = ""
    if lacks := [name for name in found if not found[name]]:
        raise NoMetadata(*lacks)
    return found


def _is_certificate(text: str) -> bool:
    try:
        load_der_x509_certificate(b64decode(text))
    except ValueError:
        return False
    return True


def _idp_of(provider: IdentityProvider) -> dict[str, Any]:  # Any: allauth's own
    if provider.metadata_url:
        return {"metadata_url": provider.metadata_url, "entity_id": None, "metadata_request_timeout": 5}
    return read_metadata(provider.metadata)


def _secret_of(provider: IdentityProvider) -> str:
    if not provider.sealed_secret:
        return ""
    try:
        return unseal(provider.sealed_secret)
    except Unreadable:
        # The provider will refuse us, and who signs in reads that; this line says why.
        logger.error("The secret of %s was sealed under another SECRET_KEY: fill it in again.", provider)
        return ""
