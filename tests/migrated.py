"""A database as the migrations leave it, made once and copied: from nothing it takes a minute or more.

It stays beside the tests' own PostgreSQL until a migration or a locked package changes. Django migrates in
each copy what is still to be migrated there, as in every test database.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql

from tests.postgres import CHECKOUT, PLACE, is_own

FOLDER = PLACE.with_name(PLACE.name.replace("brink-pg", "brink-migrated"))
UNFINISHED = "brink_migrating"


def use_copies() -> None:
    """Let Django begin its test database with a copy, where that can be had."""
    if connection.vendor == "sqlite":
        _copy_after(connection.creation, file())
    elif is_own(os.environ.get("DATABASE_URL", "")):
        # To migrate takes one processor, and the tests on SQLite come next: another one makes their copy.
        with ThreadPoolExecutor() as beside:
            beside.submit(file)
            connection.settings_dict["TEST"]["TEMPLATE"] = database()


def database() -> str:
    """Return the name of a migrated database, to be used as a template, on the tests' own PostgreSQL."""
    name = f"brink_migrated_{_fingerprint()}"
    url = os.environ["DATABASE_URL"]
    with _alone("postgresql"), psycopg.connect(url, autocommit=True) as server:
        there = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'brink_migrat%'"
        ).fetchall()
        if (name,) not in there:
            for (old,) in there:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            server.execute(f"CREATE DATABASE {UNFINISHED}")
            _migrate(DATABASE_URL=urlsplit(url)._replace(path=f"/{UNFINISHED}").geturl())
            server.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {name}")
    return name


def file() -> Path:
    """Return a migrated database of SQLite."""
    place = FOLDER / f"{_fingerprint()}.sqlite3"
    with _alone("sqlite"):
        if not place.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            data = FOLDER / UNFINISHED
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir()
            _migrate(DATABASE_URL="", BRINK_TEST_DATABASE="sqlite", BRINK_DATA_DIR=str(data))
            (data / "db.sqlite3").rename(place)
    return place


def copy_into(place: Mapping[str, str]) -> None:
    """Put a copy where the environment of another process says that its database is, where one can be had."""
    url = place.get("DATABASE_URL", "")
    if is_own(url):
        name = urlsplit(url).path[1:]
        template = sql.Identifier(database())
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
    elif not url:
        Path(place["BRINK_DATA_DIR"]).mkdir(exist_ok=True)
        shutil.copy(file(), Path(place["BRINK_DATA_DIR"]) / "db.sqlite3")


# Any: how Django makes room for its test database is private to it, and not the same for each kind.
def _copy_after(creation: Any, original: Path) -> None:
    """Let Django copy `original` to where it makes room for its test database."""
    make_room = creation._create_test_db

    def copy(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = make_room(verbosity, autoclobber, keepdb)
        if not Path(name).exists():
            shutil.copy(original, name)
        return name

    creation._create_test_db = copy


@contextmanager
def _alone(vendor: str) -> Iterator[None]:
    """Let the workers of a test run come here one after the other, for each kind of database."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(**environment: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    environment["DJANGO_SETTINGS_MODULE"] = "brink.settings.test"
    subprocess.run(command, cwd=CHECKOUT, env={**os.environ, **environment}, check=True)


def _fingerprint() -> str:
    mark = hashlib.sha256((CHECKOUT / "requirements.lock").read_bytes())
    for app in apps.get_app_configs():
        for migration in sorted((Path(app.path) / "migrations").glob("*.py")):
            mark.update(f"{app.label}/{migration.name}".encode())
            mark.update(migration.read_bytes())
    return mark.hexdigest()[:12]
