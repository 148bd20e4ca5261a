"""What the address of a service means in Django's settings.

Each function returns settings, and raises `Unreadable` with a sentence that says how to write the address.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url

Settings = dict[str, Any]  # Any: Django's settings have values of every kind.

# Long enough to open a file, too short to pass its address on.
SIGNED_SECONDS = 60


class Unreadable(ValueError):
    """The address cannot be used; the message says how to write it."""


def embedded_database(data_dir: Path) -> Settings:
    """Return SQLite in the data folder, for one machine."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "db.sqlite3",
        "OPTIONS": {
            # Two writers wait for each other instead of one losing its work.
            "transaction_mode": "IMMEDIATE",
            # Seconds. The last of many writers may wait long on a busy machine, and loses nothing by it.
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def database(url: str) -> Settings:
    """Return PostgreSQL with a pool of connections."""
    hint = "write it as postgresql://user:password@host:5432/name"
    _split(url, ("postgres", "postgresql"), hint)
    try:
        settings: Settings = {**dj_database_url.parse(url)}
    except ValueError as error:
        raise Unreadable(f"cannot be read ({error}); {hint}") from error
    # A pool and long-lived connections exclude each other.
    settings["CONN_MAX_AGE"] = 0
    settings["OPTIONS"] = {
        **settings.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }
    return settings


def cache(url: str) -> Settings:
    """Return Valkey or Redis as the cache that all processes share."""
    parts = _split(url, ("redis", "rediss", "valkey", "valkeys"), "write it as redis://host:6379/0")
    _require("redis", "redis")
    # Both speak the same protocol; the client knows it by its older name.
    scheme = {"valkey": "redis", "valkeys": "rediss"}.get(parts.scheme, parts.scheme)
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": parts._replace(scheme=scheme).geturl(),
    }


def storage(url: str) -> Settings:
    """Return a store that speaks S3, whose files are reached by short signed addresses only."""
    hint = "write it as s3://key:secret@host/bucket?region=eu-west-1"
    parts = _split(url, ("s3",), hint)
    bucket = parts.path.strip("/")
    if not (parts.username and parts.password and bucket) or "/" in bucket:
        raise Unreadable(f"names no key, secret or bucket; {hint}")
    _require("storages.backends.s3", "s3")
    query = parse_qs(parts.query)
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            "region_name": query.get("region", [None])[0],
            # Without TLS only for a store on the same machine.
            "endpoint_url": f"{'http' if query.get('tls') == ['off'] else 'https'}://{parts.hostname}{port}",
            "signature_version": "s3v4",
            "querystring_auth": True,
            "querystring_expire": SIGNED_SECONDS,
            "file_overwrite": False,
            "default_acl": None,
        },
    }


def email(url: str) -> Settings:
    """Return the mail server: plain, with STARTTLS (`smtp+tls`) or with TLS from the start (`smtps`)."""
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    hint = "write it as smtp+tls://user:password@host:587, smtps://… or smtp://…"
    parts = _split(url, tuple(ports), hint)
    settings: Settings = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # A mail server that hangs must not hang a worker.
        "EMAIL_TIMEOUT": 30,
    }
    if sender := parse_qs(parts.query).get("from"):
        settings["DEFAULT_FROM_EMAIL"] = settings["SERVER_EMAIL"] = sender[0]
    return settings


def web(url: str) -> str:
    """Return a web address without the slash at its end."""
    _split(url, ("http", "https"), "must start with http:// or https:// and name a host")
    return url.rstrip("/")


def storage_origins(settings: Settings) -> list[str]:
    """Return where the signed addresses of that store lead, for the content security policy."""
    options = settings.get("OPTIONS", {})
    if not (endpoint := options.get("endpoint_url")):
        return []
    scheme, host = urlsplit(endpoint)[:2]
    # A client names the bucket before the host or in the path.
    return [f"{scheme}://{host}", f"{scheme}://{options['bucket_name']}.{host}"]


def path(url: str) -> str:
    """Return a path inside the proxy, such as /inside/, with the slash at its end."""
    if not url.startswith("/") or url.startswith("//"):
        raise Unreadable("must be a path, such as /inside/")
    return url.rstrip("/") + "/"


def _split(url: str, schemes: tuple[str, ...], hint: str) -> SplitResult:
    parts = urlsplit(url)
    try:
        named = parts.hostname or "postgres" in parts.scheme
        # Asking for the port is what checks it.
        _ = parts.port
    except ValueError as error:
        raise Unreadable(f"cannot be read ({error}); {hint}") from error
    if parts.scheme not in schemes or not named:
        raise Unreadable(hint)
    return parts


def _require(module: str, extra: str) -> None:
    try:
        found = find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise Unreadable(f"needs the extra packages '{extra}': run uv sync --extra {extra}")
