import json
from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from access.models import Scope
from access.models.role import Role
from access.roles import give_role
from content.blocks.video import VideoAddressBlock, VideoBlock
from content.videos import UnknownVideo, hosts_of, video_at
from home.models import HomePage
from news.models import NewsPage
from tests.conftest import QueryCounter
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

# Any: Wagtail's blocks have no types.
BLOCKS: dict[str, Any] = dict(NewsPage._meta.get_field("body").stream_block.child_blocks)
OURS = hosts_of(["youtube", "vimeo", "video.lindewaard.example"])


def shown(reader: Client, *body: tuple[str, Any], slug: str = "bericht") -> BeautifulSoup:
    """Return the text of a news item with `body` as `reader` gets it."""
    NewsPageFactory(slug=slug, body=stored(body))
    html = BeautifulSoup(reader.get(f"/news/{slug}/").text, "html.parser")
    (prose,) = html.select(".prose")
    return BeautifulSoup(str(prose), "html.parser")


def stored(body: Iterable[tuple[str, Any]]) -> str:
    """Return blocks as the database has them: what is chosen by its key."""
    return json.dumps([{"type": name, "value": value} for name, value in body])


@pytest.mark.parametrize("name", BLOCKS)
def test_an_editor_sees_what_each_block_is_for(client: Client, home: HomePage, name: str) -> None:
    editor = UserFactory()
    give_role(editor, Role.EDITOR)
    client.force_login(editor)
    block = BLOCKS[name]

    preview = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    main = BeautifulSoup(preview.text, "html.parser").select_one("main")
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert main is not None
    assert main.get_text(strip=True)


def test_parts_unfold_without_scripts(reader: Client) -> None:
    parts = [{"title": "Mag mijn fiets mee?", "text": "<p>Ja, er is <b>plek</b>.</p>"}]

    prose = shown(reader, ("accordion", parts))

    assert prose.select_one("details > summary").get_text() == "Mag mijn fiets mee?"  # type: ignore[union-attr]
    assert "plek" in prose.select_one("details").get_text()  # type: ignore[union-attr]


def test_steps_in_a_text_stand_in_order(reader: Client) -> None:
    steps = [{"title": "Kijk", "text": ""}, {"title": "Vraag", "text": "<p>Netjes.</p>"}]

    prose = shown(reader, ("steps", steps))

    assert [step.get_text() for step in prose.select("ol.steps > li > h3")] == ["Kijk", "Vraag"]


def test_a_colleague_that_the_reader_may_not_see_shows_nothing(reader: Client) -> None:
    seen = PersonFactory(name="Daan Pronk")
    hidden = PersonFactory(name="Geheime Gast", scope=Scope.objects.for_sets([["role:0"]]))

    prose = shown(
        reader,
        ("person", {"person": seen.pk, "note": "Vraag hem naar iepen"}),
        ("person", {"person": hidden.pk, "note": "Vraag niets"}),
    )

    assert "Daan Pronk" in prose.get_text()
    assert "Vraag hem naar iepen" in prose.get_text()
    assert "Geheime" not in prose.get_text()
    assert "Vraag niets" not in prose.get_text()


def test_cards_lead_only_to_pages_that_the_reader_may_see(reader: Client) -> None:
    open_page = ProcedurePageFactory(title="Verlof")
    closed = ProcedurePageFactory(title="Reorganisatie")
    restrict(closed, Group.objects.create(name="or"))
    draft = ProcedurePageFactory(title="Nog niet klaar", live=False)
    cards = [{"page": page.pk, "text": f"Over {page.title}"} for page in (open_page, closed, draft)]

    prose = shown(reader, ("cards", cards))

    assert [link.get_text() for link in prose.select(".cards a")] == ["Verlof"]
    assert "Reorganisatie" not in prose.get_text()
    assert "Nog niet klaar" not in prose.get_text()


def test_a_video_asks_nothing_of_its_host_before_a_click(reader: Client) -> None:
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    prose = shown(reader, ("video", {"title": "De brug", "address": address, "words": "Hij gaat open."}))

    (link,) = prose.select("a.frame")
    assert link["href"] == address
    assert link["data-player"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert "Speel af bij YouTube: dan ziet YouTube dat je kijkt" in link.get_text()
    assert not prose.select("iframe, [src*=youtube]")
    assert "Hij gaat open." in prose.get_text()


def test_only_players_of_allowed_hosts_may_be_framed(reader: Client) -> None:
    policy = reader.get("/")["Content-Security-Policy"]

    (frames,) = [part for part in policy.split("; ") if part.startswith("frame-src")]
    assert frames == "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com"


def test_a_video_of_our_own_is_opened_for_who_reads_the_page(reader: Client, own_files: object) -> None:
    film = MediaFactory(title="De brug", name="brug.mp4", type="video")

    prose = shown(reader, ("video", {"title": "De brug", "address": "", "file": film.pk, "words": "Open."}))

    (player,) = prose.select("video")
    assert reader.get(str(player["src"])).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?t=12",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871",
        "https://video.lindewaard.example/w/9c9de5e8-0a1e",
    ],
)
def test_a_video_at_an_allowed_host_is_known(address: str) -> None:
    assert video_at(address, OURS).player_url.startswith(video_at(address, OURS).host.origin)


