"""Proofs: tests that run small with all others, and large when `./run prove NAME` asks for it.

A test joins with `@pytest.mark.proof("name")` and asks `is_large("name")` how much to do.
"""

import os

import pytest

# Set by `./run prove`.
ASKED = os.environ.get("BRINK_PROVE", "")


def is_large(name: str) -> bool:
    """Tell whether the large form of this proof was asked for."""
    return name == ASKED


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the proof that was asked for, and name the proofs when there is none of that name."""
    if not ASKED:
        return
    proofs: dict[str, list[pytest.Item]] = {}
    for item in items:
        for mark in item.iter_markers("proof"):
            proofs.setdefault(mark.args[0], []).append(item)
    if ASKED not in proofs:
        raise pytest.UsageError(f"The proofs are: {', '.join(sorted(proofs))}.")
    config.hook.pytest_deselected(items=[item for item in items if item not in proofs[ASKED]])
    items[:] = proofs[ASKED]
