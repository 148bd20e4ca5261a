"""How people talk under a post: who answers, how soon, and in whose name."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Blog, BlogPost
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.targets import FurtherAct, PageTarget, keys_of, register, still_here
from directory.models import Person


class PostTarget(PageTarget):
    """A post: answered by who keeps it or its blog, and by the delegates of the blog."""

    def answerers(self, thing: ContentPage) -> list[Person]:
        blog = thing.blog
        delegates = [line.person for line in blog.delegates.select_related("person")]
        return still_here([thing.keeper, thing.deputy, blog.keeper, blog.deputy, *delegates])

    def answered_keys(self, model: type[Model], person: Person) -> QuerySet[Any]:
        of_person = Q(keeper=person) | Q(deputy=person)
        blogs = Blog.objects.filter(of_person | Q(delegates__person=person)).values_list("path", flat=True)
        under_theirs = Q()
        for path in blogs.distinct():
            under_theirs |= Q(path__startswith=path)
        return keys_of(model._default_manager.filter(of_person | under_theirs))

    def reply_days(self, thing: ContentPage) -> int:
        days: int = thing.blog.reply_days or super().reply_days(thing)
        return days

    def awaits_all(self, thing: ContentPage) -> bool:
        return bool(thing.blog.reply_days)

    def spoken_for(self, thing: ContentPage, person: Person) -> Person | None:
        owner: Person | None = thing.blog.keeper
        if owner is None or owner.left_on is not None or person in (owner, thing.keeper):
            return None
        is_delegate = thing.blog.delegates.filter(person=person).exists()
        return owner if is_delegate else None

    def further_acts(self, thing: ContentPage, comment: BrinkComment) -> list[FurtherAct]:
        return [FurtherAct(_("We changed this"), reverse("blog:change-make", args=[comment.pk]))]


def register_talk() -> None:
    """Let people talk under posts as this room has it."""
    register(BlogPost, PostTarget())
