"""What the audit log keeps of second factors, and who must set one up."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from access.audit import record
from access.models import RoleGroup, User
from access.second_factor.needing import settle


@receiver(user_logged_in)
def settle_at_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    settle(request, user)


@receiver(signals.authenticator_added)
def note_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note("second_factor.added", user, authenticator)


@receiver(signals.authenticator_removed)
def note_removed(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Keep it, and ask for another at once of who cannot do without."""
    _note("second_factor.removed", user, authenticator)
    settle(request, user)


@receiver(signals.authenticator_reset)
def note_new_codes(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note("second_factor.codes_made", user, authenticator)


@receiver(signals.authentication_failed)
def note_refused(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note("second_factor.refused", None, authenticator, user)


@receiver(pre_save, sender=RoleGroup)
def remember_whom_it_asked(instance: RoleGroup, **kwargs: Any) -> None:
    asked = RoleGroup.objects.filter(pk=instance.pk).values_list("needs_second_factor", flat=True).first()
    instance.__dict__["asked_before"] = bool(asked)


@receiver(post_save, sender=RoleGroup)
def note_whom_it_asks(instance: RoleGroup, raw: bool, **kwargs: Any) -> None:
    """Keep who decided of whom a second factor is asked."""
    if not raw and instance.__dict__.pop("asked_before", False) != instance.needs_second_factor:
        record(
            actor=get_active_log_context().user,
            action="role.second_factor_settled",
            thing=instance,
            details={"role": instance.role, "is_needed": instance.needs_second_factor},
            now=timezone.now(),
        )


def _note(action: str, actor: User | None, authenticator: Authenticator, whose: User | None = None) -> None:
    details = {"type": str(authenticator.type)}
    record(actor=actor, action=action, thing=whose or actor, details=details, now=timezone.now())
