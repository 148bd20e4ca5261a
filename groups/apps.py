from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from following.sources import register_source_kind
        from groups import leavers, panels, posted, promising, receivers, tokens, traces  # noqa: F401  # most register themselves
        from groups.events import parts as events
        from groups.hosting import due, telling
        from groups.hosting import receivers as hosting_receivers  # noqa: F401  # registers itself
        from groups.moderation import telling as moderation
        from groups.polls import parts as polls
        from groups.source import GroupSource
        from groups.talking import register_talk

        register_source_kind(GroupSource())
        register_talk()
        posted.register()
        traces.register()
        due.register()
        promising.register()
        telling.register()
        events.register()
        polls.register()
        moderation.register()
