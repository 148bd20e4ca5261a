from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("People")

    def ready(self) -> None:
        from background import due
        from directory import newcomers, receivers, tokens, traces  # noqa: F401  # they register themselves
        from directory.leaving import leave_as_planned

        due.register("directory.leaving", every=timedelta(hours=1), run=leave_as_planned)
        traces.register()
