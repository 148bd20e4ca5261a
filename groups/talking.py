"""How people talk under a post: who may read and who may write, and that anybody's answer counts."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.promises import HOURS_A_DAY
from dialogue.targets import FurtherAct, Place, keys_of, register
from directory.models import Person
from groups.helping import helping_acts
from groups.models import Group, Post
from groups.standing import hosts_group, is_removed_from


class PostTarget:
    """A post in a group: seen by who has its scope; everybody who may read it talks."""

    def find(self, model: type[Model], key: str) -> Model | None:
        found: Post | None = Post.objects.select_related("group").filter(pk=number_in(key)).first()
        return found

    def title(self, thing: Post) -> str:
        return name_of(thing)

    def places(self, model: type[Model], keys: Collection[str]) -> dict[str, Place]:
        posts = Post.objects.filter(pk__in=[number_in(key) for key in keys]).select_related("group")
        return {str(post.pk): Place(name_of(post), post.language) for post in posts}

    def address(self, thing: Post, request: HttpRequest | None) -> str:
        return thing.get_absolute_url()

    def keeper(self, thing: Post) -> Person | None:
        return None

    def answerers(self, thing: Post) -> list[Person]:
        return []

    def answered_keys(self, model: type[Model], person: Person) -> QuerySet[Any]:
        return keys_of(Post.objects.none())

    def reply_days(self, thing: Post) -> int:
        return max(1, round(thing.group.promised_hours / HOURS_A_DAY))

    def awaits_all(self, thing: Post) -> bool:
        return False

    def spoken_for(self, thing: Post, person: Person) -> Person | None:
        return None

    def further_acts(self, thing: Post, comment: BrinkComment) -> list[FurtherAct]:
        return []

    def acts_of_readers(
        self, thing: Post, comments: Collection[BrinkComment], user: Viewer
    ) -> dict[int, list[FurtherAct]]:
        return helping_acts(thing, comments, user)

    def is_visible_to(self, user: Viewer, thing: Post) -> bool:
        return thing.scope_id in visible_scope_ids(user)

    def visible_keys(self, user: Viewer) -> QuerySet[Any]:
        return keys_of(Post.objects.visible_to(user))

    def closed_reason(self, thing: Post) -> str | None:
        if thing.group.state == Group.State.ARCHIVED:
            return _("This group is archived: what was said stays to be read.")
        if thing.group.state == Group.State.FROZEN:
            return _("This group is frozen for now: nobody writes in it.")
        return None

    def keeps_out(self, thing: Post, user: User) -> str | None:
        if is_removed_from(thing.group_id, user):
            return _("A host took you out of this group. You read along, and write elsewhere.")
        return None

    def is_answered_by_all(self, thing: Post) -> bool:
        return True

    def opening_id(self, thing: Post) -> int | None:
        return thing.opening_id

    def asks(self, thing: Post) -> bool:
        return thing.kind == Post.Kind.QUESTION

    def edit_address(self, thing: Post) -> str:
        return reverse("groups:post-edit", args=[thing.pk])

    def scope_id(self, thing: Post) -> int | None:
        return Post.objects.values_list("scope_id", flat=True).filter(pk=thing.pk).first()

    def is_moderated_by(self, thing: Post, user: User) -> bool:
        return hosts_group(thing.group_id, user)


def name_of(post: Post) -> str:
    """Return what readers call a post: its title, or its kind and group while it has none to show."""
    if post.title and post.stands:
        return post.title
    return _("%(kind)s in %(group)s") % {
        "kind": post.get_kind_display().capitalize(),
        "group": post.group.name,
    }


def register_talk() -> None:
    """Let people talk under posts."""
    register(Post, PostTarget())
