"""The profile of a colleague, and what they see of it as others do."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.asking import reader_of
from directory.models import Person
from directory.policies import may_edit
from directory.profile.card import card_of
from directory.profile.page import profile_for_everyone, profile_of
from directory.visibility import as_seen_by

CARD = "text/vcard; charset=utf-8"


@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a colleague's profile."""
    person = get_object_or_404(Person.objects.visible_to(request.user).for_profile(), slug=slug)
    if person.left_on is not None and not reader_of(request).is_superuser:
        return person_left(request)
    profile = profile_of(person, request.user, timezone.now())
    return render(request, "directory/person_detail.html", {"profile": profile, "person": profile.person})


def person_left(request: HttpRequest) -> HttpResponse:
    """Say that a colleague no longer works here, and nothing else about them."""
    return render(request, "directory/person_left.html", status=HTTPStatus.GONE)


@require_safe
def as_others_do(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who may edit a profile what a colleague of another unit sees of it."""
    reader, people = reader_of(request), Person.objects.visible_to(request.user).working_here()
    person = get_object_or_404(people.for_profile(), slug=slug)
    if not may_edit(reader, person):
        raise Http404
    profile = profile_for_everyone(person, reader, timezone.now())
    return render(
        request,
        "directory/person_detail.html",
        {"profile": profile, "person": profile.person, "is_preview": True},
    )


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Send what the reader sees of a colleague as a card for an address book."""
    people = Person.objects.visible_to(request.user).working_here().for_profile()
    [shown] = as_seen_by([get_object_or_404(people, slug=slug)], request.user)
    headers = {"Content-Disposition": f'attachment; filename="{slug}.vcf"'}
    return HttpResponse(card_of(shown), content_type=CARD, headers=headers)
