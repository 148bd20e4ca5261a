"""Text told apart from fenced code, which nothing may change."""

import re
from collections.abc import Callable, Iterator

OPENING = re.compile(r"[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})")


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield `text` in parts of whole lines, each with whether it is fenced code."""
    fence = ""
    held: list[str] = []
    for line in text.splitlines(keepends=True):
        match = OPENING.match(line)
        if fence:
            held.append(line)
            if match and match["fence"].startswith(fence) and not line[match.end() :].strip():
                yield True, "".join(held)
                fence, held = "", []
        elif match:
            if held:
                yield False, "".join(held)
            fence, held = match["fence"], [line]
        else:
            held.append(line)
    if held:
        yield bool(fence), "".join(held)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return `text` with `change` done to each part that is no fenced code."""
    return "".join(part if is_code else change(part) for is_code, part in parts(text))
