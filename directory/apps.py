from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("People")

    def ready(self) -> None:
        from background import due
        from directory import (  # they register themselves
            arrivals,  # noqa: F401
            newcomers,  # noqa: F401
            receivers,  # noqa: F401
            tokens,  # noqa: F401
            traces,
        )
        from directory.leaving import leave_as_planned

        due.register("directory.leaving", every=timedelta(hours=1), run=leave_as_planned)
        traces.register()
