"""The settings of the organisation in the Wagtail admin."""

from wagtail.contrib.settings.registry import register_setting

from home.models import OrganisationSettings

register_setting(OrganisationSettings, icon="home", order=10)
