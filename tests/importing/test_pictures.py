from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from content.models import BrinkImage
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage, ProcedurePage
from news.models import NewsIndexPage, NewsPage
from tests.importing.conftest import BringIn
from tests.importing.writing import body_of, picture, write


def test_a_picture_is_stored_once_however_often_it_is_shown(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "img/a.png": picture(),
            "img/copy of a.png": picture(),
            "a.md": "# A\n\n![The square](img/a.png)\n",
            "b/c.md": "# C\n\n![From the root](/img/a.png) ![Up](../img/copy%20of%20a.png)\n",
        },
    )

    report = bring_in(knowledge)

    image = BrinkImage.objects.get()
    assert image.title == "The square"
    assert report.picture_count == 1
    assert body_of(ProcedurePage.objects.get(slug="a")) == [
        {
            "type": "figure",
            "value": {
                "image": {"image": image.pk, "decorative": False, "alt_text": "The square"},
                "caption": "",
            },
        }
    ]


def test_a_picture_that_is_in_the_library_already_is_not_stored_again(
    folder: Path, knowledge: KnowledgeIndexPage, news: NewsIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.png": picture(), "a.md": "# A\n\n![x](a.png)\n"})
    bring_in(knowledge)

    report = bring_in(news)

    assert BrinkImage.objects.count() == 1
    assert (report.picture_count, report.known_picture_count) == (0, 1)


def test_front_matter_gives_news_its_picture(folder: Path, news: NewsIndexPage, bring_in: BringIn) -> None:
    write(
        folder,
        {
            "assets/a.jpg": picture(kind="JPEG"),
            "a.md": "---\ntitle: A\nimage: /assets/a.jpg\nimage_alt: The square\n---\nText.\n",
            "b.md": "---\ntitle: B\nimage: false\n---\nText.\n",
        },
    )

    report = bring_in(news)

    item = NewsPage.objects.get(slug="a")
    assert item.image == BrinkImage.objects.get()
    assert item.image_alt == "The square"
    assert report.missing_pictures == []


def test_pictures_may_lie_above_the_folder_when_the_root_is_named(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder.parent, {"img/a.png": picture()})
    write(folder, {"a.md": "# A\n\n![x](/img/a.png)\n"})

    report = bring_in(knowledge, root=folder.parent)

    assert report.picture_count == 1


def test_a_picture_that_is_not_there_is_told_with_file_and_line(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "# A\n\nText.\n\n![x](gone.png)\n"})

    report = bring_in(knowledge)

    assert [str(remark) for remark in report.missing_pictures] == ["a.md:5: gone.png"]
    assert report.made == ["a.md"]


def test_a_picture_on_another_site_becomes_a_link(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "# A\n\n![The map](https://voorbeeld.example/map.png)\n"})

    bring_in(knowledge)

    assert body_of(ProcedurePage.objects.get())[0]["value"] == (
        '<p><a href="https://voorbeeld.example/map.png">The map</a></p>'
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"no picture at all", "a.png: This is no picture, or it is damaged."),
        ("a.png", picture()[:40], "a.png: This is no picture, or it is damaged."),
        ("a.png", picture(kind="GIF"), "a.png: This is a picture of the kind GIF with another name."),
        ("a.svg", b"<svg/>", "a.svg: Pictures of the kind .svg are not taken in."),
        ("a.png", b"\x89PNG" + b"0" * 50_000_000, "a.png: The picture is larger than 20 MB."),
        ("a.png", b"", "a.png: This is no picture, or it is damaged."),
    ],
)
def test_what_is_no_picture_is_refused_and_the_page_goes_in(
    name: str, content: bytes, words: str, folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {name: content, "page.md": f"# A\n\nText.\n\n![x]({name})\n"})

    report = bring_in(knowledge)

    (refusal,) = report.refused
    assert (refusal.source, refusal.line) == ("page.md", 5)
    assert refusal.words.startswith(words)
    assert body_of(ProcedurePage.objects.get()) == [{"type": "text", "value": "<p>Text.</p>"}]
    assert not BrinkImage.objects.exists()


def test_a_refusal_is_told_in_the_language_of_who_imports(
    folder: Path, home: HomePage, bring_in: BringIn
) -> None:
    write(folder, {"a.svg": b"<svg/>", "a.md": "# A\n\nText.[^1] ![x](a.svg)\n\n[^1]: Note here.\n"})
    dutch = KnowledgeIndexPage.objects.get(locale__language_code="nl")

    with translation.override("en"):
        report = bring_in(dutch)

    with translation.override("nl"):
        notes = gettext("Notes")
    assert "Pictures of the kind .svg" in report.refused[0].words
    assert body_of(ProcedurePage.objects.get())[1] == {"type": "heading", "value": notes}


def test_a_picture_with_too_many_pixels_is_refused(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn, settings: pytest.FixtureRequest
) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100  # type: ignore[attr-defined]  # pytest-django's
    write(folder, {"a.png": picture(width=20), "a.md": "# A\n\n![x](a.png)\n"})

    report = bring_in(knowledge)

    assert "too many pixels (20 by 8)" in report.refused[0].words


@pytest.mark.parametrize("address", ["../secret.png", "/../secret.png", "link.png", "img/../../secret.png"])
def test_a_picture_outside_the_folder_is_refused(
    address: str, folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder.parent, {"secret.png": picture()})
    write(folder, {"a.md": f"# A\n\n![x]({address})\n", "img/keep.txt": ""})
    (folder / "link.png").symlink_to(folder.parent / "secret.png")

    report = bring_in(knowledge)

    assert [str(remark) for remark in report.refused] == [
        f"a.md:3: {address}: This leads out of the folder. Put a copy inside it."
    ]
    assert not BrinkImage.objects.exists()
