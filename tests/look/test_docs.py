"""The documents: their links lead somewhere, and what they name is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from content.newsroom.guide import anchor_of

ROOT = Path(settings.BASE_DIR)
# Pictures are looked for where they are taken.
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def words_of(path: Path) -> str:
    return CODE.sub("", path.read_text())


def anchors_of(path: Path) -> set[str]:
    return {anchor_of(heading) for heading in HEADING.findall(words_of(path))}


def test_documents_link_to_each_other() -> None:
    assert sum(len(LINK.findall(words_of(path))) for path in documents()) > 20


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_document_lead_somewhere(path: Path) -> None:
    lost = []
    for link in LINK.findall(words_of(path)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _hash, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            lost.append(link)

    assert lost == []
