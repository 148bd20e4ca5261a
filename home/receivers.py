"""Keeps what every screen needs of the organisation's lines in one row."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from home.models import FootMenuLine, MainMenuLine, OrganisationSettings, QuickLink


@receiver([post_save, post_delete], sender=MainMenuLine)
@receiver([post_save, post_delete], sender=FootMenuLine)
@receiver([post_save, post_delete], sender=QuickLink)
def gather_lines(instance: MainMenuLine | FootMenuLine | QuickLink, raw: bool = False, **kwargs: Any) -> None:
    """Write the lines as they now stand; a fixture brings them all."""
    if raw:
        return
    organisation_id = instance.organisation_id
    data = {
        name: [
            line.as_data()
            for line in model.objects.filter(organisation=organisation_id).select_related("page")
        ]
        for name, model in (
            ("main_menu", MainMenuLine),
            ("foot_menu", FootMenuLine),
            ("quick_links", QuickLink),
        )
    }
    OrganisationSettings.objects.filter(pk=organisation_id).update(frame_data=data)
