"""Someone who has a keyboard and no mouse."""

from typing import Any

from playwright.sync_api import Page

FURTHEST = 80
# What a screen reader would call the control, as far as our markup needs; with how its focus shows.
FOCUSED = """() => {
  const control = document.activeElement;
  const style = getComputedStyle(control);
  const box = control.getBoundingClientRect();
  const label = [...(control.labels ?? [])].map((label) => label.textContent).join(" ");
  const name = control.getAttribute("aria-label") ?? (label || control.textContent);
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    tag: control.localName,
    isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isOnScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
  };
}"""


class Keyboard:
    """Walks through a page by Tab. Every stop must show that it is one, on the part of the page in sight."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, name: str, *, tag: str = "") -> None:
        """Press Tab until the control of that name has the focus; of several alike, `tag` says which kind."""
        passed = []
        for _ in range(FURTHEST):
            self.page.keyboard.press("Tab")
            stop = self.focused()
            passed.append(stop["name"])
            if stop["tag"] == "body":
                continue
            assert stop["isOutlined"], f"no visible focus on {stop['name']!r}"
            assert stop["isOnScreen"], f"focus out of sight on {stop['name']!r}"
            if name in stop["name"] and tag in ("", stop["tag"]):
                return
        raise AssertionError(f"Tab does not reach {name!r}, only {passed}")

    def focused(self) -> dict[str, Any]:
        """Return what has the focus: its name, tag, and how it shows. Any: words and yes or no."""
        stop: dict[str, Any] = self.page.evaluate(FOCUSED)
        return stop

    def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type the text where the focus is."""
        self.page.keyboard.type(text)
