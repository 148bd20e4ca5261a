"""Tests: the development settings, with fast passwords and tasks that run at once."""

import tempfile
from pathlib import Path

from brink.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "brink-test-files"
ELASTICSEARCH_INDEX = "brink-test"
