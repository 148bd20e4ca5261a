"""Asking a question from anywhere: what is known already, where it belongs, and when it is answered."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.asking import reader_of
from access.models import User
from content.models import ContentPage
from content.reading import visible_pages
from dialogue.drafts import submission_key_in
from dialogue.numbers import number_in
from dialogue.refusals import Refused
from dialogue.wording import tidy
from directory.models import Person
from groups.asking_form import AskForm
from groups.choosing import offered_to
from groups.models import Group, Post, Question
from groups.proposing import places_for
from groups.services.asking import (
    NewQuestion,
    NothingFound,
    ask_in_group,
    ask_under_page,
    count_found,
    keep_question_draft,
    not_asked,
)
from groups.services.drafting import draft_of, throw_away_draft
from groups.services.refusals import GroupRefused
from groups.similar import similar_to

# What a button of the form does.
ASK, LATER, DROP = "ask", "later", "drop"
Context = dict[str, Any]  # Any: what a template needs


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, what may answer already and where it belongs; place the question once that is chosen."""
    asker = reader_of(request)
    if request.method != "POST":
        return render(request, "groups/ask.html", _context(request, asker, _opened(request, asker)))
    act = request.POST.get("act", "")
    if act == DROP:
        throw_away_draft(author=asker, group=None)
        messages.success(request, _("What you were asking is gone."))
        return redirect("groups:ask")
    form = AskForm(request.POST, request.FILES)
    _keep(request, asker)
    if act == LATER:
        messages.success(request, _("Your question is kept. You find it here when you come back."))
        return redirect("groups:ask")
    context = _context(request, asker, form)
    if act != ASK:
        # Only the words matter for the next step; what is wrong with them is told when it is asked.
        form.errors.clear()
        if not form.typed:
            form.add_error("title", _("Write your question in one sentence."))
    elif form.is_valid():
        try:
            question = _ask(asker, form)
        except (Refused, GroupRefused) as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            messages.success(request, _said(question))
            if others := not_asked(question, form.cleaned_data["people"]):
                messages.info(request, _said_of(others))
            return redirect(question)
    if form.errors and request.FILES:
        form.add_error("file", _("Choose your file again: browsers do not send it along twice."))
    return render(request, "groups/ask.html", context, status=422 if form.errors else 200)


@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed, and show to htmx what may answer it and where it belongs."""
    asker = reader_of(request)
    form = AskForm(request.POST)
    _keep(request, asker)
    context = _context(request, asker, form)
    form.errors.clear()
    return render(request, "groups/ask_found.html", context)


@require_POST
def choose(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Count that somebody found their answer, without their name, and lead there."""
    try:
        address = count_found(reader=reader_of(request), kind=kind, object_id=pk)
    except NothingFound as missing:
        raise Http404 from missing
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _("Good that you found it. What you typed is kept."),
            reverse("groups:ask"),
            _("It does not answer my question"),
        ),
    )
    return redirect(address)


def _keep(request: HttpRequest, asker: User) -> None:
    keep_question_draft(
        asker=asker,
        title=request.POST.get("title", ""),
        text=request.POST.get("text", ""),
        submission_key=submission_key_in(request.POST.get("submission_key", "")),
        now=timezone.now(),
    )


def _opened(request: HttpRequest, asker: User) -> AskForm:
    """Return the form as somebody comes to it: from a search, a colleague or a group, or as they left it."""
    draft = draft_of(asker, None)
    asked = tidy(request.GET.get("q", ""))
    slug = tidy(request.GET.get("person", ""))
    initial: dict[str, str | list[str]] = {"title": asked, "text": "", "people": [slug] if slug else []}
    if draft is not None and (not asked or asked == draft.title):
        initial |= {"title": draft.title, "text": draft.text}
    if group := request.GET.get("group"):
        initial["place"] = f"group:{group}"
    form = AskForm(initial=initial)
    form.has_draft = draft is not None and initial["title"] == draft.title
    return form


def _context(request: HttpRequest, asker: User, form: AskForm) -> Context:
    """Return what the form shows; the places are given to it before it is judged."""
    source = request.POST if request.method == "POST" else request.GET
    page = _page(source.get("page", ""), asker)
    form.offer(offered_to(asker, form.typed, form["people"].value() or []))
    looked_for = source.get("find", "").strip() or form.typed
    shows_places = bool(looked_for or page or form.own_choice)
    # What was only proposed makes room for what fits better, until it is asked there.
    is_asked = request.POST.get("act") == ASK
    chosen = (form["place"].value() or "") if is_asked else form.own_choice
    if shows_places:
        form.places = places_for(looked_for, asker, page=page, chosen=chosen, now=timezone.now())
    return {
        "form": form,
        "page": page,
        "similar": similar_to(form.typed, asker),
        "shows_places": shows_places,
        "has_groups": bool(form.places),
    }


def _page(text: str, asker: User) -> ContentPage | None:
    """Return the page that somebody asks about, where they may see it and can ask."""
    page = visible_pages(asker).filter(pk=number_in(text)).first()
    specific = page.specific if page is not None else None
    return specific if isinstance(specific, ContentPage) and specific.comments_open else None


def _ask(asker: User, form: AskForm) -> Post | Question:
    answers = form.cleaned_data
    new = NewQuestion(
        title=answers["title"],
        text=answers["text"],
        language=get_language() or "",
        people=answers["people"],
        file=answers["file"],
        file_description=answers["file_description"],
        submission_key=answers["submission_key"],
    )
    thing = answers["place"].thing
    if isinstance(thing, Group):
        return ask_in_group(asker=asker, group=thing, new=new, now=timezone.now())
    return ask_under_page(asker=asker, page=thing, new=new, now=timezone.now())


def _said(question: Post | Question) -> str:
    if isinstance(question, Post):
        return _("Your question is asked in %(group)s.") % {"group": question.group.name}
    return _("Your question is asked. Who answers for this page gets a notice.")


def _said_of(people: Sequence[Person]) -> str:
    names = ", ".join(person.name for person in people)
    return _("Not asked now: %(names)s. They were asked often this week, or do not read along there.") % {
        "names": names
    }
