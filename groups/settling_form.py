"""The form with which a question ends that is not answered here."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import Question

CLOSED, DUPLICATE, OUTDATED = "closed", "duplicate", "outdated"


class SettleForm(forms.Form):
    """What becomes of a question, why, and where to look instead."""

    what = forms.ChoiceField(
        label=_("What is the matter with this question?"),
        choices=[
            (DUPLICATE, _("It was asked before")),
            (OUTDATED, _("The answer does not hold any more")),
            (CLOSED, _("It needs no answer")),
        ],
        widget=forms.RadioSelect,
        initial=DUPLICATE,
        error_messages={"required": _("Choose what is the matter.")},
    )
    address = forms.CharField(
        label=_("Where is the answer now?"),
        required=False,
        max_length=1000,
        help_text=_("The address of a question or a page in Brink. It can be empty when it needs no answer."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_(
            "One sentence, for who finds this question. It can be empty where the question was asked before."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, question: Question, settler: User, host: str, **kwargs: Any) -> None:
        # Any: as Django has them.
        super().__init__(*args, **kwargs)
        self.question, self.settler, self.host = question, settler, host

    def clean_address(self) -> str:
        """Return the path of an address in Brink. What leads elsewhere is refused."""
        refusal = forms.ValidationError(_("Give an address within Brink, such as /posts/12/."))
        try:
            parts = urlsplit(self.cleaned_data["address"].strip())
        except ValueError as no_address:
            raise refusal from no_address
        is_path = parts.path.startswith("/") and not parts.path.startswith("//")
        if parts.netloc not in ("", self.host) or not (is_path or not parts.path):
            raise refusal
        return str(parts.path)[:300]

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers, with the question that is pointed at as `into`."""
        answers = super().clean() or self.cleaned_data
        what, into = answers.get("what"), None
        if "address" in answers:
            into = self._question_at(answers["address"])
            if what == DUPLICATE and into is None:
                self.add_error("address", _("Give the address of the question that was asked before."))
        if what in (CLOSED, OUTDATED) and not (answers.get("reason") or "").strip():
            self.add_error("reason", _("Say in one sentence why."))
        return {**answers, "into": into}

    def _question_at(self, path: str) -> Question | None:
        try:
            found = resolve(path)
        except Resolver404:
            return None
        if found.view_name != "groups:post":
            return None
        seen = Question.objects.visible_to(self.settler).standing().exclude(pk=self.question.pk)
        question: Question | None = seen.filter(post=found.kwargs["pk"]).first()
        return question
