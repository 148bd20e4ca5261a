"""What the audit log keeps of signing in and of what people may do."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.users.models import UserProfile

from access.audit import record
from access.models import IdentityProvider, RoleGroup, User
from access.scopes import forget_visible_scopes

Memberships = User.groups.through


@receiver(user_logged_in)
def note_sign_in(user: User, **kwargs: Any) -> None:
    record(actor=user, action="session.started", thing=user, now=timezone.now())


@receiver(user_logged_out)
def note_sign_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record(actor=user, action="session.ended", thing=user, now=timezone.now())


@receiver(user_login_failed)
def note_refused_sign_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Keep whose account was tried; what was typed may be a password in the wrong field."""
    typed = credentials.get("username") or credentials.get("email") or ""
    tried = User.objects.filter(Q(username=typed) | Q(email__iexact=typed)).first() if typed else None
    record(actor=None, action="session.refused", thing=tried, now=timezone.now())


@receiver(m2m_changed, sender=Memberships)
def note_changed_roles(instance: User | Group, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Keep who got or lost a role, by whatever screen; who did it is known inside the Wagtail admin."""
    if isinstance(instance, User):
        forget_visible_scopes(instance)
    if action not in ("post_add", "pre_remove", "pre_clear"):
        return
    own, other = ("user", "group") if isinstance(instance, User) else ("group", "user")
    rows = Memberships.objects.filter(**{own: instance.pk})
    if pk_set is not None:
        rows = rows.filter(**{f"{other}__in": pk_set})
    verb = "given" if action == "post_add" else "taken"
    for row in rows.select_related("user", "group__role").order_by("pk"):
        role: RoleGroup | None = getattr(row.group, "role", None)
        details = {"group": row.group_id, "role": role.role if role else ""}
        _note(f"role.{verb}", row.user, details)


@receiver(pre_save, sender=User)
def note_administrators(
    instance: User, raw: bool, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Keep who became one that sees everything, or ceased to be."""
    if raw or (update_fields is not None and "is_superuser" not in update_fields):
        return
    before = User.objects.filter(pk=instance.pk).values_list("is_superuser", flat=True).first() or False
    if before != instance.is_superuser:
        _note(f"administrator.{'given' if instance.is_superuser else 'taken'}", instance)


@receiver(post_save, sender=IdentityProvider)
def note_provider(instance: IdentityProvider, raw: bool, **kwargs: Any) -> None:
    """Keep who set up by which door everybody comes in."""
    if not raw:
        actor = get_active_log_context().user
        details = {
            "slug": instance.slug,
            "is_on": instance.is_on,
            "trusts_addresses": instance.trusts_addresses,
            "has_second_factor": instance.has_second_factor,
        }
        record(
            actor=actor,
            action="identity_provider.saved",
            thing=instance,
            details=details,
            now=timezone.now(),
        )


@receiver(post_delete, sender=IdentityProvider)
def forget_provider(instance: IdentityProvider, **kwargs: Any) -> None:
    """Forget who came in by it, so that another provider of that name knows nobody."""
    SocialAccount.objects.filter(provider=instance.slug).delete()
    actor, details = get_active_log_context().user, {"slug": instance.slug}
    record(actor=actor, action="identity_provider.removed", details=details, now=timezone.now())


def _note(action: str, user: User, details: dict[str, Any] | None = None) -> None:
    actor = get_active_log_context().user
    record(actor=actor, action=action, thing=user, details=details, now=timezone.now())


@receiver(post_save, sender=UserProfile)
def keep_language_chosen_in_the_admin(instance: UserProfile, **kwargs: Any) -> None:
    """A person has one language: what is chosen in the admin holds for the site."""
    if instance.preferred_language and instance.preferred_language != instance.user.language:
        instance.user.language = instance.preferred_language
        instance.user.save(update_fields=["language"])


@receiver(post_save, sender=User)
def keep_language_chosen_on_the_site(instance: User, **kwargs: Any) -> None:
    """The other way round; who chose none reads the admin in the language of the site too."""
    UserProfile.objects.filter(user=instance).exclude(preferred_language=instance.language).update(
        preferred_language=instance.language
    )
