"""How an administrator sets an identity provider up."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from access.identity.claims import LABELS, USUAL
from access.identity.providers import NoMetadata, read_metadata
from access.models import IdentityProvider
from access.sealing import seal


def claim_field(field: str) -> str:
    """Return how the form calls the claim for `field`."""
    return f"claim_{field}"


def _names_for(field: str) -> forms.CharField:
    usual = USUAL[field].split()[0]
    return forms.CharField(
        label=capfirst(LABELS[field]),  # type: ignore[type-var, arg-type]  # translated when it is shown
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"placeholder": usual}),
    )


# What metadata must say, as `read_metadata` calls it.
SAID = {
    "entity_id": gettext_lazy("who the provider is (entityID)"),
    "sso_url": gettext_lazy("where one signs in (SingleSignOnService)"),
    "x509cert": gettext_lazy("a certificate that can be read (X509Certificate)"),
}
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def secure(address: str) -> str:
    """Return `address`, unless anybody on the way could answer for it. Raises ValidationError."""
    parts = urlsplit(address)
    if address and parts.scheme != "https" and parts.hostname not in ON_THIS_MACHINE:
        raise forms.ValidationError(_("Use an address that begins with https://."))
    return address


class IdentityProviderForm(WagtailAdminModelForm):
    """A provider, with a secret that can be written and never read, and a field for each claim."""

    secret = forms.CharField(
        label=capfirst(gettext_lazy("client secret")),
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Kept sealed, and shown to nobody. Leave it empty to keep the one there is."),
    )

    claim_name = _names_for("name")
    claim_email = _names_for("email")
    claim_job_title = _names_for("job_title")
    claim_phone = _names_for("phone")
    claim_mobile = _names_for("mobile")
    claim_unit = _names_for("unit")
    claim_number = _names_for("number")
    claim_groups = _names_for("groups")

    # Any: as any form.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in USUAL:
            self.fields[claim_field(field)].initial = self.instance.claims.get(field, "")
        if self.instance.pk:
            # The provider knows this name from the addresses that it was given.
            self.fields["slug"].disabled = True

    def clean_server_url(self) -> str:
        return secure(self.cleaned_data["server_url"])

    def clean_metadata_url(self) -> str:
        return secure(self.cleaned_data["metadata_url"])

    def clean_metadata(self) -> str:
        """Refuse XML by which nobody could sign in."""
        xml: str = self.cleaned_data["metadata"]
        if xml.strip():
            try:
                read_metadata(xml)
            except NoMetadata as fault:
                raise forms.ValidationError(_in_words(fault)) from fault
        return xml

    def clean(self) -> dict[str, Any]:  # Any: as any form
        """Ask for what the protocol needs, where nothing wrong was filled in already."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("protocol") != IdentityProvider.Protocol.SAML:
            for name in ("server_url", "client_id"):
                if cleaned.get(name) == "":
                    self.add_error(name, _("OpenID Connect needs this."))
        elif cleaned.get("metadata_url") == cleaned.get("metadata") == "":
            self.add_error("metadata_url", _("SAML needs metadata: an address, or the XML below."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        # The form comes back without the secret; who does not see that would save none.
        if self.errors and self.cleaned_data.get("secret"):
            self.add_error("secret", _("Fill in the secret again: it is not sent back to you."))

    def save(self, commit: bool = True) -> IdentityProvider:
        answers = {field: self.cleaned_data[claim_field(field)].strip() for field in USUAL}
        self.instance.claims = {field: names for field, names in answers.items() if names}
        if secret := self.cleaned_data["secret"]:
            self.instance.sealed_secret = seal(secret)
        saved: IdentityProvider = super().save(commit)
        return saved


def _in_words(fault: NoMetadata) -> str:
    if not fault.lacks:
        return _("This is no XML. Copy the metadata whole, from the first < to the last >.")
    lacks = ", ".join(str(SAID[name]) for name in fault.lacks)
    return _("This does not say: %(lacks)s. Copy the whole metadata of the provider.") % {"lacks": lacks}
