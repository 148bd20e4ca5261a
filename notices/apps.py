from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from background import due
        from notices import links, own_settings, receivers, traces  # noqa: F401  # receivers register themselves
        from notices.digests.planning import plan_digests

        due.register("notices.digests.plan", every=timedelta(minutes=5), run=plan_digests)
        due.register("notices.links.forget", every=timedelta(days=1), run=links.forget_used_links)
        own_settings.register()
        traces.register()
