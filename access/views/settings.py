"""The screen where a person settles language, theme, sign-in, and what other rooms ask."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.accounts import refuse_wrong_password
from access.asking import reader_of
from access.models import User
from access.settings_groups import SettingsGroup, find_settings_group, settings_groups, settings_links


@require_safe
def settings_screen(request: HttpRequest) -> HttpResponse:
    """Show every group with what the person chose before."""
    return _screen(request)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_save(request: HttpRequest, name: str) -> HttpResponse:
    """Save one group, and show its confirmation beside it."""
    group, user = find_settings_group(name), reader_of(request)
    if group is None:
        raise Http404
    if request.method != "POST":
        return redirect(_address_of(group))
    form = _form_of(group, user, request.POST)
    if "password" in form.fields and not ratelimit.consume(request, action="change_password", user=user):
        answer: HttpResponse = ratelimit.respond_429(request)
        return answer
    try:
        if form.is_valid():
            if "password" in form.fields:
                refuse_wrong_password(user, form.cleaned_data["password"])
            sentence = group.save(request, user, form.cleaned_data, timezone.now())
            messages.success(request, str(sentence), extra_tags=group.name)
            return redirect(_address_of(group))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return _screen(request, faulty=(group, form))


def _screen(request: HttpRequest, faulty: tuple[SettingsGroup, forms.Form] | None = None) -> HttpResponse:
    reader = reader_of(request)
    told = {message.extra_tags: message for message in messages.get_messages(request)}
    groups = []
    for group in settings_groups():
        form = faulty[1] if faulty and faulty[0] is group else _form_of(group, reader)
        _let_begin_at_fault(form)
        groups.append(
            {
                "group": group,
                "form": form,
                "confirmation": told.pop(group.name, None),
                "context": group.context(request, reader),
            }
        )
    context: dict[str, Any] = {"groups": groups, "links": settings_links(), "messages": list(told.values())}
    return render(request, "settings/settings.html", context, status=422 if faulty else 200)


def _form_of(group: SettingsGroup, user: User, data: QueryDict | None = None) -> forms.Form:
    form = group.form(user, data)
    # Several forms stand on one screen, and may ask the same.
    form.auto_id = f"{group.name}_%s"
    return form


def _let_begin_at_fault(form: forms.Form) -> None:
    for name in form.fields:
        if name in form.errors:
            form.fields[name].widget.attrs["autofocus"] = True
            return


def _address_of(group: SettingsGroup) -> str:
    return f"{reverse('access:settings')}#{group.name}"
