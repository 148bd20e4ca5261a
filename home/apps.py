from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import receivers, traces  # noqa: F401  # keeps the lines of the organisation together

        traces.register()
