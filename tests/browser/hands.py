"""The two ways in which someone works with a page: with the keyboard alone, or with a mouse or a finger."""

from typing import Protocol

from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard


class Hands(Protocol):
    """Does things on a page by the names that stand on them; of several alike, the first."""

    def follow_link(self, name: str) -> None: ...

    def push(self, button: str) -> None: ...

    def choose(self, label: str, *, among: str) -> None:
        """Choose what is called `label`, in the group of radio buttons where `among` is chosen now."""

    def select(self, label: str, value: str) -> None:
        """Choose a value of the list called `label`."""

    def tick(self, label: str) -> None:
        """Tick a box, or take the tick away."""


class Mouse:
    """A mouse or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow_link(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def push(self, button: str) -> None:
        self.page.get_by_role("button").filter(has_text=button).first.click()

    def choose(self, label: str, *, among: str) -> None:
        self.page.locator("label").filter(has_text=label).first.click()

    def select(self, label: str, value: str) -> None:
        self.page.get_by_label(label).first.select_option(value)

    def tick(self, label: str) -> None:
        self.page.locator("label").filter(has_text=label).first.click()


class Keys:
    """A keyboard; whatever has the focus shows that, and the focus never falls back to the whole page."""

    def __init__(self, page: Page) -> None:
        self.page, self.keyboard = page, Keyboard(page)

    def follow_link(self, name: str) -> None:
        self.keyboard.tab_to(name, tag="a")
        self.keyboard.press("Enter")

    def push(self, button: str) -> None:
        # htmx takes over what it put in a moment later; before that the browser sends the form by itself.
        expect(self.page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
        here = self.keyboard.focused()
        if here["tag"] != "button" or button not in here["name"]:
            self.keyboard.tab_to(button, tag="button")
        self.keyboard.press("Enter")

    def choose(self, label: str, *, among: str) -> None:
        self.keyboard.tab_to(among, tag="input")
        for _another in range(10):
            if label in self.keyboard.focused()["name"]:
                return
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {label!r}")

    def select(self, label: str, value: str) -> None:
        self.keyboard.tab_to(label, tag="select")
        chosen = self.page.locator("select:focus")
        for _another in range(48):
            if (now := chosen.input_value()) == value:
                return
            self.keyboard.press("ArrowUp" if now > value else "ArrowDown")
        raise AssertionError(f"the arrows do not reach {value!r}")

    def tick(self, label: str) -> None:
        self.keyboard.tab_to(label, tag="input")
        self.keyboard.press("Space")


def hands_on(page: Page, *, scripts: bool) -> Hands:
    """Return the keyboard, or a mouse where scripts are off: a focus gets lost where things are swapped."""
    return Keys(page) if scripts else Mouse(page)
