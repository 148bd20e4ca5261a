"""Colleagues who may be meant, while someone is still typing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.scopes import Viewer
from directory.finding import Found, find_people
from directory.models import Person
from directory.visibility import ShownPerson, as_seen_by

MOST_SUGGESTED = 7
TEXT_LENGTH = 100
TEMPLATES = {
    "": "directory/suggestions.html",
    "options": "directory/options.html",
    "mentions": "directory/mention_options.html",
}


@dataclass(frozen=True)
class Suggestion:
    """A colleague as the viewer sees them, and why."""

    person: ShownPerson
    found: Found


def suggestions_for(text: str, viewer: Viewer) -> list[Suggestion]:
    """Return the few colleagues whom `text` may mean, the best first; a fixed number of queries."""
    found = find_people(text, viewer, Person.objects.working_here(), most=MOST_SUGGESTED)
    people = Person.objects.for_list().filter(pk__in=[one.person_id for one in found])
    shown = {person.pk: person for person in as_seen_by(people, viewer)}
    return [Suggestion(shown[one.person_id], one) for one in found if one.person_id in shown]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer a field that is typed in: with links to colleagues, or with options for a list of names.

    `field` says which field was sent; `as=options` asks for options, `as=mentions` for who may be named in a
    text. Opened as a page, it is the directory.
    """
    text = request.GET.get(request.GET.get("field", "q"), "")[:TEXT_LENGTH].strip()
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(f"{reverse('directory:person-list')}?{urlencode({'q': text})}")
    context = {"asked": text, "suggestions": suggestions_for(text, request.user)}
    return render(request, TEMPLATES.get(request.GET.get("as", ""), TEMPLATES[""]), context)
