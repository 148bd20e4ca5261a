from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        # Models must be loaded before signals are received and forms are made.
        from access import own_settings, own_traces, receivers  # noqa: F401  # they register themselves
        from access.second_factor import receivers as factor_receivers  # noqa: F401  # as above
        from access.settings_groups import SettingsLink, register_settings_group, register_settings_link

        for group in own_settings.GROUPS:
            register_settings_group(group)

        register_settings_link(
            SettingsLink(
                _("Your second step"), _("A passkey or codes, beside your password"), "mfa_index", order=10
            )
        )
        register_settings_link(
            SettingsLink(
                _("Tokens for programs"),
                _("For what searches Brink in your name"),
                "access:token-list",
                order=60,
            )
        )
        own_traces.register()
