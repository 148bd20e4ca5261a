"""What can be found follows what happens to pages and people, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from content.models import PageScope
from content.scopes import register_carrier
from content.stored import stored_page
from directory.models import (
    Duty,
    Experience,
    FieldVisibility,
    Location,
    Person,
    Placement,
    SpokenLanguage,
    Subject,
    Unit,
)
from directory.models.person import PersonQuerySet
from directory.signals import people_changed, person_erased, person_left, person_rejoined
from search import services
from search.files.following import follow_pages
from search.forgetting import forget_deleted_words
from search.kinds import KINDS, PAGE_KINDS, PERSON, can_be_found
from search.models import Entry
from search.people.profiles import with_words

# On a subject, duty or location that is about to go: the keys of its people.
BEFORE = "_people_before"


@receiver(post_save)
def follow_page(
    instance: Model, raw: bool, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    page = stored_page(instance, is_wanted=can_be_found, raw=raw, update_fields=update_fields)
    if page is None:
        return
    now = timezone.now()
    if page.live:
        services.remember([page], now=now)
        follow_pages([page.pk], now=now)
    else:
        services.forget(PAGE_KINDS, [page.pk], now=now)


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
    _follow_people([instance.pk])
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


@receiver(people_changed)
def follow_people(person_ids: Iterable[int], **kwargs: Any) -> None:
    """Colleagues who were changed many at once, which Django tells nobody."""
    _follow_people(person_ids)


@receiver(pre_delete, sender=Person)
def follow_kept_things(instance: Person, **kwargs: Any) -> None:
    """The database takes the keeper off these rows without a signal."""
    services.touch(Entry.objects.filter(keeper=instance), now=timezone.now(), keeper=None, unit=None)


@receiver(post_delete, sender=Person)
def forget_person(instance: Person, **kwargs: Any) -> None:
    services.forget([PERSON], [instance.pk], now=timezone.now())


@receiver(m2m_changed, sender=Person.subjects.through)
@receiver(m2m_changed, sender=Person.duties.through)
def follow_what_is_chosen(
    instance: Person | Subject | Duty, action: str, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """The subjects and duties of a person, or the people of a subject or a duty."""
    if isinstance(instance, Person):
        people = {instance.pk}
    elif action == "pre_clear":
        keep_who_has_it(instance)
        return
    else:
        people = pk_set or _who_had_it(instance)
    if action.startswith("post_"):
        _follow_people(people)


@receiver(pre_delete, sender=Subject)
@receiver(pre_delete, sender=Duty)
@receiver(pre_delete, sender=Location)
def keep_who_has_it(instance: Subject | Duty | Location, **kwargs: Any) -> None:
    """Afterwards nobody knows whose it was."""
    instance.__dict__[BEFORE] = set(instance.people.values_list("pk", flat=True))


@receiver(post_delete, sender=Subject)
@receiver(post_delete, sender=Duty)
@receiver(post_delete, sender=Location)
def follow_who_had_it(instance: Subject | Duty | Location, **kwargs: Any) -> None:
    _follow_people(_who_had_it(instance))


def _who_had_it(instance: Subject | Duty | Location) -> set[int]:
    people: set[int] = instance.__dict__.pop(BEFORE, set())
    return people


@receiver([post_save, post_delete], sender=Placement)
@receiver([post_save, post_delete], sender=SpokenLanguage)
@receiver([post_save, post_delete], sender=Experience)
@receiver([post_save, post_delete], sender=FieldVisibility)
def follow_part_of_profile(instance: Any, raw: bool = False, origin: Any = None, **kwargs: Any) -> None:
    """What stands beside the row of a person. Any: each of these has a person, and no model in common."""
    is_with_person = isinstance(origin, Person) or getattr(origin, "model", None) is Person
    if not (raw or is_with_person):
        _follow_people([instance.person_id])


@receiver(post_save, sender=Unit)
def follow_name_of_unit(instance: Unit, raw: bool, created: bool, **kwargs: Any) -> None:
    """People are found by where they work."""
    if not (raw or created):
        placed = Placement.objects.filter(unit=instance).values("person")
        _remember_people(Person.objects.filter(Q(unit=instance) | Q(pk__in=placed)))


@receiver(post_save, sender=Location)
def follow_name_of_location(instance: Location, raw: bool, created: bool, **kwargs: Any) -> None:
    if not (raw or created):
        _remember_people(Person.objects.filter(location=instance))


@receiver(post_save, sender=Duty)
def follow_name_of_duty(instance: Duty, raw: bool, created: bool, **kwargs: Any) -> None:
    if not (raw or created):
        _remember_people(Person.objects.filter(duties=instance))


@receiver(post_save, sender=Subject)
def follow_name_of_subject(instance: Subject, raw: bool, created: bool, **kwargs: Any) -> None:
    if raw or created:
        return
    _remember_people(Person.objects.filter(subjects=instance))
    for kind in PAGE_KINDS:
        services.remember_all(services.findable(KINDS[kind]).filter(subjects=instance), now=timezone.now())


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


def _follow_people(person_ids: Iterable[int]) -> None:
    """Let those who work here be found as they are now, and nobody else."""
    ids = list(person_ids)
    for start in range(0, len(ids), services.BATCH_SIZE):
        some = ids[start : start + services.BATCH_SIZE]
        here = set(Person.objects.working_here().filter(pk__in=some).values_list("pk", flat=True))
        _remember_people(Person.objects.filter(pk__in=here))
        if gone := set(some) - here:
            services.forget([PERSON], gone, now=timezone.now())


def _remember_people(people: PersonQuerySet) -> None:
    services.remember_all(with_words(people.working_here()), now=timezone.now())
