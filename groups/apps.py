from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from groups import receivers, tokens, traces  # noqa: F401  # the first two register themselves
        from groups.talking import register_talk

        register_talk()
        traces.register()
