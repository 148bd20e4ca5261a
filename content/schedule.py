"""Publishing and taking offline by the clock, as editors planned it."""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from background.queue import task


def enqueue_planned(now: datetime) -> None:
    """Queue each thing whose moment has come on its own, so that one that fails holds up no other."""
    for model in _draftable_models():
        expired = model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
        for pk in expired.values_list("pk", flat=True):
            take_offline.enqueue(model._meta.label, str(pk))
    revisions = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for pk in revisions.values_list("pk", flat=True):
        publish.enqueue(pk)


# In one transaction each: Wagtail publishes outside of one, and a death in between would leave a page with
# a scope that is too wide. Asked again under the lock, since the thing may be queued twice.


@task(idempotent=True)
def publish(revision_pk: int) -> None:
    """Publish the revision if it is still planned and its moment has come."""
    with transaction.atomic():
        planned = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
        if revision := planned.select_for_update().filter(pk=revision_pk).first():
            revision.publish(log_action="wagtail.publish.scheduled")


@task(idempotent=True)
def take_offline(model_label: str, pk: str) -> None:
    """Unpublish the thing if it is still live and its time is over."""
    with transaction.atomic():
        expired = apps.get_model(model_label)._default_manager.filter(
            live=True, expire_at__lte=timezone.now()
        )
        if thing := expired.select_for_update().filter(pk=pk).first():
            thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _draftable_models() -> Iterator[type[Model]]:
    """Yield what can have a draft: pages as one, and each snippet."""
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model
