"""Reporting a mistake in what a source delivers."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from access.asking import reader_of
from directory.models import DELIVERED, Person
from directory.profile.edit_views import FAULTY
from directory.profile.mistakes import report_mistake
from directory.profile.page import delivered_to
from directory.visibility import as_seen_by

LONGEST_REPORT = 2000


class MistakeForm(forms.Form):
    """What is wrong, and how it should be."""

    field = forms.ChoiceField(label=gettext_lazy("What is wrong?"))
    text = forms.CharField(
        label=gettext_lazy("How should it be?"),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea,
        help_text=gettext_lazy("One sentence is enough."),
        error_messages={"required": gettext_lazy("Write how it should be.")},
    )

    # Any: as any form.
    def __init__(self, fields: list[str], data: Any = None) -> None:
        super().__init__(data)
        choices: list[tuple[str, str | Promise]] = [(name, DELIVERED[name]) for name in fields]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]  # of a ChoiceField


@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest, slug: str, source: str) -> HttpResponse:
    """Ask what is wrong, and send it to who keeps the source."""
    people = Person.objects.visible_to(request.user).working_here().for_profile()
    person = get_object_or_404(people, slug=slug)
    [shown] = as_seen_by([person], request.user)
    delivered = next((row for row in delivered_to(shown) if row.source.slug == source), None)
    if delivered is None or not delivered.source.report_to:
        raise Http404
    form = MistakeForm(delivered.names, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _may_report_again(request, form):
        report_mistake(
            reporter=reader_of(request),
            person=person,
            source=delivered.source,
            field=form.cleaned_data["field"],
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
        told = _("Thank you. Your report goes to %(source)s, and is corrected there.")
        messages.success(request, told % {"source": delivered.source.name})
        return redirect(person.get_absolute_url())
    context = {"person": shown, "source": delivered.source, "form": form}
    return render(request, "directory/profile/mistake.html", context, status=FAULTY if form.is_bound else 200)


def _may_report_again(request: HttpRequest, form: MistakeForm) -> bool:
    """Tell whether the reader did not report much too often; if so, the form says what to do."""
    # Each report is a mail to people who did not ask for it.
    if ratelimit.consume(request, action="report_mistake", user=reader_of(request)):
        return True
    form.add_error(None, _("Those were many reports in a short time. Wait an hour, and send this one again."))
    return False
