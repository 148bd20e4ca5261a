from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = _("Background work")

    def ready(self) -> None:
        from background import due, housekeeping

        due.register("background.prune", every=timedelta(days=1), run=housekeeping.prune)
