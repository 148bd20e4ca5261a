"""What can be talked about: each kind of thing says how it is called, where it is and who may see it.

A room registers its models in its `apps.py`. All of dialogue asks visibility of `Target.is_visible_to`
and of `visible_to`, and of nothing else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from content.models import ContentPage
from content.models.visibility import PageScope
from content.scopes import carried_scope_id
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.receivers import remove_comments
from directory.models import Person

MODERATE = "django_comments.can_moderate"


class NoTarget(LookupError):
    """There is nothing of that kind and number to talk about."""


@dataclass(frozen=True)
class Place:
    """What readers call a thing, and the language in which it is called so; none where nobody said."""

    title: str
    language: str


class FurtherAct(NamedTuple):
    """Something that a room above can do with a comment: the words of a link, and its address."""

    words: str
    address: str
    # It stands in the open, and not among what folds away.
    is_at_hand: bool = False


class TargetKind(Protocol):
    """What dialogue asks of a kind of thing."""

    def find(self, model: type[Model], key: str) -> Model | None:
        """Return the thing with that key, with all that the other questions read of it."""

    def title(self, thing: Any) -> str:
        """Return what readers call it."""

    def places(self, model: type[Model], keys: Collection[str]) -> dict[str, Place]:
        """Return {key: its title} of those things that there are, in one query."""

    def address(self, thing: Any, request: HttpRequest | None) -> str:
        """Return where it is read, without an anchor."""

    def keeper(self, thing: Any) -> Person | None:
        """Return who answers for it."""

    def answerers(self, thing: Any) -> list[Person]:
        """Return all who answer the questions under it, its keeper first; nobody who has left."""

    def answered_keys(self, model: type[Model], person: Person) -> QuerySet[Any]:
        """Return a query of the keys, as text, of all things of `model` that `person` answers for."""

    def reply_days(self, thing: Any) -> int:
        """Return within how many working days a question under it is answered."""

    def awaits_all(self, thing: Any) -> bool:
        """Whether each first comment under it waits for an answer, also one that is no question."""

    def spoken_for(self, thing: Any, person: Person) -> Person | None:
        """Return on whose behalf `person` answers under it, or None for who speaks for themselves."""

    def further_acts(self, thing: Any, comment: BrinkComment) -> list[FurtherAct]:
        """Return what who answers for it can also do with a comment under it."""

    def acts_of_readers(
        self, thing: Any, comments: Collection[BrinkComment], user: Viewer
    ) -> dict[int, list[FurtherAct]]:
        """Return {comment: what any reader can also do with it}, in a fixed number of queries."""

    def is_visible_to(self, user: Viewer, thing: Any) -> bool:
        """Whether `user` may read it, and so its comments."""

    def visible_keys(self, user: Viewer) -> QuerySet[Any]:
        """Return a query of the keys, as text, of all things of this kind that `user` may read."""

    def closed_reason(self, thing: Any) -> str | None:
        """Return why nobody can comment now, or None while comments are open."""

    def keeps_out(self, thing: Any, user: User) -> str | None:
        """Return why `user` in particular cannot comment, where others do; None for who can."""

    def is_answered_by_all(self, thing: Any) -> bool:
        """Whether an answer by any colleague ends the waiting, and not only one by who answers for it."""

    def opening_id(self, thing: Any) -> int | None:
        """Return the key of the comment that holds the words of the thing itself, where one does."""

    def asks(self, thing: Any) -> bool:
        """Whether it is a question itself: what is said first under it are answers."""

    def edit_address(self, thing: Any) -> str:
        """Return where its own words are edited, where they are a comment that has no place in the thread."""

    def scope_id(self, thing: Any) -> int | None:
        """Return the scope of the thing as it is stored now, or None where nobody sees it."""

    def is_moderated_by(self, thing: Any, user: User) -> bool:
        """Whether `user` moderates what is said under it, besides those who moderate everywhere."""


class PageTarget:
    """A page of the newsroom: seen by who has its scope, once it is live."""

    def find(self, model: type[Model], key: str) -> Model | None:
        number = number_in(key)
        return (
            model._default_manager.filter(pk=number)
            .select_related("keeper", "deputy", "visibility", "locale", "content_type")
            .first()
        )

    def title(self, thing: ContentPage) -> str:
        return str(thing.title)

    def places(self, model: type[Model], keys: Collection[str]) -> dict[str, Place]:
        rows = model._default_manager.filter(pk__in=[number_in(key) for key in keys])
        return {
            str(pk): Place(title, language)
            for pk, title, language in rows.values_list("pk", "title", "locale__language_code")
        }

    def address(self, thing: ContentPage, request: HttpRequest | None) -> str:
        return thing.get_url(request) or "/"

    def keeper(self, thing: ContentPage) -> Person | None:
        return thing.keeper

    def answerers(self, thing: ContentPage) -> list[Person]:
        return still_here([thing.keeper, thing.deputy])

    def answered_keys(self, model: type[Model], person: Person) -> QuerySet[Any]:
        return keys_of(model._default_manager.filter(Q(keeper=person) | Q(deputy=person)))

    def reply_days(self, thing: ContentPage) -> int:
        days: int = settings.REPLY_DAYS
        return days

    def awaits_all(self, thing: ContentPage) -> bool:
        return False

    def spoken_for(self, thing: ContentPage, person: Person) -> Person | None:
        return None

    def further_acts(self, thing: ContentPage, comment: BrinkComment) -> list[FurtherAct]:
        return []

    def acts_of_readers(
        self, thing: ContentPage, comments: Collection[BrinkComment], user: Viewer
    ) -> dict[int, list[FurtherAct]]:
        return {}

    def is_visible_to(self, user: Viewer, thing: ContentPage) -> bool:
        if not thing.live:
            return False
        try:
            return thing.visibility.scope_id in visible_scope_ids(user)
        except PageScope.DoesNotExist:
            return False

    def visible_keys(self, user: Viewer) -> QuerySet[Any]:
        return (
            PageScope.objects.filter(page__live=True, scope__in=visible_scope_ids(user))
            .annotate(key=Cast("page_id", CharField()))
            .values("key")
        )

    def closed_reason(self, thing: ContentPage) -> str | None:
        return None if thing.comments_open else thing.comments_closed_reason

    def keeps_out(self, thing: ContentPage, user: User) -> str | None:
        return None

    def is_answered_by_all(self, thing: ContentPage) -> bool:
        return False

    def opening_id(self, thing: ContentPage) -> int | None:
        return None

    def asks(self, thing: ContentPage) -> bool:
        return False

    def edit_address(self, thing: ContentPage) -> str:
        return ""

    def scope_id(self, thing: ContentPage) -> int | None:
        return carried_scope_id(thing)

    def is_moderated_by(self, thing: ContentPage, user: User) -> bool:
        return False


@dataclass(frozen=True)
class Target:
    """One thing that people talk about."""

    thing: Model
    kind: TargetKind
    content_type: ContentType

    @property
    def key(self) -> str:
        """The thing's primary key as comments keep it."""
        return str(self.thing.pk)

    @property
    def title(self) -> str:
        return self.kind.title(self.thing)

    def address(self, request: HttpRequest | None = None) -> str:
        return self.kind.address(self.thing, request)

    @property
    def keeper(self) -> Person | None:
        return self.kind.keeper(self.thing)

    @cached_property
    def answerers(self) -> list[Person]:
        """All who answer the questions under it, its keeper first."""
        return self.kind.answerers(self.thing)

    def is_answered_by(self, user: Viewer) -> bool:
        """Whether `user` answers for the thing: its keeper, deputy or delegate, while they may see it."""
        answers = any(person.user_id == user.pk for person in self.answerers if person.user_id is not None)
        return answers and self.is_visible_to(user)

    @property
    def reply_days(self) -> int:
        """Within how many working days a question under the thing is answered."""
        return self.kind.reply_days(self.thing)

    @property
    def awaits_all(self) -> bool:
        """Whether each first comment waits for an answer, also one that is no question."""
        return self.kind.awaits_all(self.thing)

    def shows_what_waits_to(self, user: Viewer) -> bool:
        """Whether `user` sees of each comment that it waits: a criticism waits in sight of few."""
        return not self.awaits_all or self.is_answered_by(user)

    def spoken_for(self, user: User) -> Person | None:
        """Return on whose behalf `user` answers here, or None for who speaks for themselves."""
        person = next((person for person in self.answerers if person.user_id == user.pk), None)
        return self.kind.spoken_for(self.thing, person) if person is not None else None

    def further_acts(self, comment: BrinkComment) -> list[FurtherAct]:
        """Return what who answers for the thing can also do with a comment under it."""
        return self.kind.further_acts(self.thing, comment)

    def acts_of_readers(
        self, comments: Collection[BrinkComment], user: Viewer
    ) -> dict[int, list[FurtherAct]]:
        """Return {comment: what `user` can also do with it as any reader}."""
        return self.kind.acts_of_readers(self.thing, comments, user)

    @property
    def is_answered_by_all(self) -> bool:
        """Whether an answer by any colleague ends the waiting of a question."""
        return self.kind.is_answered_by_all(self.thing)

    @cached_property
    def opening_id(self) -> int | None:
        """The key of the comment that holds the words of the thing itself, where one does."""
        return self.kind.opening_id(self.thing)

    @property
    def asks(self) -> bool:
        """Whether the thing is a question itself: what is said first under it are answers."""
        return self.kind.asks(self.thing)

    @property
    def edit_address(self) -> str:
        """Where the words of the thing itself are edited, where they are a comment."""
        return self.kind.edit_address(self.thing)

    @property
    def scope_id(self) -> int | None:
        """The scope of the thing as it is stored now, or None where nobody sees it.

        Ask it in the transaction that stores it elsewhere, as `content.scopes.carried_scope_id` says.
        """
        return self.kind.scope_id(self.thing)

    @property
    def closed_reason(self) -> str | None:
        """Why nobody can comment now, or None while comments are open."""
        return self.kind.closed_reason(self.thing)

    def closed_to(self, user: User) -> str | None:
        """Return why `user` cannot comment now, or None for who can."""
        return self.closed_reason or self.kind.keeps_out(self.thing, user)

    def is_visible_to(self, user: Viewer) -> bool:
        """Whether `user` may read the thing, and so its comments."""
        return self.kind.is_visible_to(user, self.thing)

    def is_moderated_by(self, user: Viewer) -> bool:
        """Whether `user` may hide comments here: who moderates it, or everything, of what they may see."""
        here = isinstance(user, User) and self.kind.is_moderated_by(self.thing, user)
        return (here or moderates(user)) and self.is_visible_to(user)


