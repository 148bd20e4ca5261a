"""For a worker in a process of its own: the queue of the product, on the database of the tests."""

import os

from brink.settings.development import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["BRINK_TEST_DATABASE_NAME"]  # noqa: F405
