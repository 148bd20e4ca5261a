from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from brink import addresses, env


def test_nothing_set_gives_the_embedded_default(tmp_path: Path) -> None:
    environment = env.read({"BRINK_DATA_DIR": str(tmp_path)}, production=False)

    assert environment.database["NAME"] == tmp_path / "db.sqlite3"
    assert environment.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert environment.elasticsearch_url == ""


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = env.read({"BRINK_DATA_DIR": str(tmp_path)}, production=False)
    second = env.read({"BRINK_DATA_DIR": str(tmp_path)}, production=False)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_names_everything_that_is_wrong_at_once() -> None:
    variables = {"DATABASE_URL": "mysql://x/y", "BASE_URL": "intranet", "DEFAULT_LANGUAGE": "de"}

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.read(variables, production=True)

    message = str(refusal.value)
    for name in ("DATABASE_URL", "BASE_URL", "DEFAULT_LANGUAGE", "SECRET_KEY", "ALLOWED_HOSTS"):
        assert f"- {name}:" in message


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(ImproperlyConfigured, match="BRINK_DATA_DIR: cannot write"):
        env.read({"BRINK_DATA_DIR": str(blocked / "data")}, production=False)


def test_a_port_that_is_no_number_is_refused_with_its_variable(tmp_path: Path) -> None:
    variables = {"BRINK_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://u@host:many/brink"}

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.read(variables, production=False)


def test_postgresql_gets_a_pool_and_keeps_a_socket_folder() -> None:
    variables = {"SECRET_KEY": "k" * 50, "DATABASE_URL": "postgresql://u@/brink?host=/run/pg"}

    database = env.read(variables, production=False).database

    assert database["OPTIONS"]["host"] == "/run/pg"
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert database["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CACHE_URL", "memcached://cache:11211"),
        ("STORAGE_URL", "s3://bucket-without-key"),
        ("STORAGE_URL", "s3://key:secret@store.example"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://mail.example:many"),
        ("ELASTICSEARCH_URL", "search:9200"),
        ("BASE_URL", "https://intranet.example:many"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_with_its_variable(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"- {name}: "):
        env.read({"BRINK_DATA_DIR": str(tmp_path), name: value}, production=False)


@pytest.mark.parametrize(
    ("name", "value", "extra"),
    [
        ("CACHE_URL", "redis://cache:6379/0", "redis"),
        ("STORAGE_URL", "s3://key:secret@store.example/files", "s3"),
    ],
)
def test_a_driver_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, extra: str
) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda module: None)

    with pytest.raises(ImproperlyConfigured, match=f"{name}: needs the extra packages '{extra}'"):
        env.read({"BRINK_DATA_DIR": str(tmp_path), name: value}, production=False)


def test_every_variable_that_is_read_is_described() -> None:
    class Asked(dict[str, str]):
        names: set[str] = set()

        def get(self, name: str, default: Any = None) -> Any:  # Any: as dict itself
            self.names.add(name)
            return default

    with pytest.raises(ImproperlyConfigured):
        env.read(Asked(), production=True)

    assert Asked.names == set(env.VARIABLES)
