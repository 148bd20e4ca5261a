from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError

from blog.transcripts import LARGEST_BYTES, UnreadableTranscript, lines_of


class EpisodeForm(WagtailAdminPageForm):
    """An episode in the admin: a file may fill its transcript, and readers get no episode without one."""

    transcript_file = forms.FileField(
        label=_("Transcript from a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,.txt"}),
        help_text=_("A .vtt, .srt or .txt file with times. It replaces the lines below when you save."),
    )

    def clean_transcript_file(self) -> File[bytes] | None:
        """Read the lines of the file into the form; the file itself is not kept."""
        file: File[bytes] | None = self.cleaned_data.get("transcript_file")
        if file is None:
            return None
        try:
            # One byte more tells a file that is too large.
            lines = lines_of(file.name or "", file.read(LARGEST_BYTES + 1))
        except UnreadableTranscript as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.lines_of_file = [("line", line._asdict()) for line in lines]
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if lines := getattr(self, "lines_of_file", None):
            cleaned["transcript"] = self._meta.model._meta.get_field("transcript").stream_block.to_python(
                [{"type": kind, "value": value} for kind, value in lines]
            )
            self.errors.pop("transcript", None)
        if not self.is_deferred_validation and "transcript" not in self.errors:
            self._refuse_what_is_missing(cleaned)
        return cleaned

    def _refuse_what_is_missing(self, cleaned: dict[str, Any]) -> None:
        """Refuse to publish, to plan or to hand in what lacks its sound or its transcript."""
        model = self._meta.model
        would_be = model(audio=cleaned.get("audio"), transcript=cleaned.get("transcript"))
        for field, sentence in would_be.missing().items():
            if field == "transcript":
                self.add_error(field, StreamBlockValidationError(non_block_errors=[str(sentence)]))
            elif field not in self.errors:
                self.add_error(field, sentence)
