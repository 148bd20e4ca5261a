"""What an editor may do about a search that fails: each opens a form that has the search filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from knowledge.models import KnowledgeIndexPage
from search.models import Lesson


@dataclass(frozen=True)
class Act:
    """Something to do, and where."""

    label: str | Promise
    address: str


Remedy = Callable[[Lesson], Act]


def remedies_for(user: User) -> list[Remedy]:
    """Return what `user` may do about any search that fails; asks as much whatever their number."""
    remedies: list[Remedy] = []
    if user.has_perm("search.add_synonymrule"):
        remedies.append(_synonym)
    if user.has_perm("search.add_bestbet"):
        remedies.append(_best_bet)
    shelves = _shelves_of(user)
    if shelves:
        remedies.append(lambda lesson: _new_page(lesson, shelves))
    return remedies


def _synonym(lesson: Lesson) -> Act:
    # A comma would make other words of it. What the words find is for the editor to say.
    words = " ".join(lesson.words.replace(",", " ").replace("=>", " ").split())
    return Act(_("Make a synonym"), _filled_in("synonymrule", lesson, words=f"{words} =>"))


def _best_bet(lesson: Lesson) -> Act:
    return Act(_("Make a best bet"), _filled_in("bestbet", lesson, searches=lesson.words))


def _filled_in(model: str, lesson: Lesson, **fields: str) -> str:
    query = urlencode({**fields, "language": lesson.language})
    return f"{reverse(f'wagtailsnippets_search_{model}:add')}?{query}"


def _new_page(lesson: Lesson, shelves: dict[str, int]) -> Act:
    """Return where a procedure is begun, in the language of the search if procedures are written in it."""
    shelf = (
        shelves.get(lesson.language) or shelves.get(settings.LANGUAGE_CODE) or next(iter(shelves.values()))
    )
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "procedurepage", shelf])
    title = lesson.words[:1].upper() + lesson.words[1:]
    return Act(_("Begin a page"), f"{address}?{urlencode({'title': title})}")


def _shelves_of(user: User) -> dict[str, int]:
    """Return {language: key} of where `user` may add a procedure."""
    shelves = KnowledgeIndexPage.objects.live().select_related("locale").order_by("-pk")
    return {
        shelf.locale.language_code: shelf.pk
        for shelf in shelves
        if shelf.permissions_for_user(user).can_add_subpage()
    }
