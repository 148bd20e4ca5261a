from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        # Models must be loaded before signals are received and forms are made.
        from access import own_settings, own_traces, receivers  # noqa: F401  # they register themselves
        from access.settings_groups import register_settings_group

        for group in own_settings.GROUPS:
            register_settings_group(group)

        own_traces.register()
