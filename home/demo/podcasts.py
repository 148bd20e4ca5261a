"""The podcast of Lindewaard: its hosts, its episodes, their sound and what is said in them."""

from functools import partial

from django.core.files import File

from blog.models import Episode, EpisodeGuest, Podcast, PodcastHost, PodcastIndexPage
from content.models import BrinkMedia
from content.sound import read_sound
from home.demo.pages import PageLoader, Values, index_of, page_of
from home.demo.pictures import picture
from home.demo.writing import Writer
from home.demo.written import FOLDER, Written, read_all


def load_podcasts(pages: PageLoader) -> None:
    """Make the podcasts and episodes that are missing."""
    podcasts = {written["nl"]["slug"]: written for written in read_all("podcasts")}
    for written in podcasts.values():
        pages.load(Podcast, written, partial(index_of, PodcastIndexPage), partial(_of_podcast, pages))
    for written in read_all("episodes"):
        podcast = podcasts[written["podcast"]]
        pages.load(Episode, written, partial(page_of, podcast), partial(_of_episode, pages))


def _of_podcast(pages: PageLoader, written: Written, writer: Writer) -> Values:
    return {
        "hosts": [PodcastHost(person=pages.people[name]) for name in written["hosts"]],
        "next_on": pages.days.calendar(written["next_in"]),
        "cover": picture(written["cover"]),
        "cover_alt": written["cover"]["alt"][writer.language],
    }


def _of_episode(pages: PageLoader, written: Written, writer: Writer) -> Values:
    return {
        "number": written["number"],
        "audio": _recording(pages, written),
        "guests": [
            EpisodeGuest(person=pages.people[name], role=roles[writer.language])
            for name, roles in written["guests"].items()
        ],
        "chapters": [
            ("chapter", {"at": chapter["at"], "title": chapter[writer.language]})
            for chapter in written["chapters"]
        ],
        "transcript": [
            ("line", {"at": line["at"], "speaker": line["by"], "text": line[writer.language]})
            for line in written["transcript"]
        ],
    }


def _recording(pages: PageLoader, written: Written) -> BrinkMedia:
    """Return the sound, known by its name, so that both versions of an episode share it."""
    title = written["nl"]["title"]
    found: BrinkMedia | None = BrinkMedia.objects.filter(title=title, type="audio").first()
    if found is not None:
        return found
    with (FOLDER / "audio" / written["audio"]).open("rb") as file:
        seconds = read_sound(written["audio"], file).seconds
        recording = BrinkMedia(title=title, type="audio", duration=seconds, uploaded_by_user=pages.editor)
        recording.file = File(file, name=written["audio"])
        recording.save()
    return recording
