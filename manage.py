#!/usr/bin/env python3
"""Django's command line, with `site/` on the path."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brink.settings.development")
    # To migrate from nothing makes and drops every model a hundred times: to look for what is dropped after
    # every 700 objects takes as long as the rest of it.
    gc.set_threshold(50_000)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
