from typing import Any

from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

# As long as an e-mail address can be.
LOGIN_LENGTH = 254


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
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
