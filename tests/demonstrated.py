"""The demonstration, loaded once in a run of the tests and copied wherever that run needs it again."""

import fcntl
import pickle
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from tests import laid_out, pristine


def shared(factory: pytest.TempPathFactory) -> Path:
    """Return where the processes of a run leave what they share."""
    own = factory.getbasetemp()
    # Each process that xdist starts has a folder of its own within that of the run.
    return own.parent if own.name.startswith("popen-") else own


def load(place: Path) -> None:
    """Load the demonstration in an otherwise empty Brink: for real, or as this run left it in `place`."""
    if connection.vendor == "sqlite":
        _load()
        return
    kept = place / "demonstration"
    with (place / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            pristine.put_back(pickle.loads(kept.read_bytes()))
            _reset_sequences()
        else:
            _load()
            kept.write_bytes(pickle.dumps(pristine.rows()))


def _load() -> None:
    # Its first pages have the same numbers in each process.
    laid_out.home_of()
    # As where no worker runs yet: it passes on what happened at the moments of its story.
    with patch("notices.happening.pass_on"):
        call_command("load_demo", verbosity=0)


def _reset_sequences() -> None:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
