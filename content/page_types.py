"""Which page types there are, whichever room they are of."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from content.models import ContentPage


def content_page_models() -> list[Any]:
    """Return every page type that has a keeper. Any: Wagtail's managers have no types."""
    return [model for model in apps.get_models() if issubclass(model, ContentPage)]


def content_page_types() -> list[ContentType]:
    """Return the content types of these, by which the rows of all pages are told apart."""
    return list(ContentType.objects.get_for_models(*content_page_models()).values())
