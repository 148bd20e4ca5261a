from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        # Panels show pages on a profile; receivers keep scopes in step with Wagtail.
        from content import panels, receivers  # noqa: F401  # both need the models loaded
