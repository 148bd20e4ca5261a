"""Tests: the development settings, with fast passwords and tasks that run at once."""

import tempfile
from pathlib import Path

from brink.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "brink-test-files"
ELASTICSEARCH_INDEX = "brink-test"
# A file, also on SQLite: a worker in a process of its own must see the same rows.
DATABASES["default"]["TEST"] = (  # noqa: F405
    {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")  # noqa: F405
    else {}
)
# Only the tests of Elasticsearch itself speak to it, each with an index of its own.
ELASTICSEARCH_URL = ""
# Some tests write from eight threads beside their own, twice as many as a process of the site has.
DATABASES["default"]["OPTIONS"].get("pool", {})["max_size"] = 20  # noqa: F405
