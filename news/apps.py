from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        # Registers what a Markdown file becomes here, what the front page shows, what is looked at before
        # publishing, and what an app can follow.
        from news import checks, event_feeds, feeds, importing, panels, streams, suggesting, traces  # noqa: F401  # they register themselves
        from news.digest_part import coming_events
        from notices.digests.parts import register_digest_part

        register_digest_part(coming_events)
        streams.register()
        suggesting.register()
        traces.register()
