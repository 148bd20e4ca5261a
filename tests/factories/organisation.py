"""What an organisation sets itself."""

from typing import Any

from wagtail.models import Site

from home.models import FootMenuLine, MainMenuLine, OrganisationSettings, QuickLink

LINES = {"main_menu": MainMenuLine, "foot_menu": FootMenuLine, "quick_links": QuickLink}


def organisation(**values: Any) -> OrganisationSettings:  # Any: field values, and lists of lines
    """Return the settings of the site, the lines of each menu given as field values."""
    lines = {name: values.pop(name, ()) for name in LINES}
    site = Site.objects.get(is_default_site=True)
    settings, _created = OrganisationSettings.objects.update_or_create(site=site, defaults=values)
    for name, rows in lines.items():
        for place, row in enumerate(rows):
            LINES[name].objects.create(organisation=settings, sort_order=place, **row)
    return settings
