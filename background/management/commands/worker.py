import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from background.worker import Worker


class Command(BaseCommand):
    help = "Run background work until stopped: queued tasks, work that falls due, tasks whose worker died."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when the queue is empty")

    def handle(self, *, batch: bool, verbosity: int, **options: Any) -> None:
        # A line for each task is for those who ask for it; failures are told in any case.
        for logger in ("django_tasks", "django_tasks_db"):
            logging.getLogger(logger).setLevel(logging.INFO if verbosity > 1 else logging.WARNING)
        Worker(batch=batch).work()
