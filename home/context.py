"""What the frame around every screen shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the names that `base.html` uses on every screen."""
    return {"organisation_name": settings.WAGTAIL_SITE_NAME}
