import json
import subprocess
import sys
from typing import Any

import pytest

from brink import env

PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "intranet.example",
    "BASE_URL": "https://intranet.example",
}
ASK = "import json, sys; from django.conf import settings; print(json.dumps(eval(sys.argv[1])))"


def ask(expression: str, module: str, **variables: str) -> Any:  # Any: whatever the setting is
    """Return what the settings of a process of its own say."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK, expression],
        env={"PYTHONPATH": "site:.", "DJANGO_SETTINGS_MODULE": f"brink.settings.{module}", **variables},
        cwd=env.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(("module", "variables"), [("production", PRODUCTION), ("development", {})])
def test_work_is_queued_and_not_done_while_someone_waits(module: str, variables: dict[str, str]) -> None:
    backend = ask("settings.TASKS['default']['BACKEND']", module, **variables)

    assert backend == "django_tasks_db.DatabaseBackend"


def test_production_speaks_tls_only() -> None:
    assert ask(
        "[settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,"
        " settings.SECURE_HSTS_SECONDS > 0, settings.DEBUG]",
        "production",
        **PRODUCTION,
    ) == [True, True, True, True, False]


def test_mails_go_where_the_address_says() -> None:
    answer = ask(
        "[settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_USE_TLS]",
        "production",
        **PRODUCTION,
        EMAIL_URL="smtp+tls://mail.example",
    )

    assert answer == ["django.core.mail.backends.smtp.EmailBackend", "mail.example", True]


def test_without_its_secrets_production_does_not_start() -> None:
    with pytest.raises(AssertionError, match="SECRET_KEY: is missing"):
        ask("settings.DEBUG", "production")


def test_whoever_forgets_to_choose_gets_production() -> None:
    with pytest.raises(AssertionError, match="SECRET_KEY: is missing"):
        ask("__import__('os').environ.pop('DJANGO_SETTINGS_MODULE') and __import__('brink.wsgi')", "test")
