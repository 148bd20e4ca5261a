"""Which saves change what readers see of a page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from wagtail.models import Page

# Saving only these leaves the live page as it is. The object in memory may then hold a draft.
BOOKKEEPING = {
    "alias_of_id",
    "draft_title",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "translation_key",
}


def stored_page(
    instance: Model,
    *,
    is_wanted: Callable[[type[Model]], bool],
    raw: bool,
    update_fields: Iterable[str] | None,
) -> Any:
    """Return the page, of its own type, as this save of `instance` left it; None where it is none of those
    wanted or readers see no difference. Any: Wagtail's pages have no types.

    Publishing, unpublishing, copying and aliasing all end in a save of the live page.
    """
    if raw or not isinstance(instance, Page) or not is_wanted(instance.specific_class):
        return None
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return None
    if update_fields is not None or type(instance) is not instance.specific_class:
        return instance.specific_class.objects.get(pk=instance.pk)
    return instance
