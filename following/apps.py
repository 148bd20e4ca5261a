from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "following"
    verbose_name = _("Following")

    def ready(self) -> None:
        from access.settings_groups import SettingsLink, register_settings_link
        from following import buttons, panels, receivers, source_kinds, suggestions, traces  # noqa: F401  # some register themselves
        from following import front as _front  # noqa: F401  # registers itself
        from following.changes import ChangeKind
        from following.talking import CommentKind
        from following.things import register_thing_kind

        register_settings_link(
            SettingsLink(
                _("Who and what you follow"), _("Stop, or find more to follow"), "following:mine", order=10
            )
        )
        source_kinds.register()
        suggestions.register()
        register_thing_kind(CommentKind())
        register_thing_kind(ChangeKind())
        traces.register()
