from home.models.lines import FootMenuLine, MainMenuLine, QuickLink
from home.models.organisation import OrganisationSettings
from home.models.page import HomePage, HomePick

__all__ = ["FootMenuLine", "HomePage", "HomePick", "MainMenuLine", "OrganisationSettings", "QuickLink"]
