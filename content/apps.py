from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        # Panels show pages on a profile; receivers keep scopes in step with Wagtail.
        from access.settings_groups import SettingsLink, register_settings_link
        from background import due
        from content import examining, page_checks, panels, receivers, schedule, traces  # noqa: F401  # need models
        from content.newsroom import mails

        register_settings_link(
            SettingsLink(_("Saved"), _("What you keep to read again"), "content:saved-list", order=20)
        )
        register_settings_link(
            SettingsLink(
                _("Your feeds"),
                _("News, blogs and podcasts in an app of your own"),
                "content:feed-list",
                order=30,
            )
        )
        due.register("content.schedule", every=timedelta(minutes=1), run=schedule.enqueue_planned)
        due.register("content.examining", every=timedelta(hours=1), run=examining.enqueue_due)
        mails.take_over()

        traces.register()
