"""Why nothing of a person stands on the start page and in the looks of an organisation."""

from access.traces import register_impersonal


def register() -> None:
    """Say of the fields that look like a person what they are."""
    for model in ("home.MainMenuLine", "home.FootMenuLine", "home.QuickLink"):
        register_impersonal(model, "address", because="It is where a line of a menu leads.")
    register_impersonal(
        "home.OrganisationSettings",
        "name",
        "logo",
        "frame_data",
        "banner_address",
        because="It is the organisation's own.",
    )
