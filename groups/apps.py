from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from background import due
        from following.sources import register_source_kind
        from following.suggesting import register_suggestions
        from groups import leavers, panels, posted, promising, receivers, reminders, ruled, tokens, traces  # noqa: F401  # most register themselves
        from groups.coming_in import ComingTeller
        from groups.events import parts as events
        from groups.hosting import due as hosting_due
        from groups.hosting import receivers as hosting_receivers  # noqa: F401  # registers itself
        from groups.hosting import telling
        from groups.moderation import telling as moderation
        from groups.polls import parts as polls
        from groups.reminders import TaskTeller
        from groups.source import GroupSource
        from groups.suggestions import suggest_groups
        from groups.talking import register_talk
        from notices.tellers import register_teller

        register_source_kind(GroupSource())
        register_teller(ComingTeller())
        register_teller(TaskTeller())
        register_suggestions(suggest_groups, order=15)
        register_talk()
        posted.register()
        traces.register()
        due.register("groups.look_after", every=timedelta(hours=6), run=reminders.look_after)
        hosting_due.register()
        promising.register()
        telling.register()
        events.register()
        polls.register()
        moderation.register()
