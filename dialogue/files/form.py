"""The part of a form with which a file is sent along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dialogue.files.kinds import BY_SUFFIX
from dialogue.files.reading import LONGEST_DESCRIPTION, ReadFile, description_in, read_upload
from dialogue.models.attached_file import AttachedFile


class FileForm(forms.Form):
    """One picture or document, which stays with the form until it is placed."""

    file = forms.FileField(
        label=_("Picture or document"),
        required=False,
        allow_empty_file=True,
        help_text=_("At most 20 MB. We remove where and with what a picture was taken."),
        widget=forms.FileInput(attrs={"accept": ",".join(BY_SUFFIX)}),
    )
    file_description = forms.CharField(
        label=_("What is to be seen in the picture?"),
        required=False,
        strip=False,
        help_text=_("For colleagues who cannot see it. Not needed for a document."),
    )
    drop_file = forms.BooleanField(label=_("Leave this file out"), required=False)

    # What is written comes first.
    field_order: Sequence[str] = ("text",)

    # What was sent with this form before, or stands with the comment that is edited.
    kept_file: AttachedFile | None = None

    def keep(self, kept: AttachedFile | None) -> None:
        """Let the form have a file that was sent before; call it before the form is judged."""
        self.kept_file = kept
        self.initial.setdefault("file_description", kept.description if kept is not None else "")

    @property
    def file_fields(self) -> list[forms.BoundField]:
        """The fields about the file, in the order in which they are asked."""
        has_file = self.kept_file is not None
        return [self[name] for name in self.file_names if has_file or name != "drop_file"]

    @property
    def file_names(self) -> list[str]:
        """What the fields about the file are called, which are drawn together."""
        return list(FileForm.base_fields)

    @property
    def shows_file(self) -> bool:
        """Whether there is something to see or to mend where files are sent along."""
        return self.kept_file is not None or any(field.errors for field in self.file_fields)

    def clean_file(self) -> ReadFile | None:
        """Return the file as it can be kept."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return read_upload(upload) if upload else None

    def clean_file_description(self) -> str:
        """Return what is said of the picture on one line."""
        text: str = self.cleaned_data["file_description"]
        if len(text.strip()) > LONGEST_DESCRIPTION:
            raise forms.ValidationError(
                _("Make this shorter: at most %(limit)s characters."), params={"limit": LONGEST_DESCRIPTION}
            )
        return description_in(text)

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers; a picture goes with words about it."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if self._has_picture(answers) and answers.get("file_description") == "":
            self.add_error("file_description", _("Say in one sentence what is to be seen in the picture."))
        return answers

    def _has_picture(self, answers: dict[str, Any]) -> bool:  # Any: as above
        if (file := answers.get("file")) is not None:
            return file.width is not None
        return self.kept_file is not None and self.kept_file.is_picture and not answers.get("drop_file")
