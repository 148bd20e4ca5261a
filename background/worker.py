"""The process that does what need not be done while someone waits."""

import logging
import os
import signal
import socket
import threading
import time
from types import FrameType

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from background import heart, lost
from background.clock import Clock

logger = logging.getLogger(__name__)

GRACE_SECONDS = 5
PATIENCE_SECONDS = 5


class Worker(QueueWorker):
    """Runs the tasks of every queue, with a clock beside it, until it is asked to stop.

    The task in hand gets `GRACE_SECONDS` to finish; then it goes back to the queue. With `batch` it stops by
    itself when the queue is empty.
    """

    def __init__(self, *, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            # Where to look when one fell silent; the rest makes it unique between containers.
            worker_id=f"{socket.gethostname()[:32]}-{os.getpid()}-{get_random_string(8)}",
        )
        self.clock = Clock(self.worker_id)

    def work(self) -> None:
        """Work until told to stop; wait when the database is away."""
        self.configure_signals()
        try:
            while self.running:
                try:
                    # Beats before it takes a task, or another worker would think it dead.
                    if not self.clock.is_alive():
                        self.clock.tick()
                        self.clock.start()
                    self.run()
                    break
                except (OperationalError, InterfaceError) as error:
                    logger.warning("The database is away, trying again in a moment: %s", error)
                    connection.close()
                    time.sleep(PATIENCE_SECONDS)
        finally:
            if self.clock.is_alive():
                self.clock.stop()
            self.leave()

    def configure_signals(self) -> None:
        """Stop on Ctrl-C and on SIGTERM."""
        super().configure_signals()
        # Python runs a handler late when two signals come together, as on Ctrl-C, or when the main thread is
        # deep in the database. The byte that goes into this pipe is never late.
        signalled, signal_pipe = os.pipe()
        os.set_blocking(signal_pipe, False)
        signal.set_wakeup_fd(signal_pipe, warn_on_full_buffer=False)
        threading.Thread(target=self.wait_for_signal, args=[signalled], name="signals", daemon=True).start()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the task in hand."""
        self.running = False

    def wait_for_signal(self, signalled: int) -> None:
        """Stop when a signal comes; without the task in hand, when it takes too long."""
        os.read(signalled, 1)
        self.running = False
        time.sleep(GRACE_SECONDS)
        self.drop_task()

    def drop_task(self) -> None:
        """Give the task in hand back to the queue and end the process where it stands."""
        # Whether the database listens or not.
        impatience = threading.Timer(PATIENCE_SECONDS, os._exit, [0])
        impatience.daemon = True
        impatience.start()
        try:
            for task in lost.hand_over(self.worker_id, now=timezone.now()):
                logger.warning("Stopped in the middle of %s", task.task_path)
            self.leave()
        except (OperationalError, InterfaceError) as error:
            logger.warning("Stopped without giving its task back, another worker will take it up: %s", error)
        logging.shutdown()
        os._exit(0)

    def leave(self) -> None:
        """Take the heartbeat away, so that readers of the health see one worker less at once."""
        try:
            heart.stop(self.worker_id)
        except (OperationalError, InterfaceError) as error:
            logger.warning("Stopped without saying so: %s", error)
