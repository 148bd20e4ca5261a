"""The groups of settings that every account has: language, theme, and how one signs in."""

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django import forms
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.accounts import (
    AddressTaken,
    change_address,
    change_password,
    choose_language,
    choose_shortcuts,
    choose_theme,
)
from access.devices import NotSignedIn, devices_of, sign_out_elsewhere, sign_out_there
from access.forms import AddressForm, EndSessionForm, LanguageForm, PasswordForm, ShortcutsForm, ThemeForm
from access.models import User
from access.settings_groups import SettingsGroup


class LanguageGroup(SettingsGroup):
    name = "language"
    question = _("In which language do you read Brink?")
    button = _("Save the language")
    order = 10

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return LanguageForm(data, initial={"language": user.language})

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        choose_language(user=user, language=answers["language"])
        # The confirmation is read in the language that was just chosen.
        with translation.override(answers["language"] or translation.get_language()):
            return str(_("Saved. This is how you read Brink from now on."))


class ThemeGroup(SettingsGroup):
    name = "theme"
    question = _("Light or dark?")
    button = _("Save light or dark")
    order = 20

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return ThemeForm(data, initial={"theme": user.theme})

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        choose_theme(user=user, theme=answers["theme"])
        return _("Saved. Brink looks like this on all your devices.")


class ShortcutsGroup(SettingsGroup):
    name = "shortcuts"
    question = _("Do you use a key to search?")
    button = _("Save the key")
    order = 25

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return ShortcutsForm(data, initial={"uses_shortcuts": user.uses_shortcuts})

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        choose_shortcuts(user=user, uses_shortcuts=answers["uses_shortcuts"])
        if answers["uses_shortcuts"]:
            return _("Saved. The key / takes you to the search field.")
        return _("Saved. The key / does nothing any more.")


class PasswordGroup(SettingsGroup):
    name = "password"
    question = _("Do you want another password?")
    button = _("Change my password")
    order = 30
    template = "settings/password.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return PasswordForm(data)

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        return {"has_password": user.has_usable_password()}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        try:
            change_password(
                user=user,
                password=answers["new_password"],
                this_session=request.session.session_key,
                now=now,
            )
        except ValidationError as refusal:
            raise ValidationError({"new_password": refusal.messages}) from refusal
        # A new password ends every session; this one goes on, under a new key.
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
        return _("Your new password works. Everywhere else you have been signed out.")


class DevicesGroup(SettingsGroup):
    name = "devices"
    question = _("Where are you signed in?")
    button = _("Sign out everywhere else")
    order = 40
    template = "settings/devices.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return EndSessionForm(data)

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        this_session = request.session.session_key
        return {"devices": devices_of(user, this_session=this_session, now=timezone.now())}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        if number := answers["number"]:
            try:
                name = sign_out_there(user=user, number=number, now=now)
            except NotSignedIn as gone:
                raise ValidationError(_("You are not signed in there any more.")) from gone
            return _("You have been signed out: %(name)s.") % {"name": name}
        count = sign_out_elsewhere(user=user, this_session=request.session.session_key, now=now)
        if not count:
            return _("You were signed in nowhere else.")
        return ngettext(
            "You have been signed out in %(count)d other place.",
            "You have been signed out in %(count)d other places.",
            count,
        ) % {"count": count}


class AddressGroup(SettingsGroup):
    name = "address"
    question = _("Where do we mail you about signing in?")
    button = _("Save the address")
    order = 50
    template = "settings/address.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return AddressForm(data, initial={"email": user.email})

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        return {"has_password": user.has_usable_password(), "address": user.email}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        try:
            change_address(user=user, email=answers["email"], now=now)
        except AddressTaken as refusal:
            raise ValidationError(
                {"email": _("Another account has this address. Use one of your own.")}
            ) from refusal
        return _("Saved. A link for a new password now goes to this address.")


GROUPS: tuple[SettingsGroup, ...] = (
    LanguageGroup(),
    ThemeGroup(),
    ShortcutsGroup(),
    PasswordGroup(),
    DevicesGroup(),
    AddressGroup(),
)
