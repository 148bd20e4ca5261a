"""allauth's forms of the second factor, with our words and no placeholders."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms import password_field

CODE_LENGTH = 20
NAME_LENGTH = 60


def code_field(help_text: Any) -> forms.CharField:  # Any: words that are translated when shown
    return forms.CharField(
        label=_("Code"),
        help_text=help_text,
        max_length=CODE_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For example the device that it is on: “phone”, “laptop at work”."),
        max_length=NAME_LENGTH,
    )


class CodeForm(AuthenticateForm):
    """A code while signing in."""

    code = code_field(_("From your app, or a recovery code."))


class CodeAgainForm(ReauthenticateForm):
    """A code from who is in already."""

    code = code_field(_("From your app, or a recovery code."))


class PasswordAgainForm(PasswordAgain):
    """The password from who is in already."""

    # Any: allauth's own.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Your password"))


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app, which proves that it has the secret."""

    code = code_field(_("The six digits that the app shows now."))


# What the library makes of what no browser would send.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError)


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: always one that checks who holds it, so that it is enough to sign in with."""

    name = name_field()
    passwordless = None

    def clean(self) -> dict[str, Any]:  # Any: as above
        credential = self.cleaned_data.get("credential")
        try:
            if credential:
                made = auth.parse_registration_response(credential)
                if not made.response.attestation_object.auth_data.is_user_verified():
                    raise get_adapter().validation_error("passkey_refused")
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            raise
        except MALFORMED as fault:
            raise get_adapter().validation_error("passkey_refused") from fault
        return cleaned


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey while signing in; what is none is refused, and breaks nothing."""

    def clean_credential(self) -> Any:  # Any: as above
        try:
            return super().clean_credential()
        except (ValidationError, *MALFORMED) as fault:
            raise get_adapter().validation_error("passkey_refused") from fault


class PasskeyAgainForm(PasskeyForm):
    """A passkey from who is in already."""

    reauthenticated = True


class PasskeyAloneForm(PasskeyForm):
    """A passkey instead of name and password."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, user=None, **kwargs)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = name_field()
