from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.models import Person, Unit


def person_list(request: HttpRequest) -> HttpResponse:
    people = Person.objects.visible_to(request.user).working_here().for_list()
    return render(request, "directory/person_list.html", {"people": people})


def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user).for_profile(), slug=slug)
    return render(request, "directory/person_detail.html", {"person": person})


def unit_detail(request: HttpRequest, slug: str) -> HttpResponse:
    unit = get_object_or_404(Unit, slug=slug)
    people = (
        Person.objects.visible_to(request.user)
        .working_here()
        .filter(unit__path__startswith=unit.path)
        .for_list()
    )
    return render(request, "directory/unit_detail.html", {"unit": unit, "people": people})
