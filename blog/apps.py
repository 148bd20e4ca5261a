from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blogs and podcasts")

    def ready(self) -> None:
        # Registers what a Markdown file becomes here, and what an app can follow.
        from blog import feeds, importing, streams, suggesting, talking, traces  # noqa: F401  # they register themselves
        from blog.models import Blog, Podcast
        from following.source_kinds.sections import follow_as_section

        follow_as_section(Blog, Podcast)
        talking.register_talk()
        streams.register()
        suggesting.register()
        traces.register()
