"""What production runs on: the base as it is."""

from brink.settings.base import *  # noqa: F403
