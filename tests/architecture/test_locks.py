"""The two lock files and `pyproject.toml` say the same."""

import re
import tomllib
from typing import Any

import pytest

from tests.architecture.rooms import PROJECT, REPOSITORY

Table = dict[str, Any]  # Any: TOML of every kind


@pytest.fixture(scope="module")
def packages() -> list[Table]:
    """What `uv.lock` holds."""
    locked: list[Table] = tomllib.loads((REPOSITORY / "uv.lock").read_text())["package"]
    return locked


@pytest.fixture(scope="module")
def brink(packages: list[Table]) -> Table:
    """What `uv.lock` knows of the project itself."""
    return next(package for package in packages if package["name"] == PROJECT["project"]["name"])


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def test_every_dependency_is_locked_with_its_bounds(brink: Table) -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked_for = [*PROJECT["project"]["dependencies"], *(name for extra in extras for name in extra)]
    locked = brink["metadata"]["requires-dist"]

    assert {entry["name"] for entry in locked} == names(asked_for)
    for entry in locked:
        bounds = set(entry.get("specifier", "").split(",")) - {""}
        assert any(bounds == bounds_of(asked) for asked in asked_for if names([asked]) == {entry["name"]}), (
            entry
        )


def test_every_tool_is_locked(brink: Table) -> None:
    for group, asked_for in PROJECT["dependency-groups"].items():
        assert {entry["name"] for entry in brink["metadata"]["requires-dev"][group]} == names(asked_for)


def test_both_lock_files_hold_the_same_versions(packages: list[Table]) -> None:
    locked = {(package["name"], package.get("version")) for package in packages}
    exported = set(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", requirements(), re.MULTILINE))

    assert exported <= locked
    # Only what an extra brings is not in the exported file.
    extras = {"boto3", "botocore", "django-storages", "jmespath", "redis", "s3transfer"}
    assert {name for name, _ in locked - exported} <= {
        *extras,
        "brink",
        "python-dateutil",
        "six",
        "async-timeout",
    }


def test_both_lock_files_hold_the_same_hashes(packages: list[Table]) -> None:
    locked = {
        package["name"]: {
            file["hash"] for file in [*package.get("wheels", []), package.get("sdist")] if file is not None
        }
        for package in packages
        if package["name"] != "brink"
    }
    exported = {
        block.partition("==")[0]: set(re.findall(r"--hash=(sha256:\w+)", block))
        for block in re.split(r"\n(?=\S)", requirements())
        if "==" in block.partition(" ")[0]
    }

    assert len(exported) > 50
    assert [name for name, hashes in exported.items() if not hashes or hashes != locked[name]] == []


def requirements() -> str:
    return (REPOSITORY / "requirements.lock").read_text()


def bounds_of(requirement: str) -> set[str]:
    return set(re.findall(r"[<>=!~]=?[\w.*]+", requirement.partition(";")[0]))
