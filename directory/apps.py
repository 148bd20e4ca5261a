from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("People")

    def ready(self) -> None:
        from access.settings_groups import SettingsLink, register_settings_link
        from background import due
        from directory import (  # they register themselves
            arrivals,  # noqa: F401
            newcomers,  # noqa: F401
            receivers,  # noqa: F401
            tokens,  # noqa: F401
            traces,
        )
        from directory.leaving import leave_as_planned
        from directory.privacy.retention import apply_periods
        from directory.profile import still_right  # noqa: F401  # as above

        due.register("directory.leaving", every=timedelta(hours=1), run=leave_as_planned)
        due.register("directory.retention", every=timedelta(days=1), run=apply_periods)
        register_settings_link(
            SettingsLink(_("My data"), _("What Brink keeps of you, and for how long"), "directory:my-data")
        )
        traces.register()
