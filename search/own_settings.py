"""The group of settings about own searches."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from access.settings_groups import SettingsGroup, register_settings_group
from search.recent import (
    choose_memory,
    forget_search,
    forget_searches,
    recent_searches_of,
    remembers,
)


class MemoryForm(forms.Form):
    """Whether own searches are kept; or which one, or that all of them, are forgotten."""

    is_on = forms.BooleanField(
        label=_("Remember what I search"),
        help_text=_("Your last twenty searches come back while you type. Only you see them."),
        required=False,
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    forget = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SearchesGroup(SettingsGroup):
    """Whether Brink remembers what someone searches, and what it remembers."""

    name = "searches"
    question = _("Do you want to see your own searches again?")
    button = _("Save this about my searches")
    order = 27
    template = "settings/searches.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return MemoryForm(data, initial={"is_on": remembers(user)})

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        return {"searches": recent_searches_of(user)}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        if number := answers["number"]:
            if not forget_search(user=user, number=number):
                raise ValidationError(_("This search was forgotten already."))
            return _("Forgotten.")
        if answers["forget"]:
            forget_searches(user=user)
            return _("All your searches are forgotten.")
        choose_memory(user=user, is_on=answers["is_on"], now=now)
        if answers["is_on"]:
            return _("Saved. What you search from now on comes back while you type.")
        return _("Saved. Brink remembers none of your searches.")


def register() -> None:
    """Show the group to everyone."""
    register_settings_group(SearchesGroup())
