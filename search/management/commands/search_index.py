"""Look after what can be found."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Count
from django.utils import timezone
from tqdm import tqdm

from search import services
from search.index.client import IndexAway
from search.index.filling import fill
from search.index.standing import standing
from search.models import Entry


class Command(BaseCommand):
    help = "Tell how search stands, or read everything that can be found anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "word",
            choices=["status", "rebuild"],
            help="status: what is findable and how the index stands. rebuild: read all anew, fill an index.",
        )

    def handle(self, *args: Any, word: str, **options: Any) -> None:  # Any: the signature of Django
        if word == "rebuild":
            self.rebuild()
        self.status()

    def rebuild(self) -> None:
        read, dropped = services.rebuild(now=timezone.now())
        self.stdout.write(f"Read {read} things, dropped {dropped} that are gone.")
        if not settings.ELASTICSEARCH_URL:
            return
        with tqdm(total=Entry.objects.findable().count(), unit="entry") as progress:
            try:
                is_filled = fill(timezone.now(), report=progress.update)
            except IndexAway as error:
                raise CommandError(
                    "Elasticsearch does not answer, see the log. What is there stays."
                ) from error
        if not is_filled:
            raise CommandError("Another worker is filling the index. Try again when it is done.")

    def status(self) -> None:
        entries = Entry.objects.findable()
        counts = entries.values_list("kind").annotate(count=Count("pk")).order_by("kind")
        self.stdout.write(
            "Findable: " + (", ".join(f"{count} {kind}" for kind, count in counts) or "nothing")
        )
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write(f"Engine: {connection.vendor}. ELASTICSEARCH_URL is not set.")
            return
        self.stdout.write(f"Waiting to be sent: {Entry.objects.waiting().count()}")
        try:
            index = standing()
        except IndexAway as error:
            raise CommandError("Elasticsearch does not answer: the database stands in.") from error
        if not index.name:
            raise CommandError("Elasticsearch has no index of ours yet: a worker fills one, or do `rebuild`.")
        self.stdout.write(f"Index: {index.name}, {index.document_count} documents")
