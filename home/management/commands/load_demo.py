"""Load the demonstration: an invented municipality with people, news, procedures and talk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from home.demo.audiences import load_audiences
from home.demo.blogs import load_blogs
from home.demo.days import Days
from home.demo.events import load_events
from home.demo.follows import load_follows
from home.demo.groups import load_groups
from home.demo.guides import load_guides
from home.demo.house import load_house
from home.demo.newsroom import load_knowledge, load_news
from home.demo.pages import PageLoader
from home.demo.people import load_people
from home.demo.podcasts import load_podcasts
from home.demo.searches import load_searches
from home.demo.threads import load_threads
from home.demo.told import load_notices
from home.demo.written import Tell
from home.models import HomePage
from home.services import lay_out

# In the order in which they are made: pages link to those of an earlier kind.
PAGES: dict[str, Callable[[PageLoader], None]] = {
    "procedures": load_knowledge,
    "guides and statements": load_guides,
    "blogs": load_blogs,
    "podcasts": load_podcasts,
    "news": load_news,
    "events": load_events,
    "settings": load_house,
}


class Command(BaseCommand):
    help = "Load the invented municipality of Lindewaard, to look around in. Run again, it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration has accounts that anyone can use, so it is not loaded in production."
            )
        days = Days(timezone.now())
        if not HomePage.objects.exists():
            lay_out()
        # Whatever is stored in the default language must not depend on the language of the shell.
        with translation.override(settings.LANGUAGE_CODE):
            self._load("colleagues and accounts", lambda tell: load_people(days, tell))
            self._load("audiences", load_audiences)
            for what, load in PAGES.items():
                self._load(what, partial(_load_pages, load, days))
            # First, so that people are told of what is said.
            self._load("follows", lambda tell: load_follows(days, tell))
            self._load("conversations", lambda tell: load_threads(days, tell))
            self._load("groups", lambda tell: load_groups(days, tell))
            self._load("rules about searches", lambda tell: load_searches(days, tell))
            self._load("notices", lambda tell: load_notices(days, tell))

    def _load(self, what: str, load: Callable[[Tell], None]) -> None:
        made: list[str] = []

        def tell(name: str) -> None:
            made.append(name)
            self.stderr.write(f"  {name}")

        load(tell)
        self.stdout.write(f"{what}: {len(made)} made" if made else f"{what}: all there")


def _load_pages(load: Callable[[PageLoader], None], days: Days, tell: Tell) -> None:
    load(PageLoader(days, tell))
