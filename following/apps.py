from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "following"
    verbose_name = _("Following")

    def ready(self) -> None:
        from following import receivers, source_kinds, traces  # noqa: F401  # receivers register themselves

        source_kinds.register()
        traces.register()
