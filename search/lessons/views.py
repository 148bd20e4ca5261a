"""What a reader answers to “Was this it?”: one tap, and some words for whoever wants to add them."""

from django import forms
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from access.asking import reader_of, way_back
from access.keys import key_in
from access.models import User
from access.scopes import visible_scope_ids
from search.kinds import PAGE_KINDS, PERSON
from search.lessons.learning import A_DAY, NO, YES, learn, remark
from search.models import Entry, Remark
from search.words import MAX_LENGTH, clean


class RemarkForm(forms.Form):
    """Some words about a result, for who wants to add them."""

    text = forms.CharField(
        label=_("What did you miss?"),
        max_length=Remark._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, entry: Entry, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id=f"remark-{entry.key}-%s")
        self.fields["text"].help_text = (
            _("The newsroom and whoever looks after it read this at once, without your name.")
            if entry.kind in PAGE_KINDS
            else _("The newsroom reads this at once, without your name.")
        )


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Count whether a thing was what the reader had searched for, and keep what they write about it.

    Answers with a part of a page where scripts asked for it, and with a whole page otherwise.
    """
    reader = reader_of(request)
    was_it = {"yes": True, "no": False}.get(request.POST.get("was_it", ""))
    asked = clean(request.POST.get("q", ""))
    if was_it is None or not asked or len(asked) > MAX_LENGTH:
        raise BadRequest("Say whether it was it, and what was searched for.")
    entry = _entry(reader, request.POST.get("thing", ""))
    learn(reader, asked, YES if was_it else NO, thing=entry.key, now=timezone.now())
    # Of a colleague nobody is to write behind their back.
    form = RemarkForm(entry) if entry.kind != PERSON else None
    is_written = form is not None and "text" in request.POST
    if is_written:
        form = _faulty_remark(request, reader, entry, was_it=was_it)
    context = {"entry": entry, "asked": asked, "was_it": was_it, "form": form}
    context |= {"is_written": is_written and form is None, "has_keeper": entry.kind in PAGE_KINDS}
    context |= {"back": way_back(request)}
    is_part = getattr(request, "htmx", False)
    template = "search/lessons/answered.html" if is_part else "search/lessons/answered_page.html"
    return render(request, template, context, status=422 if form is not None and form.is_bound else 200)


def _faulty_remark(request: HttpRequest, reader: User, entry: Entry, *, was_it: bool) -> RemarkForm | None:
    """Keep the words in `request`, or return their form with what is wrong with it."""
    form = RemarkForm(entry, request.POST)
    if not form.is_valid():
        return form
    # One a day for a thing: this is no place to talk.
    if cache.add(f"search:remark:{reader.pk}:{entry.key}", True, A_DAY):
        remark(entry.key, form.cleaned_data["text"], was_it=was_it, now=timezone.now())
    return None


def _entry(reader: User, key: str) -> Entry:
    """Return the entry of this key. Raises Http404 unless the reader may see it."""
    kind, _dash, written = key.rpartition("-")
    number = key_in(written)
    if number is None:
        raise Http404
    visible = Entry.objects.findable().filter(scope_id__in=visible_scope_ids(reader))
    entry = visible.filter(kind=kind, object_id=number).defer("text", "headings").first()
    if entry is None:
        raise Http404
    return entry
