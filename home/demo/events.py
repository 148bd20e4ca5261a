"""What there is to come to in Lindewaard."""

from functools import partial

from directory.models import Location
from home.demo.pages import PageLoader, Values, index_of
from home.demo.writing import Writer
from home.demo.written import Written, read, read_all
from news.models import EventIndexPage, EventPage


def load_events(pages: PageLoader) -> None:
    """Make the events that are missing."""
    names = {slug: place["name"] for slug, place in read("people.yaml")["locations"].items()}
    for written in read_all("events"):
        place = Location.objects.get(name=names[written["location"]])
        pages.load(EventPage, written, partial(index_of, EventIndexPage), partial(_of_event, pages, place))


def _of_event(pages: PageLoader, place: Location, written: Written, writer: Writer) -> Values:
    return {
        "starts_at": pages.days.ahead(f"{written['in']} {written['starts']}"),
        "ends_at": pages.days.ahead(f"{written['in']} {written['ends']}"),
        "location": place,
        "place": writer.plain(written[writer.language].get("place", "")),
        "online_url": written.get("online_url", ""),
        "sign_up_url": written.get("sign_up_url", ""),
    }
