"""The one place that reads the environment.

Everything that is wrong is told at once, each with the variable's name and what to do.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from brink import addresses, choices
from brink.addresses import Settings
from content.videos import hosts_of

REPOSITORY = Path(__file__).resolve().parents[2]
LANGUAGES = ("nl", "en")
# Each with what its value means; deploy/ and the documents name no others.
VARIABLES = {
    "BRINK_DATA_DIR": "folder of the embedded database and files",
    "DATABASE_URL": "PostgreSQL; unset means SQLite in the data folder",
    "ELASTICSEARCH_URL": "search; unset means the database searches",
    "CACHE_URL": "Valkey or Redis; unset means memory of each process",
    "STORAGE_URL": "store that speaks S3; unset means the data folder",
    "FILES_PROXY_PATH": "path inside the proxy that sends files by X-Accel-Redirect; unset means Brink sends",
    "VIDEO_HOSTS": "from where pages may show videos: youtube, vimeo or a PeerTube server, commas between",
    "EMAIL_URL": "mail server; unset means that mails are printed",
    "SECRET_KEY": "signs sessions and links; required in production",
    "BASE_URL": "address that people type",
    "ALLOWED_HOSTS": "hosts that Brink answers for, commas between; required in production",
    "ORGANISATION_NAME": "name in the header",
    "DEFAULT_LANGUAGE": "language of addresses without prefix: nl or en",
}

EMBEDDED_CACHE: Settings = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
EMBEDDED_STORAGE: Settings = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
EMBEDDED_EMAIL: Settings = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}

T = TypeVar("T")


@dataclass(frozen=True)
class Environment:
    """What the environment says, typed; unset means the embedded default."""

    data_dir: Path
    database: Settings
    cache: Settings
    storage: Settings
    email: Settings
    files_proxy_path: str
    video_hosts: list[str]
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

    chosen = _chosen(data_dir, faults)

    def address(name: str, meaning: Callable[[str], T], default: T) -> T:
        """Return what the address means, or the default when it is unset or at fault."""
        if not (url := variables.get(name, "").strip()):
            return default
        try:
            return meaning(url)
        except addresses.Unreadable as fault:
            faults.append(f"{name}: {fault}.")
            return default

    environment = Environment(
        data_dir=data_dir,
        database=address("DATABASE_URL", addresses.database, addresses.embedded_database(data_dir)),
        cache=address("CACHE_URL", addresses.cache, EMBEDDED_CACHE),
        storage=address("STORAGE_URL", addresses.storage, EMBEDDED_STORAGE),
        email=address("EMAIL_URL", addresses.email, EMBEDDED_EMAIL),
        video_hosts=_video_hosts(variables.get("VIDEO_HOSTS") or "youtube,vimeo", faults),
        files_proxy_path=address("FILES_PROXY_PATH", addresses.path, ""),
        elasticsearch_url=address("ELASTICSEARCH_URL", addresses.web, ""),
        secret_key=_secret_key(variables.get("SECRET_KEY", ""), data_dir, production, faults),
        base_url=address("BASE_URL", addresses.web, "http://127.0.0.1:8000"),
        allowed_hosts=_hosts(variables.get("ALLOWED_HOSTS", ""), production, faults),
        organisation_name=variables.get("ORGANISATION_NAME") or chosen.get("ORGANISATION_NAME") or "Brink",
        default_language=_language(
            variables.get("DEFAULT_LANGUAGE") or chosen.get("DEFAULT_LANGUAGE") or "nl", faults
        ),
    )
    if faults:
        raise ImproperlyConfigured("Brink cannot start:\n" + "\n".join(f"- {fault}" for fault in faults))
    return environment


def _chosen(data_dir: Path, faults: list[str]) -> dict[str, str]:
    try:
        return choices.read(data_dir)
    except choices.UnreadableChoices as error:
        faults.append(f"BRINK_DATA_DIR: {error}. Remove the file and run ./run setup again.")
        return {}


def _secret_key(value: str, data_dir: Path, production: bool, faults: list[str]) -> str:
    if value:
        return value
    if production:
        faults.append("SECRET_KEY: is missing. Make one of 50 random characters and keep it secret.")
        return ""
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            _keep_secret(path)
        return path.read_text().strip()
    except OSError as error:
        faults.append(f"BRINK_DATA_DIR: cannot write in {data_dir} ({error.strerror}).")
        return ""


def _keep_secret(path: Path) -> None:
    """Make a secret in `path`; of two processes that start together, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    try:
        # Whole or not at all, which writing in place is not.
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _hosts(value: str, production: bool, faults: list[str]) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if production and not hosts:
        faults.append(
            "ALLOWED_HOSTS: is missing. Name the hosts that Brink answers for, with commas between."
        )
    return hosts


def _video_hosts(value: str, faults: list[str]) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    try:
        hosts_of(names)
    except ValueError as fault:
        faults.append(f"VIDEO_HOSTS: {fault}.")
        return []
    return names


def _language(value: str, faults: list[str]) -> str:
    if value not in LANGUAGES:
        faults.append(f"DEFAULT_LANGUAGE: must be one of {', '.join(LANGUAGES)}, not {value!r}.")
    return value
