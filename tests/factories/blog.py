"""Blogs and podcasts, each valid to publish."""

import wave
from datetime import date
from io import BytesIO

import factory

from blog.models import Blog, BlogIndexPage, BlogPost, Episode, Podcast, PodcastIndexPage
from tests.factories.directory import PersonFactory
from tests.factories.files import MediaFactory
from tests.factories.pages import PageFactory


def recording(seconds: float = 2, rate: int = 8000) -> bytes:
    """Return a silent WAV file of so many seconds."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(b"\x80" * int(seconds * rate))
    return file.getvalue()


class RecordingFactory(MediaFactory):
    title = "De strooiploeg"
    name = "strooiploeg.wav"
    content = factory.LazyFunction(recording)
    duration = 2


class BlogFactory(PageFactory):
    class Meta:
        model = Blog

    _index_model = BlogIndexPage
    title = factory.Sequence(lambda number: f"Blog {number}")
    kicker = "Directieblog"
    keeper = factory.SubFactory(PersonFactory)


class BlogPostFactory(PageFactory):
    """A post; give `parent`, or it gets a blog of its own."""

    class Meta:
        model = BlogPost

    title = factory.Sequence(lambda number: f"Wat mag er weg, deel {number}")
    parent = factory.SubFactory(BlogFactory)
    question = "Wat mag er bij jou weg?"
    published_on = date(2026, 11, 19)


class PodcastFactory(PageFactory):
    class Meta:
        model = Podcast

    _index_model = PodcastIndexPage
    title = factory.Sequence(lambda number: f"Onder de linden {number}")
    summary = "Gesprekken onder de bomen."
    rhythm = "elke donderdag"
    keeper = factory.SubFactory(PersonFactory)


class EpisodeFactory(PageFactory):
    """An episode with sound and transcript; give `parent`, or it gets a podcast of its own."""

    class Meta:
        model = Episode

    title = factory.Sequence(lambda number: f"Aflevering over de nacht {number}")
    parent = factory.SubFactory(PodcastFactory)
    number = factory.Sequence(lambda number: number + 1)
    summary = "Een nacht mee met de strooiploeg."
    published_on = date(2026, 11, 19)
    audio = factory.SubFactory(RecordingFactory)
    chapters = [("chapter", {"at": 0, "title": "De telefoon gaat"}), ("chapter", {"at": 1, "title": "Zout"})]
    transcript = [
        ("line", {"at": 0, "speaker": "Mila", "text": "Drie uur 's nachts, Werf Noord."}),
        ("line", {"at": 1, "speaker": "Ravi", "text": "Eerst de bruggen, daar vriest het eerder."}),
    ]