def keys_of(things: QuerySet[Any]) -> QuerySet[Any]:
    """Return a query of the keys of `things`, as comments keep them."""
    keys: QuerySet[Any] = things.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return keys


def still_here(people: Iterable[Person | None]) -> list[Person]:
    """Return each of `people` once, in their order, without who has left."""
    return list(
        {person.pk: person for person in people if person is not None and person.left_on is None}.values()
    )


_kinds: dict[type[Model], TargetKind] = {}
AnyModel = TypeVar("AnyModel", bound=type[Model])


def register(model: AnyModel, kind: TargetKind) -> AnyModel:
    """Let people talk about things of `model`; registering again replaces the kind."""
    _kinds[model] = kind
    post_delete.connect(remove_comments, sender=model)
    return model


def target_of(thing: Model) -> Target:
    """Return `thing` as a target, under its own content type. Raises NoTarget if nobody registered it."""
    if isinstance(thing, Page):
        # Comments hang on the specific type; a base instance would look under another one.
        content_type: ContentType = thing.cached_content_type
        thing = thing.specific
    else:
        content_type = ContentType.objects.get_for_model(thing)
    kind = _kinds.get(type(thing))
    if kind is None:
        raise NoTarget(f"{type(thing).__name__} is not registered as a target")
    return Target(thing=thing, kind=kind, content_type=content_type)


