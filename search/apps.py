from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

# After a commit a worker is told at once; this is for what it missed, such as while the index was away.
SENDING_EVERY = timedelta(seconds=15)
RENEWING_EVERY = timedelta(days=1)
# There is something to do only after an upgrade.
CATCHING_UP_EVERY = timedelta(minutes=5)
# What a search taught is kept for ninety days.
FORGETTING_EVERY = timedelta(days=1)
# Who keeps a best bet is told a week before it ends.
LOOKING_AT_BETS_EVERY = timedelta(days=1)
# Questions that come back are looked for once a day.
REPEATING_EVERY = timedelta(days=1)


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from background import due
        from directory.finding import register_finder
        from groups.similar import register_similar
        from search import (  # noqa: F401  # after the models
            bets_ending,
            doctoring,
            file_receivers,
            own_settings,
            receivers,
            repeat_notices,
            rule_receivers,
            talk_receivers,
            traces,
        )
        from search.catching_up import read_anew
        from search.files.following import catch_up as catch_up_with_files
        from search.index.renewal import renew
        from search.index.sending import send_dirty
        from search.lessons.learning import forget_old
        from search.people.catching_up import catch_up
        from search.people.finder import find
        from search.repeats import look_for_repeats
        from search.similar import SimilarInSearch

        register_finder(find)
        register_similar(SimilarInSearch())
        repeat_notices.register()
        bets_ending.register()
        own_settings.register()
        due.register("search.repeats", every=REPEATING_EVERY, run=look_for_repeats)
        due.register("search.lessons", every=FORGETTING_EVERY, run=forget_old)
        due.register("search.bets", every=LOOKING_AT_BETS_EVERY, run=bets_ending.tell_keepers)
        due.register("search.people", every=CATCHING_UP_EVERY, run=catch_up)
        due.register("search.entries", every=CATCHING_UP_EVERY, run=read_anew)
        due.register("search.files", every=CATCHING_UP_EVERY, run=catch_up_with_files)
        if settings.ELASTICSEARCH_URL:
            due.register("search.send", every=SENDING_EVERY, run=send_dirty)
            due.register("search.renew", every=RENEWING_EVERY, run=renew)

        doctoring.register()
        traces.register()
