"""For whom things are meant in Lindewaard."""

from django.db import transaction

from directory.models import Audience, Location, Unit
from home.demo.written import Tell, Written, read


def load_audiences(tell: Tell) -> None:
    """Make the audiences that are missing, and `tell` the name of each."""
    places = {slug: place["name"] for slug, place in read("people.yaml")["locations"].items()}
    for written in read("house.yaml")["audiences"].values():
        if not Audience.objects.filter(name=written["nl"]).exists():
            _load_audience(written, places)
            tell(written["nl"])


@transaction.atomic
def _load_audience(written: Written, places: dict[str, str]) -> None:
    audience = Audience.objects.create(name=written["nl"], name_en=written["en"])
    audience.units.set(Unit.objects.filter(slug__in=written.get("units", ())))
    names = [places[slug] for slug in written.get("locations", ())]
    audience.locations.set(Location.objects.filter(name__in=names))


def audience_named(slug: str) -> Audience:
    """Return the audience that the texts call `slug`."""
    return Audience.objects.get(name=read("house.yaml")["audiences"][slug]["nl"])
