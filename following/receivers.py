"""What appears and disappears in streams when pages, comments and people change."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from content.scopes import register_carrier
from content.stored import stored_page
from dialogue.signals import comments_changed
from directory.models import Person, Subject
from following import standing
from following.changes import note_change
from following.models import Source, StreamItem
from following.pages import appears, is_known
from following.talking import stand_talk
from following.tasks import bring_back, mind_versions_of, stand_anew

# On a page that is being published: whether readers knew it before. A memo between two signals about it.
WAS_THERE = "_was_in_streams"


@receiver(post_save)
def follow_page(
    instance: Model, raw: bool, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    page = stored_page(instance, is_wanted=appears, raw=raw, update_fields=update_fields)
    if page is None:
        return
    if not page.live:
        standing.fall([page])
        return
    now = timezone.now()
    was_there = StreamItem.objects.filter(thing__page=page.pk).exists()
    standing.stand([page], now=now)
    instance.__dict__[WAS_THERE] = was_there
    if not was_there and is_known(page, now):
        # What was said under it before it was taken offline comes back with it.
        transaction.on_commit(partial(bring_back.enqueue, page.pk))


@receiver(page_published)
def follow_change(instance: Page, **kwargs: Any) -> None:
    if appears(type(instance)) and instance.__dict__.pop(WAS_THERE, False):
        note_change(instance, now=timezone.now())


@receiver(comments_changed)
def follow_comments(comment_ids: list[int], are_new: bool, **kwargs: Any) -> None:
    stand_talk(comment_ids, are_news=are_new)


@register_carrier
def carry_scope(scope_id: int, pages: "QuerySet[Page]") -> None:
    if changed := standing.carry_scope(scope_id, pages):
        transaction.on_commit(partial(mind_versions_of.enqueue, changed))


@receiver(post_page_move)
def follow_moved_branch(instance: Page, **kwargs: Any) -> None:
    """What moved stands in other sections; how much that is, the editor does not wait for."""
    transaction.on_commit(partial(stand_anew.enqueue, instance.pk))


@receiver(post_delete, sender=Person)
@receiver(post_delete, sender=Subject)
@receiver(post_delete, sender=Page)
def forget_source(sender: type[Model], instance: Any, **kwargs: Any) -> None:  # Any: any of these
    """Nobody can follow what is gone."""
    kinds = {Person: ["person"], Subject: ["subject"], Page: ["section", "page"]}[sender]
    Source.objects.filter(kind__in=kinds, object_id=instance.pk).delete()
