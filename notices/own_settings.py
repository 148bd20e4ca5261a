"""The groups of settings about notices: what may disturb, what did, and what was muted."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from access.settings_groups import SettingsGroup, register_settings_group
from notices.digests.planning import coming_digest_at
from notices.forms import KINDS, InterruptedForm, NoticesForm, NumberForm
from notices.interruptions import discs_of, interruptions_of, mailed_today
from notices.muted import kinds_muted_by, mute_kinds, muted_by, turn_on_again
from notices.muting import Muting, mute, unmute
from notices.preferences import choose, preference_of, try_address_again


class NoticesGroup(SettingsGroup):
    """What may disturb someone, how often and when, and the digest of the rest."""

    name = "notices"
    question = _("What may disturb you?")
    button = _("Save what may disturb me")
    order = 15
    template = "settings/notices.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return NoticesForm(data, kept=preference_of(user), muted_kinds=kinds_muted_by(user))

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        kept, now = preference_of(user), timezone.now()
        used = mailed_today(user, now)
        return {
            "used": used,
            "discs": discs_of(used, kept.budget),
            "next_digest_at": coming_digest_at(kept, now),
            "has_address": bool(user.email),
            "is_refused": bool(kept.refused_address),
        }

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        values = {name: value for name, value in answers.items() if name != "kinds"}
        unwanted = {kind.value for kind in KINDS} - set(answers["kinds"])
        with transaction.atomic():
            choose(user=user, now=now, **values)
            mute_kinds(owner=user, kinds=unwanted, now=now)
        return _("Saved. This is what disturbs you from now on.")


class InterruptedGroup(SettingsGroup):
    """What was mailed to someone last week and why; and an address that takes no mail, tried again."""

    name = "interrupted"
    question = _("What disturbed you last week?")
    button = _("Try this address again")
    order = 16
    template = "settings/interrupted.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return InterruptedForm(data)

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        kept = preference_of(user)
        return {
            "interruptions": interruptions_of(user, timezone.now()),
            "refused_address": kept.refused_address,
            "refused_at": kept.refused_at,
        }

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        if answers["number"] is None:
            try_address_again(user=user)
            return _("Saved. The next mail goes to %(address)s again.") % {"address": user.email}
        muting = self._muting(user, answers["number"], answers["what"], now)
        if answers["is_heard"]:
            unmute(owner=user, thread=muting.thread, source=muting.source, kind=muting.kind)
            return _("It is on again. You will hear of it.")
        mute(owner=user, thread=muting.thread, source=muting.source, kind=muting.kind, now=now)
        return _("Muted. You get no notice of this any more. You can always read it.")

    def _muting(self, user: User, number: int, what: str, now: datetime) -> Muting:
        lines = (line for line in interruptions_of(user, now) if line.notice.pk == number)
        ways = (way for line in lines for way in line.ways if way.muting.name == what)
        if way := next(ways, None):
            return way.muting
        raise ValidationError(_("This cannot be muted any more."))


class MutedGroup(SettingsGroup):
    """What someone muted, each with the way to hear of it again."""

    name = "muted"
    question = _("What have you muted?")
    button = _("Turn on again")
    order = 17
    template = "settings/muted.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        return NumberForm(data)

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:
        return {"things": muted_by(user)}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        if not turn_on_again(owner=user, number=answers["number"]):
            raise ValidationError(_("This is not muted any more."))
        return _("It is on again. You will hear of it.")


def register() -> None:
    """Ask everyone on the screen of settings what may disturb them."""
    for group in (NoticesGroup(), InterruptedGroup(), MutedGroup()):
        register_settings_group(group)