def find_target(content_type_id: int, key: str) -> Target:
    """Return the target with that type and key. Raises NoTarget if there is none."""
    content_type = _content_types().get(content_type_id)
    model = content_type.model_class() if content_type else None
    if content_type is None or model is None:
        raise NoTarget(f"content type {content_type_id} is not registered")
    kind = _kinds[model]
    thing = kind.find(model, key)
    if thing is None:
        raise NoTarget(f"no {model.__name__} {key}")
    return Target(thing=thing, kind=kind, content_type=content_type)


def places_of(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Place]:
    """Return {(content type, key): title and language} in one query for each kind of thing.

    This asks no visibility: hand it what the reader may see.
    """
    by_type = defaultdict(set)
    for content_type_id, key in keys:
        by_type[content_type_id].add(key)
    content_types = _content_types() if by_type else {}
    found = {}
    for content_type_id in by_type.keys() & content_types.keys():
        model = content_types[content_type_id].model_class()
        assert model is not None
        places = _kinds[model].places(model, by_type[content_type_id])
        found.update({(content_type_id, key): place for key, place in places.items()})
    return found


def visible_to(user: Viewer, prefix: str = "") -> Q:
    """Return the condition on comments (or, with `prefix`, on what points at them) that `user` may read."""
    condition = Q(pk__in=[])
    for content_type in _content_types().values():
        model = content_type.model_class()
        assert model is not None
        keys = _kinds[model].visible_keys(user)
        condition |= Q(**{f"{prefix}content_type": content_type.pk, f"{prefix}object_pk__in": keys})
    return condition


def answered_by(person: Person, prefix: str = "") -> Q:
    """Return the condition on comments (or what points at them) under all that `person` answers for."""
    condition = Q(pk__in=[])
    for content_type in _content_types().values():
        model = content_type.model_class()
        assert model is not None
        keys = _kinds[model].answered_keys(model, person)
        condition |= Q(**{f"{prefix}content_type": content_type.pk, f"{prefix}object_pk__in": keys})
    return condition


def moderates(user: Viewer) -> bool:
    """Whether `user` is a moderator: a community manager or an administrator."""
    return user.is_authenticated and user.has_perm(MODERATE)


def hides_from(comment: BrinkComment, user: Viewer) -> bool:
    """Whether `comment` is hidden and `user` is not one of the few who still read it."""
    return comment.hidden_at is not None and comment.user_id != user.pk and not moderates(user)


def register_pages(models: Iterable[type[Model]]) -> None:
    """Register every page of the newsroom among `models` that its own room has not registered."""
    for model in models:
        if issubclass(model, ContentPage) and model not in _kinds:
            register(model, PageTarget())


def _content_types() -> dict[int, ContentType]:
    found = ContentType.objects.get_for_models(*_kinds, for_concrete_models=False)
    return {content_type.pk: content_type for content_type in found.values()}
