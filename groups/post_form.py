"""The form in which a post is written or gets other words."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from dialogue.drafts import submission_key_in
from dialogue.files.form import FileForm
from dialogue.files.keeping import FileChange, read_kept
from dialogue.files.reading import ReadFile
from dialogue.models import DraftFile
from dialogue.models.attached_file import AttachedFile
from dialogue.writing_form import WritingForm
from groups.guides import GUIDES, Guide
from groups.kinds import form_part_of
from groups.models import Group, Post, PostDraft
from groups.subject_field import SubjectsField
from groups.words import LONGEST_TITLE

Kind = Post.Kind


class PostForm(FileForm, WritingForm):
    """What somebody posts. Services judge the words, so that every way in has the same rules.

    No `maxlength`: browsers cut what is pasted, and nothing typed may get lost.
    """

    title = forms.CharField(required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}))
    subjects = SubjectsField(
        label=gettext_lazy("Subjects"),
        required=False,
        help_text=gettext_lazy("With a comma between them. Who follows a subject hears of your post."),
        widget=forms.TextInput(attrs={"list": "subjects", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of your text"), required=False)
    # Made with the form: the same form sent twice is one post.
    submission_key = forms.CharField(required=False, initial=lambda: str(uuid4()), widget=forms.HiddenInput)

    field_order = ["title", "text"]

    draft: PostDraft | None = None
    draft_file: AttachedFile | None = None

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,  # Any: as Django has them
        *,
        kind: Post.Kind,
        group: Group,
        post: Post | None = None,
        initial: dict[str, Any] | None = None,  # Any: values of every kind
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.kind, self.group, self.post = kind, group, post
        # Whether what was typed as a message reads as a question.
        self.offers_question = False
        self.fields["title"].label, self.fields["text"].label = str(self.guide.title), str(self.guide.text)
        self.fields["title"].help_text = str(self.guide.title_hint)
        self.fields["text"].help_text = " ".join(map(str, self.guide.asks))
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]
        self.initial.setdefault("language", group.language or get_language() or settings.LANGUAGE_CODE)
        part = form_part_of(kind)
        self.part = part.form(group=group, post=post, data=data) if part is not None else None
        self.part_template = part.template if part is not None else ""

    @property
    def guide(self) -> Guide:
        """How the form speaks of this kind."""
        return GUIDES[self.kind]

    @property
    def has_folded(self) -> bool:
        """Whether what folds away has something to see or to mend."""
        return bool(self["subjects"].value() or self["subjects"].errors or self["language"].errors)

    @property
    def file_url(self) -> str:
        """Where the file that goes with it is to be seen."""
        if self.draft_file is not None and self.post is None:
            return reverse("groups:draft-file", args=[self.group.slug])
        if isinstance(self.kept_file, DraftFile):
            return reverse("dialogue:draft-file", args=[self.kept_file.draft_id])
        return reverse("dialogue:comment-file", args=[self.post.opening_id]) if self.post is not None else ""

    def open_draft(self, draft: PostDraft | None) -> None:
        """Open as its writer left it; call it before the form is judged."""
        self.draft_file = getattr(draft, "file", None)
        self.keep(self.draft_file)
        if draft is not None and not self.is_bound:
            self.draft = draft
            self.initial["title"], self.initial["text"] = draft.title, draft.text

    def clean_title(self) -> str:
        """Return the title on one line."""
        title = " ".join(self.cleaned_data["title"].split())
        if not title and self.guide.needs_title:
            raise forms.ValidationError(_("Write one sentence here."))
        if (over := len(title) - LONGEST_TITLE) > 0:
            sentence = ngettext(
                "This is %(over)s character too long. Write the rest below.",
                "This is %(over)s characters too long. Write the rest below.",
                over,
            )
            raise forms.ValidationError(sentence % {"over": over})
        return title

    def clean_language(self) -> str:
        """Return the language of the words."""
        language: str = self.cleaned_data["language"] or self.initial["language"]
        return language

    def clean_submission_key(self) -> UUID | None:
        """Return the key, or None for one that we did not make."""
        return submission_key_in(self.cleaned_data["submission_key"])

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers, with what becomes of the file."""
        answers = super().clean()
        is_dropped = bool(answers.get("drop_file"))
        file: ReadFile | None = answers.get("file")
        if file is None and self.draft_file is not None and not is_dropped:
            try:
                file = read_kept(self.draft_file)
            except FileNotFoundError:
                self.add_error("file", _("The file that you chose is not there any more. Choose it again."))
        change = FileChange(
            file, answers.get("file_description") or "", is_dropped=is_dropped and file is None
        )
        return {**answers, "file_change": change}

    def is_valid(self) -> bool:
        """Whether words and what its kind asks besides are fit to post; all is judged at once."""
        has_words, has_part = super().is_valid(), self.part is None or self.part.is_valid()
        return has_words and has_part

    @property
    def reads_as_question(self) -> bool:
        """Whether a message ends in a question mark."""
        answers = self.cleaned_data
        words = (answers.get("text") or "").strip() or answers.get("title") or ""
        return self.kind == Kind.MESSAGE and words.endswith("?")
