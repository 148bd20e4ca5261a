"""That the news can be followed is suggested to everyone."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.models import User
from directory.models import Person
from following.suggesting import Suggestion, register_suggestions
from news.models import NewsIndexPage


def suggest_news(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest the news in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    # Any: Wagtail's managers have no types.
    lists: Any = NewsIndexPage.objects.live().visible_to(reader).filter(locale__language_code=language)
    for page in lists.only("pk").order_by("pk")[:1]:
        yield Suggestion("section", page.pk, _("All news of the newsroom"))


def register() -> None:
    """Suggest it last: who follows nothing yet always finds something."""
    register_suggestions(suggest_news, order=90)
