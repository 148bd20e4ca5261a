"""The form of a document in the admin, which says what keeps it from being found."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from content.files import FileKind
from search.files.readers.answer import Reason
from search.models import FileText
from search.models.file_text import WHY


class DocumentForm(BaseDocumentForm):
    """A document that was read in vain says so at its file, where another one can be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django has them
        super().__init__(*args, **kwargs)
        if self.instance.pk is None or "file" not in self.fields:
            return
        texts = FileText.objects.filter(file_kind=FileKind.DOCUMENT, file_id=self.instance.pk)
        reason = texts.values_list("reason", flat=True).first()
        if reason:
            self.fields["file"].help_text = WHY[Reason(reason)]
