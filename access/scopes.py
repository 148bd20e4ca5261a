"""Who may see what: the tokens a person has, and the scopes that these open."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Model, QuerySet

from access.models import Scope, User
from access.models.scope import EVERYONE

Viewer: TypeAlias = User | AnonymousUser
TokenSource: TypeAlias = Callable[[User], Iterable[str]]
AnyModel = TypeVar("AnyModel", bound=Model)

_sources: list[TokenSource] = []


def register_token_source(source: TokenSource) -> TokenSource:
    """Let a room add tokens to a person, such as `unit:12`; called once per request and person."""
    _sources.append(source)
    return source


@register_token_source
def role_tokens(user: User) -> list[str]:
    """Return a token per role of `user`; roles are Django's groups."""
    return [f"role:{pk}" for pk in user.groups.values_list("pk", flat=True)]


def tokens_of(user: Viewer) -> set[str]:
    """Return every token that `user` holds; a stranger or a closed account holds none."""
    if not isinstance(user, User) or not user.is_active:
        return set()
    return {EVERYONE, *(token for source in _sources for token in source(user))}


def held_tokens(user: Viewer) -> set[str]:
    """Return every token that `user` holds, computed once per user object (so per request)."""
    known: set[str] | None = getattr(user, "_held_tokens", None)
    if known is None:
        known = tokens_of(user)
        user._held_tokens = known  # type: ignore[union-attr]  # a memo, not a field
    return known


def visible_scope_ids(user: Viewer) -> list[int]:
    """Return the ids of the scopes that `user` meets, computed once per user object (so per request).

    An administrator (`is_superuser`) meets them all, as in Wagtail.
    """
    known: list[int] | None = getattr(user, "_visible_scope_ids", None)
    if known is None:
        known = list(_visible_scopes(user).order_by("pk").values_list("pk", flat=True))
        user._visible_scope_ids = known  # type: ignore[union-attr]  # a memo, not a field
    return known


def _visible_scopes(user: Viewer) -> QuerySet[Scope]:
    tokens = held_tokens(user)
    if not tokens:
        return Scope.objects.none()
    if user.is_superuser:
        return Scope.objects.all()
    return (
        Scope.objects.filter(tokens__token__in=tokens)
        .annotate(met_count=Count("tokens__set_number", distinct=True))
        .filter(met_count=F("set_count"))
    )


def forget_visible_scopes(user: Viewer) -> None:
    """Make the next question compute the scopes of `user` anew, after a change of memberships."""
    user.__dict__.pop("_visible_scope_ids", None)
    user.__dict__.pop("_held_tokens", None)


class ScopedQuerySet(QuerySet[AnyModel]):
    """A queryset of things that carry a scope."""

    scope_field = "scope_id"

    def visible_to(self, user: Viewer) -> Any:
        """Return the things that `user` may see. Any: mypy cannot name the subclass's own type here."""
        return self.filter(**{f"{self.scope_field}__in": visible_scope_ids(user)})
