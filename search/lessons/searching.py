"""What is learned of a search while it is answered and followed: whether something came of it."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from access.models import User
from search.kinds import can_be_found, key_of
from search.lessons.coming import words_before
from search.lessons.learning import NOTHING, OPENED, WENT_ON, core_of, learn
from search.queries import Results


def learn_from(request: HttpRequest, text: str, results: Results, *, is_limited: bool) -> None:
    """Count the search for `text` if it found nothing, and the one before it if that led nowhere.

    A search that is limited to a part, or answered by the engine that stands in, says nothing about what
    there is to find.
    """
    user = request.user
    if not isinstance(user, User) or not text or is_limited or results.is_fallback:
        return
    now = timezone.now()
    if not results.total:
        learn(user, text, NOTHING, now=now)
    before = words_before(request)
    if before and core_of(before) != core_of(text):
        learn(user, before, WENT_ON, now=now)


def learn_of_opening(request: HttpRequest, page: Page) -> None:
    """Count that a search led to `page`, if the reader comes from one."""
    user, before = request.user, words_before(request)
    if not before or not isinstance(user, User):
        return
    thing = page.specific
    if can_be_found(type(thing)):
        learn(user, before, OPENED, thing=key_of(thing), now=timezone.now())
