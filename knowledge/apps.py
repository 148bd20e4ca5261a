from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        from content.succession import register_helper_field
        from following.source_kinds.sections import follow_as_section
        from knowledge.models import SectionPage

        follow_as_section(SectionPage)
        register_helper_field("contact")
        # Registers what a Markdown file becomes here, what is looked at, and what the front page shows.
        from knowledge import becoming, checks, importing, panels, streams, suggesting, traces  # noqa: F401  # they register themselves

        streams.register()
        suggesting.register()
        traces.register()