@pytest.mark.parametrize(
    "address",
    [
        "https://video.example.com/watch?v=dQw4w9WgXcQ",
        # A browser goes to what stands before the backslash.
        "https://video.example.com\\@www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://video.example.com@www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com.example.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com@example.com/watch?v=dQw4w9WgXcQ",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/feed/history",
        "https://www.youtube.com/watch?v=../../evil",
        "https://vimeo.com/about",
        "javascript:alert(1)",
        "https://[youtube.com/",
        "https://youtu.be:x/dQw4w9WgXcQ",
        "",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(UnknownVideo):
        video_at(address, OURS)


def test_an_editor_is_told_which_hosts_are_allowed() -> None:
    with pytest.raises(ValidationError, match="YouTube, Vimeo"):
        VideoAddressBlock().clean("https://video.example.com/1")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"address": "", "file": None}, "address"), ({"address": "", "file": "own", "words": " "}, "words")],
)
def test_a_video_needs_a_place_and_a_file_of_our_own_its_words(
    db: None, own_files: object, values: dict[str, Any], field: str
) -> None:
    block = VideoBlock()
    if values["file"]:
        values = {**values, "file": MediaFactory(type="video").pk}

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"title": "De brug", "poster": None, "words": "", **values}))

    assert list(refusal.value.block_errors) == [field]


@pytest.mark.parametrize("value", ["youtube,evil host", "https://youtube.com", "x; script-src *"])
def test_a_host_that_is_none_does_not_reach_the_policy(value: str) -> None:
    with pytest.raises(ValueError, match="must be youtube"):
        hosts_of(value.split(","))


def test_what_texts_point_at_is_read_at_once(queries_of: QueryCounter, own_files: object) -> None:
    costs: dict[int, list[int]] = {}

    for count in (2, 5):
        links = [link_to(number) for number in range(count)]
        body = stored(block for number, link in enumerate(links) for block in blocks_with(link, number))
        steps = stored(("step", {"title": "Doe", "text": link}) for link in links)
        NewsPageFactory(slug=f"n{count}", body=body)
        SectionPageFactory(slug=f"s{count}", body=body)
        ProcedurePageFactory(slug=f"p{count}", body=body, steps=steps)
        addresses = [f"/news/n{count}/", f"/knowledge/s{count}/", f"/knowledge/p{count}/"]
        costs[count] = [queries_of(address) for address in addresses]

    assert costs[5] == costs[2]


def small_image() -> int:
    """Return the key of an image that is quickly drawn."""
    return int(ImageFactory(file__width=40, file__height=30).pk)


def link_to(number: int) -> str:
    """Return a text with a link to a page of its own and one to a document of its own."""
    page = ProcedurePageFactory(title=f"Doel {number}", slug=f"doel-{number}-{DocumentFactory().pk}")
    document = DocumentFactory()
    return (
        f'<p><a linktype="page" id="{page.pk}">hier</a>'
        f' <a linktype="document" id="{document.pk}">en dit</a> <a linktype="page" id="999999">weg</a></p>'
    )


def blocks_with(link: str, number: int) -> list[tuple[str, Any]]:
    """Return one block of each kind that points at something, each at something of its own."""
    page = NewsPageFactory(title=f"Kaart {number}", slug=f"kaart-{number}-{DocumentFactory().pk}")
    image = {"image": small_image(), "alt_text": "x", "decorative": False}
    return [
        ("text", link),
        ("callout", {"text": link}),
        ("accordion", [{"title": "Meer", "text": link}]),
        ("steps", [{"title": "Doe", "text": link}]),
        ("file", {"document": DocumentFactory().pk, "label": ""}),
        ("figure", {"image": image}),
        ("person", {"person": PersonFactory().pk, "note": ""}),
        ("cards", [{"page": page.pk, "text": ""}]),
        ("video", {"title": "Film", "address": "https://vimeo.com/76979871", "poster": small_image()}),
    ]
