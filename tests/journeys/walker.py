"""Someone who walks through Brink with links and forms alone, as in a browser without scripts."""

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.test import Client

# What a browser sends of a form that was left as it is.
SENT = "textarea[name], input[name]:not([type=checkbox], [type=radio], [type=submit]), input[name][checked]"


class LostTheWay(AssertionError):
    """What was to be followed or pressed is not on the page."""


class Walker:
    """A visitor with a page open. Every page must be there, unless `expect` names another status."""

    def __init__(self, language: str = "nl") -> None:
        self._client = Client(HTTP_ACCEPT_LANGUAGE=language)
        self.address = "/"
        self.page = BeautifulSoup("", "html.parser")

    @property
    def text(self) -> str:
        """The words on the page, with single spaces."""
        return " ".join(self.page.get_text(" ").split())

    def open(self, address: str, expect: int = 200) -> "Walker":
        return self._arrive(address, self._client.get(address, follow=True), expect)

    def follow(self, words: str) -> "Walker":
        """Follow the first link that says `words`."""
        for link in self.page.find_all("a", href=True):
            if words in " ".join(link.get_text(" ").split()):
                return self.open(urljoin(self.address, str(link["href"])))
        raise LostTheWay(f"no link says {words!r} on {self.address}")

    def press(self, words: str, near: str = "", **fields: str) -> "Walker":
        """Fill in `fields` of the form whose button says `words`, and press it.

        With `near`, of forms alike it is the one in the part of the page that says so.
        """
        for form in self.page.find_all("form"):
            button = self._button(form, words)
            if button is not None and near in " ".join((form.parent or form).get_text(" ").split()):
                return self._send(form, button, fields)
        raise LostTheWay(f"no button says {words!r} on {self.address}")

    def _button(self, form: Tag, words: str) -> Tag | None:
        for button in form.find_all("button"):
            if words in f"{button.get_text(' ')} {button.get('aria-label', '')}":
                return button
        return None

    def _send(self, form: Tag, button: Tag, fields: dict[str, str]) -> "Walker":
        values = {str(field["name"]): _value(field) for field in form.select(SENT)}
        if unknown := fields.keys() - {str(field["name"]) for field in form.select("[name]")}:
            raise LostTheWay(f"the form has no field {', '.join(unknown)}")
        if button.get("name"):
            values[str(button["name"])] = str(button.get("value", ""))
        address = urljoin(self.address, str(form.get("action") or self.address))
        posts = str(form.get("method", "get")).lower() == "post"
        send = self._client.post if posts else self._client.get
        return self._arrive(address, send(address, values | fields, follow=True), 200)

    def _arrive(self, address: str, response: Any, expect: int) -> "Walker":
        """Any: what the test client gives has a name in its stubs alone."""
        redirects = response.redirect_chain
        self.address = urljoin(address, redirects[-1][0]) if redirects else address
        assert response.status_code == expect, f"{self.address} answers {response.status_code}"
        self.page = BeautifulSoup(response.content, "html.parser")
        return self


def _value(field: Tag) -> str:
    # A browser leaves out the line break that begins a text area.
    return field.get_text().removeprefix("\n") if field.name == "textarea" else str(field.get("value", ""))
