import io
import os
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError

from content.importing.page_writer import publish
from knowledge.models import KnowledgeIndexPage, ProcedurePage
from tests.importing.conftest import BringIn
from tests.importing.writing import picture, write


def zip_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.md", "# A")
    return file.getvalue()


BROKEN = [
    pytest.param(b'---\ntitle: "A\n---\nText.\n', 3, "no YAML that can be read", id="yaml-without-end"),
    pytest.param(b"---\ntitle: A\nauthors:\n- noor\t\t\n---\nText.\n", 4, "no YAML", id="yaml-with-tab"),
    pytest.param(b"---\n- a\n- b\n---\nText.\n", 2, "no keys with values", id="yaml-list"),
    pytest.param(b"---\n" + b"[" * 5000 + b"\n---\nText.\n", 2, "no YAML", id="yaml-deep"),
    pytest.param(b"---\ntitle: A\n\nText.\n", 1, "has no end", id="front-matter-without-end"),
    pytest.param(b"---\na: " + b"x" * 70_000 + b"\n---\n", 2, "longer than 64 kB", id="front-matter-long"),
    pytest.param("# A\n\nCaf\xe9.\n".encode("latin-1"), 3, "not UTF-8", id="latin-1"),
    pytest.param("# A\n\nText.\n".encode("utf-16"), 1, "not UTF-8", id="utf-16"),
    pytest.param(zip_file(), 1, "zip file with another name", id="zip"),
    pytest.param(picture(), 1, "png file with another name", id="picture"),
    pytest.param(b"# A\n\nText \x00 more.\n", 3, "signs that are no text", id="binary"),
    pytest.param(b"a" * 50_000_000, 1, "larger than 5 MB", id="fifty-megabytes"),
    pytest.param(b"", 1, "is empty", id="empty"),
    pytest.param(b" \n\n\t\n", 1, "is empty", id="only-spaces"),
]


@pytest.mark.parametrize(("content", "line", "words"), BROKEN)
def test_a_broken_file_is_refused_with_its_line_while_the_rest_goes_in(
    content: bytes, line: int, words: str, folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n", "broken.md": content, "c.md": "# C\n\nText.\n"})

    report = bring_in(knowledge)

    (refusal,) = report.refused
    assert (refusal.source, refusal.line) == ("broken.md", line)
    assert words in refusal.words
    assert refusal.words.count(".") >= 2, "a reason and what to do"
    assert list(ProcedurePage.objects.order_by("title").values_list("title", flat=True)) == ["A", "C"]


def test_a_line_below_a_meta_line_is_counted_in_the_file(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "<meta charset='utf-8' />\n---\ntitle: A\nbad\tkey: [\n---\nText.\n"})

    report = bring_in(knowledge)

    assert report.refused[0].line == 4


def test_aliases_in_front_matter_cannot_grow(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    write(folder, {"a.md": "---\ntitle: A\n" + "\n".join(lines) + "\ntags: *a11\n---\nText.\n"})

    report = bring_in(knowledge)

    assert report.made == ["a.md"]


def test_control_signs_in_front_matter_go_out(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": '---\ntitle: "A\\0\\ud800b"\nkeywords: ["x\\0"]\n---\nText.\n'})

    bring_in(knowledge)

    procedure = ProcedurePage.objects.get()
    assert (procedure.title, procedure.keywords) == ("Ab", "x")


def test_a_link_out_of_the_folder_is_refused(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder.parent, {"secret.md": "# Secret\n", "elsewhere/secret.md": "# Secret\n"})
    write(folder, {"a.md": "# A\n\nText.\n"})
    (folder / "link.md").symlink_to(folder.parent / "secret.md")
    (folder / "elsewhere").symlink_to(folder.parent / "elsewhere")

    report = bring_in(knowledge)

    assert sorted(str(remark) for remark in report.refused) == [
        "elsewhere/: This leads out of the folder. Put a copy inside it.",
        "link.md: This leads out of the folder. Put a copy inside it.",
    ]
    assert ProcedurePage.objects.get().title == "A"


@pytest.mark.parametrize("name", ["..\\..\\secret.md", "a\nb.md", "a\x1b[31m.md"])
def test_a_name_that_could_mislead_is_refused(
    name: str, folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {name: "# A\n\nText.\n"})

    report = bring_in(knowledge)

    (refusal,) = report.refused
    assert "\x1b" not in str(refusal)
    assert "\n" not in str(refusal)
    assert "Rename the file" in refusal.words
    assert not ProcedurePage.objects.exists()


def test_a_name_that_is_no_utf_8_is_refused(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n"})
    (folder / os.fsdecode(b"caf\xe9.md")).write_text("# B\n")

    report = bring_in(knowledge)

    assert [remark.source for remark in report.refused] == ["caf?.md"]
    assert report.made == ["a.md"]


def test_what_is_no_file_is_refused(folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn) -> None:
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "gone.md").symlink_to(folder / "nothing.md")

    report = bring_in(knowledge)

    assert sorted(remark.source for remark in report.refused) == ["gone.md", "pipe.md"]


def test_a_page_that_cannot_be_saved_is_refused_and_leaves_nothing(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})

    def refuse_a(page: ProcedurePage) -> None:
        if page.title == "A":
            raise ValidationError("Not this one.")

    monkeypatch.setattr(ProcedurePage, "clean", refuse_a)
    monkeypatch.setattr("content.importing.service.short_title", lambda title: "Reserved")

    report = bring_in(knowledge)

    assert [str(remark) for remark in report.refused] == ["a.md: Not this one."]
    assert ProcedurePage.objects.get().title == "B"


def test_a_text_that_the_database_does_not_take_is_refused_while_the_rest_goes_in(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})

    def fail_on_a(page: ProcedurePage, **options: object) -> None:
        if page.title == "A":
            raise DataError("value too long")
        publish(page, as_draft=False)

    monkeypatch.setattr("content.importing.service.publish", fail_on_a)

    report = bring_in(knowledge)

    assert "(value too long)" in report.refused[0].words
    assert ProcedurePage.objects.get().title == "B"
