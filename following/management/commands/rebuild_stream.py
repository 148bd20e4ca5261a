"""Fill the streams with what is there."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from following.rebuilding import rebuild_stream


class Command(BaseCommand):
    help = "Let all pages, comments and posts stand in the streams of who follows them; nobody is told of it."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: the signature of Django
        with tqdm(unit="thing") as progress:
            done = rebuild_stream(now=timezone.now(), report=progress.update)
        self.stdout.write(
            f"Read {done.pages} pages, {done.comments} comments and {done.others} posts, "
            f"dropped {done.dropped} that are gone."
        )
