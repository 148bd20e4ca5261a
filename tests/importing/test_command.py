from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from content.models import BrinkImage, ImportedFile
from directory.models import Subject
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from news.models import NewsPage
from search.models import Entry
from tests.importing.writing import picture, write

FULL: dict[str, str | bytes] = {
    "a.md": "---\ntitle: A\ntags: rest\nredirect_from: /old/\n---\n![x](a.png) [b](b/c.md) [d](d.md)\n",
    "b/c.md": "# C\n\n![y](y.png)\n",
    "broken.md": "",
    "a.png": picture(),
}


def run(folder: Path, **options: Any) -> str:  # Any: options of the command
    """Return what the command prints, also when it ends badly."""
    out = StringIO()
    try:
        call_command("import_markdown", str(folder), stdout=out, **options)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


@pytest.fixture
def counts() -> Callable[[], list[int]]:
    def count() -> list[int]:
        models = (Page, Revision, ImportedFile, BrinkImage, Redirect, Subject, Entry)
        return [model.objects.count() for model in models]

    return count


def test_a_trial_tells_everything_and_writes_nothing(
    folder: Path, home: HomePage, counts: Callable[[], list[int]], library: Path
) -> None:
    write(folder, FULL)
    before = counts()

    told = run(folder, into="/knowledge/", dry_run=True)

    assert counts() == before
    assert not library.exists()
    numbers = dict(line.rsplit(None, 1) for line in told.splitlines()[1:10])
    assert numbers == {
        "Pages made:": "2",
        "Pages changed:": "0",
        "Pages unchanged:": "0",
        "Refused:": "1",
        "Sections made for folders:": "1",
        "Pictures made:": "1",
        "Old addresses kept:": "2",
        "Subjects made:": "1",
        "Links that lead nowhere:": "1",
    }
    assert "broken.md:1: The file is empty." in told
    assert "a.md:6: d.md" in told
    assert "b/c.md:3: y.png" in told


def test_a_trial_before_and_the_run_itself_tell_the_same(folder: Path, home: HomePage) -> None:
    write(folder, FULL)

    trial = run(folder, into="/knowledge/", dry_run=True).splitlines()[1:-1]
    done = run(folder, into="/knowledge/").splitlines()[:-1]

    assert trial == done


def test_a_trial_tells_what_would_change(folder: Path, home: HomePage) -> None:
    write(folder, {"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})
    run(folder, into="/knowledge/")
    write(folder, {"a.md": "# A\n\nOther text.\n"})

    told = run(folder, into="/knowledge/", dry_run=True, verbosity=2)

    assert "Changed:\n  a.md" in told
    assert ProcedurePage.objects.get(title="A").revisions.count() == 1


def test_the_command_fails_when_something_was_refused(folder: Path, home: HomePage) -> None:
    write(folder, FULL)

    with pytest.raises(CommandError, match="1 refused"):
        call_command("import_markdown", str(folder), into="/knowledge/", stdout=StringIO())

    assert ProcedurePage.objects.count() == 2


def test_the_address_chooses_page_and_language(folder: Path, home: HomePage) -> None:
    write(folder, {"a.md": "# A\n\nText.\n"})

    run(folder, into="/en/knowledge/")

    assert ProcedurePage.objects.get().locale.language_code == "en"


def test_a_number_chooses_the_page_and_the_language_its_translation(folder: Path, home: HomePage) -> None:
    write(folder, {"a.md": "# A\n\nText.\n"})
    dutch = KnowledgeIndexPage.objects.get(locale__language_code="nl")

    run(folder, into=str(dutch.pk), language="en")

    assert ProcedurePage.objects.get().locale.language_code == "en"


def test_texts_can_come_below_a_section(folder: Path, home: HomePage) -> None:
    write(folder, {"b/c.md": "# C\n\nText.\n"})
    run(folder, into="/knowledge/")
    write(folder.parent, {"more/d.md": "# D\n\nText.\n"})

    run(folder.parent / "more", into="/knowledge/b/")

    assert ProcedurePage.objects.get(title="D").get_parent().specific == SectionPage.objects.get()


def test_without_a_kind_texts_become_what_fits_below_the_page(folder: Path, home: HomePage) -> None:
    write(folder, {"a.md": "# A\n\nText.\n"})

    run(folder, into="/news/")

    assert NewsPage.objects.get().title == "A"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"into": "/nowhere/"}, "There is no page /nowhere/."),
        ({"into": "999999"}, "There is no page 999999."),
        ({"into": "/"}, "no texts can come"),
        ({"into": "/news/", "kind": "poem"}, "Known are: blog, news, procedure."),
        ({"into": "/news/", "kind": "procedure"}, "no pages of the kind “procedure” can come"),
        ({"into": "/news/", "language": "de"}, "has no translation in “de”"),
        ({"into": "/news/", "root": Path("/nowhere")}, "/nowhere is not a folder"),
    ],
)
def test_a_wrong_option_is_explained(
    options: dict[str, Any], words: str, folder: Path, home: HomePage
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n"})

    assert words in run(folder, **options)
    assert not ImportedFile.objects.exists()


def test_a_folder_that_is_not_there_is_explained(folder: Path, home: HomePage) -> None:
    assert "is not a folder" in run(folder / "nowhere", into="/news/")


def test_a_root_elsewhere_is_explained(folder: Path, home: HomePage, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    assert "does not lie in" in run(folder, into="/news/", root=tmp_path / "other")


def test_an_empty_folder_is_no_fault(folder: Path, home: HomePage) -> None:
    assert "Pages made:" in run(folder, into="/news/")


def test_a_long_list_is_shortened_unless_asked(folder: Path, home: HomePage) -> None:
    links = "\n\n".join(f"[x](gone-{number}.md)" for number in range(30))
    write(folder, {"a.md": f"# A\n\n{links}\n"})

    assert "and 10 more" in run(folder, into="/news/", dry_run=True)
    assert "gone-29.md" in run(folder, into="/news/", dry_run=True, verbosity=2)
