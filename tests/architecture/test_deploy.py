"""What `deploy/` and `compose.yaml` promise exists: variables, commands, folders."""

import configparser
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from brink import env
from tests.architecture.rooms import PROJECT, REPOSITORY

DEPLOY = REPOSITORY / "deploy"
# Read by Django, Python and gunicorn, and not by us.
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PYTHONUNBUFFERED", "PATH", "WEB_CONCURRENCY"}

Service = dict[str, Any]  # Any: YAML of every kind


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    """The services of `compose.yaml`, with what they share filled in."""
    parsed: dict[str, dict[str, Service]] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
    return parsed["services"]


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    """The example of an environment, with what is commented out in it."""
    lines = (DEPLOY / "brink.env.example").read_text().splitlines()
    pairs = (line.removeprefix("#").partition("=") for line in lines if re.match(r"#?[A-Z_]+=", line))
    return {name: value for name, _, value in pairs}


@pytest.fixture(scope="module")
def units() -> dict[str, configparser.ConfigParser]:
    """The services of systemd."""
    return {path.name: _unit(path) for path in sorted((DEPLOY / "systemd").iterdir())}


def _unit(path: Path) -> configparser.ConfigParser:
    # ExecStartPre stands there twice, one command after the other.
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(path)
    return unit


def test_compose_runs_web_worker_and_what_they_stand_on(services: dict[str, Service]) -> None:
    assert set(services) == {"prepare", "web", "worker", "database", "search"}
    assert services["search"]["image"].startswith("elasticsearch:8.19.")


def test_every_variable_that_is_set_is_one_that_brink_reads(
    services: dict[str, Service], example: dict[str, str]
) -> None:
    image = re.findall(r"^(?:ENV|   ) ([A-Z_]+)=", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    ours = [services[name]["environment"] for name in ("prepare", "web", "worker")]

    known = set(env.VARIABLES) | OF_OTHERS

    assert set(image) <= known
    assert set().union(*ours) <= known
    assert set(example) <= known


def test_the_example_names_every_variable(example: dict[str, str]) -> None:
    assert set(env.VARIABLES) <= set(example)


def test_brink_starts_with_the_example_once_it_has_a_secret(
    example: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brink.addresses.find_spec", lambda module: module)

    environment = env.read({**example, "SECRET_KEY": "k" * 50}, production=True)

    assert environment.files_proxy_path == "/inside/"
    assert environment.base_url.startswith("https://")


def test_every_command_that_is_run_exists(
    services: dict[str, Service], units: dict[str, configparser.ConfigParser]
) -> None:
    lines = [str(service.get("command", "")) for service in services.values()]
    lines += [line for name in units for line in (DEPLOY / "systemd" / name).read_text().splitlines()]

    commands = {command for line in lines for command in re.findall(r"manage\.py (\w+)", line)}

    assert commands == {"migrate", "collectstatic", "worker"}
    assert commands <= set(get_commands())


def test_web_and_worker_share_their_environment_and_data(units: dict[str, configparser.ConfigParser]) -> None:
    assert len(units) == 2
    for unit in units.values():
        service = unit["Service"]
        assert service["EnvironmentFile"] == "/etc/brink/brink.env"
        assert service["StateDirectory"] == "brink"
        assert service["User"] != "root"


def test_the_proxy_sends_files_from_where_brink_keeps_them(example: dict[str, str]) -> None:
    blocks = dict(re.findall(r"location (\S+) \{(.*?)\}", (DEPLOY / "nginx.conf").read_text(), re.DOTALL))

    inside = blocks[example["FILES_PROXY_PATH"]]
    assert "internal;" in inside
    assert f"alias {example['BRINK_DATA_DIR']}/files/;" in inside
    assert f"alias {example['BRINK_DATA_DIR']}/static/;" in blocks["/static/"]


def test_the_proxy_believes_nothing_that_a_reader_says_of_himself() -> None:
    proxy = (DEPLOY / "nginx.conf").read_text()

    assert "X-Forwarded-For $remote_addr;" in proxy
    assert "X-Forwarded-Proto $scheme;" in proxy


def test_the_image_is_of_a_python_that_the_project_takes() -> None:
    versions = re.findall(r"^FROM python:3\.(\d+)-slim", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)

    assert len(set(versions)) == 1
    assert int(versions[0]) >= int(PROJECT["project"]["requires-python"].removeprefix(">=3."))


def test_hooks_call_the_tools_of_the_environment() -> None:
    hooks = list(_hooks())

    assert {Path(hook["entry"].split()[0]).name for hook in hooks} == {"ruff", "djade", "mypy", "python"}
    assert all(hook["language"] == "system" for hook in hooks)


def _hooks() -> Iterator[dict[str, Any]]:
    for repository in yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text())["repos"]:
        yield from repository["hooks"]


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    if not (nginx := shutil.which("nginx")) or not (openssl := shutil.which("openssl")):
        pytest.skip(
            "nginx or openssl is not installed (Debian: nginx-light); the configuration was read without it"
        )
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subject = ("-subj", "/CN=intranet.example.org", "-keyout", str(key), "-out", str(certificate))
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], check=True, capture_output=True
    )
    ours = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/brink", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{ours}\n}}\n")

    checked = subprocess.run(
        [nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stderr
