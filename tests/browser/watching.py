"""What a reader does not see and a test must: errors in the console, and requests that leave the house."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


@dataclass
class Watcher:
    """Collects the faults of every tab of a browser context."""

    host: str
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Look at all that happens in the context from now on."""
        context.on("console", self._read_console)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)

    def expect(self, words: str) -> None:
        """Let faults with these words pass: an error page, say, is one in the eyes of the console."""
        self.expected.append(words)

    def unexpected(self) -> list[str]:
        """Return what went wrong."""
        return [fault for fault in self.faults if not any(words in fault for words in self.expected)]

    def _read_console(self, message: ConsoleMessage) -> None:
        # A refusal by the content security policy is an error in the console too.
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _note_error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")
