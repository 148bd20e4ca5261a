"""The one place that reads the environment.

Everything that is wrong is told at once, each with the variable's name and what to do.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

REPOSITORY = Path(__file__).resolve().parents[2]
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Environment:
    """What the environment says, typed; unset means the embedded default."""

    data_dir: Path
    database: dict[str, Any]
    elasticsearch_url: str
    secret_key: str
    base_url: str
    allowed_hosts: list[str]
    organisation_name: str
    default_language: str


def read(variables: Mapping[str, str] = os.environ, *, production: bool) -> Environment:
    """Return the settings in `variables`. Raises ImproperlyConfigured with every fault in one message."""
    faults: list[str] = []
    data_dir = Path(variables.get("BRINK_DATA_DIR") or REPOSITORY / ".brink")
    environment = Environment(
        data_dir=data_dir,
        database=_database(variables.get("DATABASE_URL", ""), data_dir, faults),
        elasticsearch_url=_web_address(variables, "ELASTICSEARCH_URL", "", faults),
        secret_key=_secret_key(variables.get("SECRET_KEY", ""), data_dir, production, faults),
        base_url=_web_address(variables, "BASE_URL", "http://127.0.0.1:8000", faults),
        allowed_hosts=_hosts(variables.get("ALLOWED_HOSTS", ""), production, faults),
        organisation_name=variables.get("ORGANISATION_NAME", "Brink"),
        default_language=_language(variables.get("DEFAULT_LANGUAGE", "nl"), faults),
    )
    if faults:
        raise ImproperlyConfigured("Brink cannot start:\n" + "\n".join(f"- {fault}" for fault in faults))
    return environment


def _database(url: str, data_dir: Path, faults: list[str]) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "db.sqlite3",
            "OPTIONS": {
                # Two writers wait for each other instead of one losing its work.
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        faults.append("DATABASE_URL: write it as postgresql://user:password@host:5432/name.")
        return {}
    try:
        database: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError as error:
        faults.append(f"DATABASE_URL: cannot be read ({error}).")
        return {}
    # A pool and long-lived connections exclude each other.
    database["CONN_MAX_AGE"] = 0
    database["OPTIONS"] = {
        **database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }
    return database


def _web_address(variables: Mapping[str, str], name: str, default: str, faults: list[str]) -> str:
    value = variables.get(name, default)
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        faults.append(f"{name}: must start with http:// or https:// and name a host, not {value!r}.")
    return value.rstrip("/")


def _secret_key(value: str, data_dir: Path, production: bool, faults: list[str]) -> str:
    if value:
        return value
    if production:
        faults.append("SECRET_KEY: is missing. Make one of 50 random characters and keep it secret.")
        return ""
    path = data_dir / "secret_key"
    if not path.exists():
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_urlsafe(50))
            path.chmod(0o600)
        except OSError as error:
            faults.append(f"BRINK_DATA_DIR: cannot write in {data_dir} ({error.strerror}).")
            return ""
    return path.read_text().strip()


def _hosts(value: str, production: bool, faults: list[str]) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if production and not hosts:
        faults.append(
            "ALLOWED_HOSTS: is missing. Name the hosts that Brink answers for, with commas between."
        )
    return hosts


def _language(value: str, faults: list[str]) -> str:
    if value not in LANGUAGES:
        faults.append(f"DEFAULT_LANGUAGE: must be one of {', '.join(LANGUAGES)}, not {value!r}.")
    return value
