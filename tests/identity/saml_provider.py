"""A SAML provider that writes real signed answers, and any wrong ones, for tests."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4
from xml.sax.saxutils import escape
from zlib import decompress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ENTITY = "https://sso.lindewaard.example/saml"
NAMES = (
    'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
)


@dataclass
class SamlProvider:
    """Signs with a key of its own; every answer is right unless a test says otherwise."""

    key: str = field(init=False)
    certificate: str = field(init=False)

    def __post_init__(self) -> None:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sso")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(private.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(private, hashes.SHA256())
        )
        self.key = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def metadata(self) -> str:
        body = "".join(self.certificate.split("\n")[1:-2])
        return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ENTITY}">
          <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
              <ds:X509Data><ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data>
            </ds:KeyInfo></md:KeyDescriptor>
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
              Location="{ENTITY}/sso"/>
          </md:IDPSSODescriptor>
        </md:EntityDescriptor>"""

    def answer(
        self,
        asked: str,
        *,
        attributes: dict[str, Any] | None = None,  # Any: one value, or several
        uid: str = "s-1",
        audience: str | None = None,
        valid_from: timedelta = timedelta(minutes=-1),
        valid_until: timedelta = timedelta(minutes=5),
        signed: bool = True,
        in_response_to: str | None = None,
        destination: str | None = None,
    ) -> str:
        """Return the form value `SAMLResponse` for the sign-in that was begun at the address `asked`."""
        request = read_request(asked)
        acs = request["AssertionConsumerServiceURL"]
        now = datetime.now(UTC)
        answers_to = request["ID"] if in_response_to is None else in_response_to
        reply = f' InResponseTo="{answers_to}"' if answers_to else ""
        # Any: as above
        said: dict[str, Any] = {"name": "Noor de Wit", "email": "noor@lindewaard.example"} | (
            attributes or {}
        )
        values = "".join(_attribute(*one) for one in said.items())
        assertion = f"""<saml:Assertion {NAMES} ID="_{uuid4().hex}" Version="2.0" IssueInstant="{_at(now)}">
          <saml:Issuer>{ENTITY}</saml:Issuer>
          <saml:Subject>
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{uid}</saml:NameID>
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
              <saml:SubjectConfirmationData{reply} Recipient="{acs}" NotOnOrAfter="{_at(now + valid_until)}"/>
            </saml:SubjectConfirmation>
          </saml:Subject>
          <saml:Conditions NotBefore="{_at(now + valid_from)}" NotOnOrAfter="{_at(now + valid_until)}">
            <saml:AudienceRestriction>
              <saml:Audience>{audience or request["Issuer"]}</saml:Audience>
            </saml:AudienceRestriction>
          </saml:Conditions>
          <saml:AuthnStatement AuthnInstant="{_at(now)}" SessionIndex="1"><saml:AuthnContext>
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
          </saml:AuthnContext></saml:AuthnStatement>
          <saml:AttributeStatement>{values}</saml:AttributeStatement>
        </saml:Assertion>"""
        if signed:
            made = OneLogin_Saml2_Utils.add_sign(assertion, self.key, self.certificate)
            assertion = re.sub(r"^<\?xml[^>]*>", "", made.decode())
        return encoded(f"""<samlp:Response {NAMES} ID="_{uuid4().hex}" Version="2.0"
          IssueInstant="{_at(now)}" Destination="{destination or acs}"{reply}>
          <saml:Issuer>{ENTITY}</saml:Issuer>
          <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
          {assertion}</samlp:Response>""")


def read_request(asked: str) -> dict[str, str]:
    """Return what Brink asked the provider, from the address that it sent the reader to."""
    packed = parse_qs(urlsplit(asked).query)["SAMLRequest"][0]
    xml = decompress(b64decode(packed), -15).decode()
    found = dict(re.findall(r'(ID|AssertionConsumerServiceURL|Destination)="([^"]+)"', xml))
    issuer = re.search(r"<saml:Issuer>([^<]+)<", xml)
    assert issuer
    return {**found, "Issuer": issuer[1]}


def encoded(xml: str) -> str:
    return b64encode(xml.encode()).decode()


def decoded(answer: str) -> str:
    return b64decode(answer).decode()


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _attribute(name: str, value: Any) -> str:  # Any: one value, or several
    values = value if isinstance(value, list) else [value]
    if not values:
        return ""
    texts = "".join(f"<saml:AttributeValue>{escape(text)}</saml:AttributeValue>" for text in values)
    return f'<saml:Attribute Name="{escape(name)}">{texts}</saml:Attribute>'
