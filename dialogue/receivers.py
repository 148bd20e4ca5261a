from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from dialogue.models import BrinkComment


def remove_comments(sender: type[Model], instance: Model, **kwargs: Any) -> None:  # Any: a signal's own
    """Take the comments along with the thing under which they stand."""
    if isinstance(instance, Page):
        content_type_id = instance.content_type_id
    else:
        content_type_id = ContentType.objects.get_for_model(instance).pk
    BrinkComment.objects.under(content_type_id, str(instance.pk)).delete()
