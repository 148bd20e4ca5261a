"""Files of the newsroom, with a content that a test can recognise."""

from typing import Any

from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from content.models import BrinkDocument, BrinkMedia


class FileFactory(DjangoModelFactory):
    """A file called `name` that holds `content`."""

    class Meta:
        abstract = True

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:  # Any: field values of every kind
        name, content = kwargs.pop("name"), kwargs.pop("content")
        return {**kwargs, "file": ContentFile(content, name=name)}


class DocumentFactory(FileFactory):
    class Meta:
        model = BrinkDocument

    title = "Formulier"
    name = "formulier.pdf"
    content = b"%PDF-1.4 formulier"


class MediaFactory(FileFactory):
    class Meta:
        model = BrinkMedia

    title = "Aflevering"
    name = "aflevering.mp3"
    content = bytes(range(256)) * 4
    type = "audio"
    duration = 30
