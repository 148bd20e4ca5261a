"""Why something of a folder does not go in."""


class Refused(Exception):
    """A file that is refused, with a sentence that says what to do and the line it is about."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
