"""The last searches of whoever asked Brink to remember them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from access.models import User
from access.scopes import Viewer
from search.engines.rows import fetch
from search.models import RecentSearch, SearchMemory
from search.words import clean, plain, words_of

MOST_KEPT = 20
LONGEST_KEPT = 200
ASKED_FOR = "SELECT 1 FROM search_searchmemory WHERE user_id = %s"


def remembers(user: User) -> bool:
    """Tell whether `user` asked Brink to remember their searches."""
    # Asked after every answer; to write the same by Django takes longer than to have it answered.
    return bool(fetch(ASKED_FOR, [user.pk]))


def recent_searches_of(user: Viewer, begun: str = "") -> list[RecentSearch]:
    """Return what `user` searched lately that holds a word as `begun`, the last first."""
    if not isinstance(user, User):
        return []
    kept = RecentSearch.objects.filter(memory=user.pk)[:MOST_KEPT]
    beginnings = [plain(word) for word in words_of(begun)]
    return [search for search in kept if _goes_on(search.text, beginnings)]


def _goes_on(text: str, beginnings: list[str]) -> bool:
    words = [plain(word) for word in words_of(text)]
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


@transaction.atomic
def choose_memory(*, user: User, is_on: bool, now: datetime) -> None:
    """Remember the searches of `user` from now on, or forget them all and remember none."""
    if is_on:
        SearchMemory.objects.get_or_create(user=user, defaults={"since": now})
    else:
        SearchMemory.objects.filter(user=user).delete()


def remember_search(*, user: User, text: str, now: datetime) -> None:
    """Keep what `user` searched as their last search, if they asked for that; the oldest makes room."""
    text = clean(text)[:LONGEST_KEPT]
    if not words_of(text) or not remembers(user):
        return
    try:
        with transaction.atomic():
            RecentSearch.objects.update_or_create(memory_id=user.pk, text=text, defaults={"searched_at": now})
            kept = RecentSearch.objects.filter(memory=user.pk)
            kept.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST_KEPT:])).delete()
    except IntegrityError:
        pass  # switched off in another window at this moment: there is nothing to remember


@transaction.atomic
def forget_search(*, user: User, number: int) -> bool:
    """Forget one search of `user`, and tell whether there was one."""
    return bool(RecentSearch.objects.filter(memory=user.pk, pk=number).delete()[0])


@transaction.atomic
def forget_searches(*, user: User) -> int:
    """Forget all searches of `user`, and return how many there were; later ones are still remembered."""
    return RecentSearch.objects.filter(memory=user.pk).delete()[0]
