"""What follows here from a change of a group elsewhere, an identity provider or a photo."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from access.audit import record
from access.models import IdentityProvider, Role
from directory.arrivals import delivered_by
from directory.models import OutsideGroup, PersonPhoto, Source, sign_in_slug
from directory.photos.keeping import remove_files_later
from directory.tasks import let_follow_groups

# A group may hold everyone: each task is a bite that no worker chokes on.
BATCH = 500


@receiver(pre_save, sender=OutsideGroup)
def check_mapping(instance: OutsideGroup, raw: bool, **kwargs: Any) -> None:
    """Let only an administrator decide that a group stands for administrators; Brink itself may too."""
    before = _mapping_of(instance.pk)
    # For `note_mapping`, once it is saved.
    instance.__dict__["mapping_before"] = before
    becomes_theirs = instance.role == Role.ADMINISTRATOR and before[0] != Role.ADMINISTRATOR
    actor = get_active_log_context().user
    if becomes_theirs and not raw and actor is not None and not actor.is_superuser:
        raise PermissionDenied("Only an administrator lets a group stand for administrators.")


@receiver(post_save, sender=OutsideGroup)
def note_mapping(instance: OutsideGroup, raw: bool, **kwargs: Any) -> None:
    """Keep who changed what a group stands for, and let its members follow."""
    before = instance.__dict__.pop("mapping_before", ("", None))
    if raw or before == (instance.role, instance.unit_id):
        return
    record(
        actor=get_active_log_context().user,
        action="outside_group.mapped",
        thing=instance,
        details={"role": instance.role, "unit": instance.unit_id},
        now=timezone.now(),
    )
    _let_members_follow(instance)


@receiver(pre_delete, sender=OutsideGroup)
def let_former_members_follow(instance: OutsideGroup, **kwargs: Any) -> None:
    _let_members_follow(instance)


@receiver(post_save, sender=IdentityProvider)
def lock_what_it_delivers(instance: IdentityProvider, raw: bool, **kwargs: Any) -> None:
    """Let profiles lock what the provider says from now on."""
    if not raw:
        Source.objects.filter(slug=sign_in_slug(instance.slug)).update(
            name=instance.name, delivers=delivered_by(instance)
        )


@receiver(post_delete, sender=PersonPhoto)
def remove_photo_files(instance: PersonPhoto, **kwargs: Any) -> None:
    """Keep no photo of whom is no longer listed."""
    remove_files_later(instance)


def _let_members_follow(group: OutsideGroup) -> None:
    ids = list(group.memberships.order_by("person").values_list("person_id", flat=True))
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    transaction.on_commit(lambda: [let_follow_groups.enqueue(batch) for batch in batches])


def _mapping_of(pk: int | None) -> tuple[str, int | None]:
    rows = OutsideGroup.objects.filter(pk=pk or 0).values_list("role", "unit_id")
    return rows.first() or ("", None)
