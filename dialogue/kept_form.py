"""A form that opens as its writer left it, with the file that was sent with it before."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dialogue.drafts import address_of_form, draft_in
from dialogue.files.form import FileForm
from dialogue.files.keeping import FileChange, read_kept
from dialogue.files.reading import ReadFile
from dialogue.models import Draft
from dialogue.models.attached_file import AttachedFile
from dialogue.signed_out import SAVING, Desk


class KeptForm(FileForm):
    """A form at a desk: whoever inherits names the field `text`."""

    desk: Desk | None = None
    # What was kept of it, while that is worth telling: when the form opens.
    draft: Draft | None = None
    draft_file: AttachedFile | None = None
    comment_file: AttachedFile | None = None

    def sit_at(self, desk: Desk, *, file: AttachedFile | None = None, quote: str = "") -> None:
        """Open as `desk` was left, with the `quote` that is answered and the `file` of what is edited."""
        self.desk, self.comment_file = desk, file
        draft = draft_in(desk.form, desk.target, desk.writer)
        self.draft_file = getattr(draft, "file", None)
        self.keep(self.draft_file or file)
        if draft is None or self.is_bound:
            return
        self.draft = draft
        if draft.text:
            # What is quoted comes below what was written.
            quoted = "" if quote in draft.text else f"\n\n{quote}"
            self.initial["text"] = draft.text.rstrip() + quoted if quoted else draft.text
        if draft.is_question:
            self.initial["is_question"] = True

    @property
    def address(self) -> str:
        """Where the form is opened."""
        return address_of_form(self.desk.form, self.desk.target) if self.desk is not None else ""

    @property
    def saving_url(self) -> str:
        """Where a page keeps by itself what is typed."""
        if self.desk is None:
            return ""
        target = self.desk.target
        return reverse(f"dialogue:{SAVING}", args=[target.content_type.pk, target.key])

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers, with what becomes of the file."""
        answers = super().clean()
        is_dropped = bool(answers.get("drop_file"))
        file: ReadFile | None = answers.get("file")
        if file is None and self.draft_file is not None and not is_dropped:
            file = self._sent_before(self.draft_file)
        description = answers.get("file_description") or ""
        change = FileChange(file, description, is_dropped=is_dropped and file is None)
        return {**answers, "file_change": change}

    def _sent_before(self, kept: AttachedFile) -> ReadFile | None:
        try:
            return read_kept(kept)
        except FileNotFoundError:
            self.add_error("file", _("The file that you chose is not there any more. Choose it again."))
            return None
