import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from background.worker import Worker


class Command(BaseCommand):
    help = "Run background work until stopped: queued tasks, work that falls due, tasks whose worker died."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when the queue is empty")

    def handle(self, *, batch: bool, **options: Any) -> None:
        # One line per task is for those who ask for it.
        logging.getLogger("django_tasks").setLevel(
            logging.INFO if options["verbosity"] > 1 else logging.WARNING
        )
        Worker(batch=batch).work()
