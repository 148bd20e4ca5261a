from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from dialogue.files.keeping import remove_later
from dialogue.models import BrinkComment, Draft, Reaction
from dialogue.models.attached_file import AttachedFile


def remove_comments(sender: type[Model], instance: Model, **kwargs: Any) -> None:  # Any: a signal's own
    """Take what people said along with the thing under which it stands."""
    if isinstance(instance, Page):
        content_type_id = instance.content_type_id
    else:
        content_type_id = ContentType.objects.get_for_model(instance).pk
    key = str(instance.pk)
    BrinkComment.objects.under(content_type_id, key).delete()
    for model in (Reaction, Draft):
        model._default_manager.filter(content_type=content_type_id, object_pk=key).delete()


def remove_file(instance: AttachedFile, **kwargs: Any) -> None:  # Any: as above
    """Let no file outlive its row, whatever removes that."""
    remove_later(instance)
