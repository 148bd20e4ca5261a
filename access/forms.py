from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.forms import LoginForm, UserTokenForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from access.keys import LARGEST
from access.models import ApiToken, User
from access.password_reset import reset_password
from access.tasks import send_reset_link

# As long as an e-mail address can be.
LOGIN_LENGTH = 254
# As much as any password manager makes; what is longer only costs time to hash.
PASSWORD_LENGTH = 256


class SignInForm(LoginForm):
    """The way in, with labels that stay when somebody types instead of placeholders that go."""

    # Any: allauth decides what a form gets.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A name of any length would be a pattern of any length for the database.
        self.fields["login"].max_length = LOGIN_LENGTH
        self.fields["login"].validators.append(MaxLengthValidator(LOGIN_LENGTH))
        self.fields["login"].label = _("Name or e-mail address")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].label = _("Password")
        # The way to a new one stands beside the button, where it is not read out with the field.
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class DescribedChoices(forms.RadioSelect):
    """Choices that each say in a sentence what they do."""

    def __init__(
        self, descriptions: dict[str, str | Promise], languages: dict[str, str] | None = None
    ) -> None:
        super().__init__()
        self.descriptions = descriptions
        self.languages = languages or {}

    # Any: Django's own signature, and an option holds values of every kind.
    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the option with its sentence, and with the language that its words are in."""
        option = super().create_option(name, value, *args, **kwargs)
        return {
            **option,
            "description": self.descriptions.get(str(value), ""),
            "language": self.languages.get(str(value), ""),
        }


def in_their_own_words() -> list[tuple[str, str]]:
    """Return the languages of the interface, each called as its readers call it."""
    choices = []
    for code, name in settings.LANGUAGES:
        with override(code):
            choices.append((code, capfirst(str(name))))
    return choices


class LanguageForm(forms.Form):
    """In which language someone reads."""

    language = forms.ChoiceField(label=_("Language of the interface"), required=False)

    # Any: as any form.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_words = in_their_own_words()
        field = self.fields["language"]
        field.widget = DescribedChoices(
            {"": _("For who reads on several devices, each in a language of its own.")},
            {code: code for code, _name in own_words},
        )
        field.choices = [*own_words, ("", _("As my browser"))]  # type: ignore[attr-defined]  # of a ChoiceField


class ShortcutsForm(forms.Form):
    """Whether single keys do something."""

    uses_shortcuts = forms.BooleanField(
        label=_("The key / takes me to the search field"),
        required=False,
        help_text=_("Switch it off if you speak to your computer, or if it gets in your way."),
    )


class ThemeForm(forms.Form):
    """How light the screen is."""

    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        choices=User.Theme.choices,
        widget=DescribedChoices(
            {
                User.Theme.SYSTEM: _("Light by day and dark by night, if that is how your device is set."),
                User.Theme.LIGHT: _("Warm paper, always."),
                User.Theme.DARK: _("Evening on the green, always."),
            }
        ),
    )


def password_field(
    label: Any, *, autocomplete: str = "current-password", help_text: Any = ""
) -> forms.CharField:
    """Return a field for a password, kept as it was typed. Any: words that are translated when shown."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def new_password_field(label: Any) -> forms.CharField:  # Any: as above
    """Return a field for a password that is chosen here, with what makes a good one."""
    return password_field(
        label,
        autocomplete="new-password",
        help_text=_("At least 8 characters. A short sentence is easy to keep."),
    )


class PasswordForm(forms.Form):
    """Another password, asked once: who mistypes it asks for a new one by mail."""

    password = password_field(_("Your password now"))
    new_password = new_password_field(_("Your new password"))


class AddressForm(forms.Form):
    """Where mails about signing in go; with the password, since they open the account."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LOGIN_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = password_field(_("Your password"))


class EndSessionForm(forms.Form):
    """Which session to end; none means all but this one."""

    number = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST,
        widget=forms.HiddenInput,
    )


class ForgottenForm(forms.Form):
    """Where the link for a new password goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address of your account, usually the one from work."),
        max_length=LOGIN_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, request: HttpRequest) -> None:
        """Let a worker look for the account: here the answer would take longer when there is one."""
        send_reset_link.enqueue(self.cleaned_data["email"], get_language())


class NewPasswordForm(forms.Form):
    """A new password for the account that a link belongs to."""

    new_password = new_password_field(_("Your new password"))

    # Any: allauth decides what a form gets.
    def __init__(self, *args: Any, user: User, temp_key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password

    def save(self) -> None:
        """Give the account its new password."""
        reset_password(user=self.user, password=self.cleaned_data["new_password"], now=timezone.now())


class ResetLinkForm(UserTokenForm):
    """What the link of a mail says; a closed account has no way in, however young its link."""

    # Any: allauth has no types.
    def _get_user(self, uidb36: str) -> Any:
        user = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


class FirstPasswordForm(forms.Form):
    """The first password of who was invited."""

    new_password = new_password_field(_("Choose a password"))


class InviteForm(forms.Form):
    """Whom to invite who is not listed among the colleagues."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=LOGIN_LENGTH)


class OwnTokenForm(forms.Form):
    """A new token of one's own."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("For which program it is, such as “search from my editor”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=_("Works for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )


class TokenForm(forms.Form):
    """A new token for a machine."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Which machine has it and what for, such as “Entra ID, provisioning”."),
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("May be used to"),
        choices=ApiToken.Scope.choices,
        coerce=ApiToken.Scope,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the token may be used for.")},
    )
    last_day = forms.DateField(
        label=_("Works until and including"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty if the machine keeps it for as long as it is needed."),
    )

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."))
        return day

    @property
    def expires_at(self) -> datetime | None:
        """The end of the last day, where one was chosen."""
        day: date | None = self.cleaned_data["last_day"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
