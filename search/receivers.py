"""What can be found follows what happens to pages and people, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from content.models import PageScope
from content.scopes import register_carrier
from directory.models import Location, Person, Subject, Unit
from directory.models.person import PersonQuerySet
from directory.signals import person_erased, person_left, person_rejoined
from search import services
from search.forgetting import forget_deleted_words
from search.kinds import KINDS, PAGE_KINDS, PERSON, can_be_found
from search.models import Entry

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


@receiver(post_save)
def follow_page(
    instance: Model, raw: bool, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    """Publishing, unpublishing, copying and aliasing all end in a save of the live page."""
    if raw or not isinstance(instance, Page) or not can_be_found(instance.specific_class):
        return
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    page: Page = instance
    if update_fields is not None or type(page) is not page.specific_class:
        page = page.specific_class.objects.get(pk=page.pk)
    if page.live:
        services.remember([page], now=timezone.now())
    else:
        services.forget(PAGE_KINDS, [page.pk], now=timezone.now())


@receiver(post_delete, sender=Page)
def forget_page(instance: Page, **kwargs: Any) -> None:
    services.forget(PAGE_KINDS, [instance.pk], now=timezone.now())


@receiver(post_save, sender=PageScope)
def follow_first_scope(instance: PageScope, **kwargs: Any) -> None:
    """A new page may get its scope after its entry."""
    carry_scope(instance.scope_id, Page.objects.filter(pk=instance.page_id))


@register_carrier
def carry_scope(scope_id: int, pages: "QuerySet[Page]") -> None:
    services.carry_scope(scope_id, pages, now=timezone.now())


@receiver(post_save, sender=Person)
def follow_person(instance: Person, raw: bool, created: bool, **kwargs: Any) -> None:
    if raw:
        return
    if instance.left_on is None:
        services.remember([instance], now=timezone.now())
    else:
        services.forget([PERSON], [instance.pk], now=timezone.now())
    if not created:
        kept = Entry.objects.findable().filter(keeper=instance)
        services.touch(kept.exclude(unit=instance.unit_id), now=timezone.now(), unit=instance.unit_id)


@receiver([person_left, person_rejoined])
def follow_names_of_makers(people: list[Person], now: datetime, **kwargs: Any) -> None:
    """Pages are found by the names of who made them while those work here."""
    for kind in PAGE_KINDS:
        things = services.findable(KINDS[kind])
        model = KINDS[kind].model
        if hasattr(model, "author"):
            services.remember_all(things.filter(author__in=people), now=now)
        if hasattr(model, "guests"):
            made = model.objects.filter(guests__person__in=people).values_list("pk", flat=True)
            services.remember_all(things.filter(pk__in=list(made)), now=now)


@receiver(pre_delete, sender=Person)
def follow_kept_things(instance: Person, **kwargs: Any) -> None:
    """The database takes the keeper off these rows without a signal."""
    services.touch(Entry.objects.filter(keeper=instance), now=timezone.now(), keeper=None, unit=None)


@receiver(post_delete, sender=Person)
def forget_person(instance: Person, **kwargs: Any) -> None:
    services.forget([PERSON], [instance.pk], now=timezone.now())


@receiver(m2m_changed, sender=Person.subjects.through)
def follow_subjects_of_person(
    instance: Person | Subject, action: str, pk_set: set[int] | None, **kwargs: Any
) -> None:
    if not action.startswith("post_"):
        return
    ids = [instance.pk] if isinstance(instance, Person) else pk_set or set()
    _remember_people(Person.objects.filter(pk__in=ids))


@receiver(post_save, sender=Unit)
def follow_name_of_unit(instance: Unit, raw: bool, created: bool, **kwargs: Any) -> None:
    """People are found by where they work."""
    if not (raw or created):
        _remember_people(Person.objects.filter(unit=instance))


@receiver(post_save, sender=Location)
def follow_name_of_location(instance: Location, raw: bool, created: bool, **kwargs: Any) -> None:
    if not (raw or created):
        _remember_people(Person.objects.filter(location=instance))


@receiver(post_save, sender=Subject)
def follow_name_of_subject(instance: Subject, raw: bool, created: bool, **kwargs: Any) -> None:
    if raw or created:
        return
    _remember_people(Person.objects.filter(subjects=instance))
    for kind in PAGE_KINDS:
        services.remember_all(services.findable(KINDS[kind]).filter(subjects=instance), now=timezone.now())


def _remember_people(people: PersonQuerySet) -> None:
    services.remember_all(people.working_here(), now=timezone.now())


@receiver(person_erased)
def forget_name_beside_pages(person: Person, now: datetime, **kwargs: Any) -> None:
    """Pages are found by who wrote them and who speaks in them."""
    for kind in PAGE_KINDS:
        things = services.findable(KINDS[kind])
        for relation in ("author", "guests__person"):
            if _has(KINDS[kind].model, relation):
                services.remember_all(things.filter(**{relation: person}), now=now)
    forget_deleted_words()


def _has(model: Any, relation: str) -> bool:  # Any: Wagtail's pages have no types
    first = relation.partition("__")[0]
    return any(field.name == first for field in model._meta.get_fields())
