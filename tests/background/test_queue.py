import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task

from background import queue


def test_a_task_of_a_package_that_may_run_twice_exists_under_its_name() -> None:
    for path in queue._idempotent:
        if not path.startswith("tests."):
            assert isinstance(import_string(path), Task)


def test_a_task_is_not_repeated_unless_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_idempotent", set())

    queue.task(_send)
    queue.task(idempotent=True)(_count)

    assert not queue.is_idempotent(f"{__name__}._send")
    assert queue.is_idempotent(f"{__name__}._count")


def test_a_task_keeps_its_priority() -> None:
    assert queue.task(priority=7)(_count).priority == 7


def _send() -> None: ...


def _count() -> None: ...
