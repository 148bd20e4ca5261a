"""What happens to scopes and to the uses of files when Wagtail tells of a change."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, page_published, post_page_move

from content.examining import examine_pages
from content.files import PAGE, forget_file, forget_uses, refresh_uses
from content.models import BrinkDocument, BrinkImage, BrinkMedia, ContentPage
from content.scopes import give_scope, rewrite_scopes
from content.succession import hand_over, hand_over_pages
from content.translations import note_published, note_translation
from directory.models import Person
from directory.signals import person_left

RestrictedGroups = PageViewRestriction.groups.through
# A draft is saved in its revision, beside which a few of these fields of the live page change.
FIELDS_OF_ANY_PAGE = {
    name for field in Page._meta.concrete_fields for name in (field.name, field.attname) if name != "live"
}


@receiver(post_save)
def follow_saved_page(
    instance: Any, created: bool, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep up with pages of any type, however saved: by form, clock, copy, alias, translation or import.

    A fixture brings its own rows, in an order of its own.
    """
    if raw or not isinstance(instance, Page):
        return
    if created:
        give_scope(instance)
    elif update_fields and "alias_of_id" in update_fields:
        # The alias became a page of its own, which no longer asks what its source asks.
        rewrite_scopes(instance)
    if update_fields is None:
        refresh_uses(instance)
    elif not FIELDS_OF_ANY_PAGE.issuperset(update_fields):
        # The object in memory may hold more than what was saved of it, such as a draft.
        refresh_uses(Page.objects.get(pk=instance.pk))


@receiver(page_published)
def look_at_published_page(instance: Page, **kwargs: Any) -> None:
    """Translations learn of it at once; the checks look at it when the page stands."""
    note_published(source=instance, now=timezone.now())
    transaction.on_commit(partial(examine_pages.enqueue, [instance.pk]))


@receiver(person_left)
def hand_over_pages_of_leavers(people: list[Person], now: datetime, **kwargs: Any) -> None:
    hand_over(leavers=people, now=now)


@receiver(page_published)
def let_nobody_who_left_answer(instance: Page, **kwargs: Any) -> None:
    """A version of long ago may name someone who left since; it is live now, and as stored."""
    if isinstance(instance, ContentPage):
        hand_over_pages([type(instance).objects.get(pk=instance.pk)])


@receiver(copy_for_translation_done)
def keep_source_of_translation(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Also snippets are translated; those keep no source. Any: either of the two."""
    if isinstance(target_obj, Page):
        note_translation(source=source_obj, target=target_obj, now=timezone.now())


@receiver(post_page_move)
def follow_moved_branch(instance: Page, **kwargs: Any) -> None:
    rewrite_scopes(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    _rewrite_pages_with([instance.page_id])


@receiver(m2m_changed, sender=RestrictedGroups)
def follow_groups_of_restriction(
    instance: PageViewRestriction | Group, action: str, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """The groups come after the restriction; they may also be set from the group's side."""
    if isinstance(instance, PageViewRestriction):
        if action.startswith("post_"):
            _rewrite_pages_with([instance.page_id])
    elif action == "pre_clear":
        _remember_pages(instance)
    elif action == "post_clear":
        _rewrite_remembered_pages(instance)
    elif action.startswith("post_"):
        restrictions = PageViewRestriction.objects.filter(pk__in=pk_set or ())
        _rewrite_pages_with(restrictions.values_list("page_id", flat=True))


@receiver(pre_delete, sender=Group)
@receiver(pre_delete, sender=Page)
def remember_pages(instance: Group | Page, **kwargs: Any) -> None:
    """A group leaves its restrictions, and a page its aliases, without a signal of their own."""
    _remember_pages(instance)


@receiver(post_delete, sender=Page)
def forget_files_of_page(instance: Page, **kwargs: Any) -> None:
    forget_uses(thing_kind=PAGE, thing_id=instance.pk)


@receiver(post_delete, sender=BrinkImage)
@receiver(post_delete, sender=BrinkDocument)
@receiver(post_delete, sender=BrinkMedia)
def forget_uses_of_file(instance: Model, **kwargs: Any) -> None:
    forget_file(instance)


@receiver(post_delete, sender=Group)
@receiver(post_delete, sender=Page)
def follow_deletion(instance: Group | Page, **kwargs: Any) -> None:
    _rewrite_remembered_pages(instance)


def _remember_pages(instance: Group | Page) -> None:
    if isinstance(instance, Group):
        pages = Page.objects.filter(view_restrictions__groups=instance)
    else:
        pages = instance.aliases.all()
    # A memo between two signals about the same object.
    instance.__dict__["_pages_to_rewrite"] = list(pages.values_list("pk", flat=True))


def _rewrite_remembered_pages(instance: Group | Page) -> None:
    _rewrite_pages_with(instance.__dict__.pop("_pages_to_rewrite"))


def _rewrite_pages_with(page_ids: Iterable[int]) -> None:
    for page in Page.objects.filter(pk__in=page_ids).order_by("depth"):
        rewrite_scopes(page)
