"""What a worker does by the clock, beside the tasks it runs."""

import logging
import os
import signal
import threading

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from background import due, heart, lost

logger = logging.getLogger(__name__)

TICK_SECONDS = 1
SWEEP_SECONDS = 15


class Clock(threading.Thread):
    """Beats for its worker, queues due work and takes up lost tasks, also while a long task runs."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(name="clock", daemon=True)
        self.worker_id = worker_id
        self.stopping = threading.Event()
        self._ticks = 0

    def run(self) -> None:
        try:
            while not self.stopping.wait(TICK_SECONDS):
                try:
                    close_old_connections()
                    self.tick()
                except (OperationalError, InterfaceError) as error:
                    logger.warning("The clock waits for the database: %s", error)
        finally:
            connection.close()
            if not self.stopping.is_set():
                # A worker without a clock would look dead while it works: it stops, to be started anew.
                os.kill(os.getpid(), signal.SIGTERM)

    def tick(self) -> None:
        """Do what this second asks for."""
        now = timezone.now()
        if self._ticks % heart.BEAT_SECONDS == 0:
            heart.beat(self.worker_id, now=now)
        for name in due.enqueue_due(now):
            logger.debug("Queued the due job %s", name)
        if self._ticks % SWEEP_SECONDS == 0:
            for task in lost.take_up_lost(now):
                logger.warning("Took up %s, whose worker %s died", task.task_path, task.worker_ids[-1])
        self._ticks += 1

    def stop(self) -> None:
        """Stand still, and wait until it does."""
        self.stopping.set()
        self.join(timeout=TICK_SECONDS + 5)
