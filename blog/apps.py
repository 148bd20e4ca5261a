from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blogs and podcasts")

    def ready(self) -> None:
        from blog import importing  # noqa: F401  # registers what a Markdown file becomes here
