"""Gemeente Lindewaard: an invented municipality to look around in, written in `content/`."""
