"""Reads the words of one file, in a process of its own that knows nothing of Brink: no settings, no secrets,
no database. What it is given may have been made to break it."""
