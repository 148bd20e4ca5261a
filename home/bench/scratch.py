"""Databases and folders that last as long as a measurement."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

Environment = dict[str, str]
MANAGE = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]


@contextmanager
def scratch_places(names: list[str], url: str | None = None) -> Iterator[list[Environment]]:
    """Give an environment per name, each with an empty database that has all tables, and clean up after.

    They are on the server at `url`, which is empty for the embedded database; without it, on the kind of
    database that Brink uses now.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="brink-bench-")))
        url = os.environ.get("DATABASE_URL", "") if url is None else url
        rest = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        places = [{**rest, "BRINK_DATA_DIR": str(folder / name)} for name in names]
        if url:
            databases = [f"brink_bench_{os.getpid()}_{name}" for name in names]
            for place, database in zip(places, databases, strict=True):
                place["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{database}").geturl()
            server = stack.enter_context(psycopg.connect(url, autocommit=True))
            stack.callback(_drop, server, databases)
            _create(server, databases[0], "template1")
            _migrate(places[0])
            for database in databases[1:]:
                _create(server, database, databases[0])
        else:
            _migrate(places[0])
            for place in places[1:]:
                shutil.copytree(places[0]["BRINK_DATA_DIR"], place["BRINK_DATA_DIR"])
        yield places


def _migrate(place: Environment) -> None:
    # From nothing it takes a minute or more, so it is done once and copied.
    Path(place["BRINK_DATA_DIR"]).mkdir(exist_ok=True)
    subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], env=place, check=True)


def _create(server: psycopg.Connection, name: str, template: str) -> None:
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    )


def _drop(server: psycopg.Connection, names: list[str]) -> None:
    for name in names:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
