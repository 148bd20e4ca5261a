"""From what is written in `content/` to what Brink stores."""

import re
from typing import Any

from markdown_it import MarkdownIt
from wagtail.models import Page

from home.demo.days import Days
from home.demo.pictures import picture
from home.demo.written import Written
from home.models import HomePage

PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')

_markdown = MarkdownIt()


class Writer:
    """Turns the texts of one language into what its pages store: days filled in, links resolved."""

    def __init__(self, home: HomePage, days: Days) -> None:
        self.home = home
        self.days = days
        self.language = str(home.locale.language_code)

    def page(self, slug: str) -> Page | None:
        """Return the page of this language at `slug`, read anew each time since the tree grows."""
        return self.home.get_descendants().filter(slug=slug).first()

    def plain(self, text: str) -> str:
        return self.days.fill(text, self.language).strip()

    def rich(self, text: str) -> str:
        """Return Markdown as the rich text that the editor stores."""
        return PAGE_LINK.sub(self._link, _markdown.render(self.plain(text))).strip()

    def _link(self, found: re.Match[str]) -> str:
        page = self.page(found[1])
        if page is None:
            raise ValueError(f"content: no page stands at {found[1]!r} yet")
        return f'<a linktype="page" id="{page.pk}">'

    def steps(self, steps: list[Written]) -> list[tuple[str, Written]]:
        return [("step", {"title": step["title"], "text": self.rich(step["text"])}) for step in steps]

    def blocks(self, body: list[Written]) -> list[tuple[str, Any]]:  # Any: each kind has its own value
        return [(kind, self._value(kind, value)) for block in body for kind, value in block.items()]

    def _value(self, kind: str, value: Any) -> Any:  # Any: as above
        match kind:
            case "heading":
                return self.plain(value)
            case "text":
                return self.rich(value)
            case "callout":
                return {"text": self.rich(value)}
            case "quote":
                return {"quote": self.plain(value["says"]), "speaker": value["by"]}
            case "figure":
                image = picture(value)
                # As the editor leaves a picture with what it tells on this page.
                image.contextual_alt_text = value["alt"][self.language]
                image.decorative = False
                return {"image": image, "caption": ""}
            case "table":
                return {"data": [value["header"], *value["rows"]], "first_row_is_table_header": True}
            case _:
                raise ValueError(f"content: no block is called {kind!r}")
