"""An episode from the editor's screen to the listener's ear, and the player with a keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from access.models import User
from access.roles import Role, give_role
from blog.models import Episode
from tests.browser.conftest import Visit, take_picture
from tests.browser.editor import notice_the_editor, wait_until_it_rests, wait_until_it_watches
from tests.browser.watching import Watcher
from tests.factories.blog import EpisodeFactory, PodcastFactory, RecordingFactory, recording
from tests.factories.dialogue import colleague

TITLE = "Ravi rijdt als de stad slaapt"
VTT = (
    "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Mila>De telefoon gaat.</v>\n\n"
    "00:30.000 --> 00:34.000\n<v Ravi>Eerst de bruggen.</v>\n"
)
LINES = [
    ("line", {"at": 0, "speaker": "Mila", "text": "De telefoon gaat."}),
    ("line", {"at": 30, "speaker": "Ravi", "text": "Eerst de bruggen."}),
]
CHAPTERS = [
    ("chapter", {"at": 0, "title": "De telefoon gaat"}),
    ("chapter", {"at": 20, "title": "Zout en pekel"}),
]


@pytest.fixture
def listener(db: None) -> User:
    return colleague("Noor de Wit", username="noor")


@pytest.fixture
def episode(listener: User) -> Episode:
    """A minute of silence, with two chapters and two lines."""
    sound = RecordingFactory(content=recording(60), duration=60)
    made: Episode = EpisodeFactory(title=TITLE, audio=sound, transcript=LINES, chapters=CHAPTERS)
    return made


def test_an_editor_is_refused_without_a_transcript_and_publishes_with_one(
    visit: Visit, watcher: Watcher, listener: User, tmp_path: Path
) -> None:
    # While it is not complete the editor cannot save by itself, and its answer is an error.
    watcher.expect("400 (Bad Request)")
    podcast = PodcastFactory(title="Onder de linden")
    emre = colleague("Emre Yildiz", username="emre")
    give_role(emre, Role.EDITOR)
    sound, words, pdf = tmp_path / "nacht.wav", tmp_path / "nacht.vtt", tmp_path / "nacht.pdf"
    sound.write_bytes(recording(40))
    words.write_text(VTT)
    pdf.write_bytes(b"%PDF-1.7")
    page = visit(emre)

    notice_the_editor(page)
    page.goto(f"/admin/pages/add/blog/episode/{podcast.pk}/")
    wait_until_it_watches(page)
    page.get_by_role("textbox", name="Titel").first.press_sequentially(TITLE)
    page.wait_for_url("**/edit/")
    choose_sound(page, sound)
    wait_until_it_rests(page)
    publish(page)

    expect(page.get_by_text("Een aflevering verschijnt met transcript").first).to_be_visible()
    take_picture(page, "episode-refused")
    page.locator("input[name=transcript_file]").set_input_files(pdf)
    wait_until_it_rests(page)
    publish(page)
    expect(page.get_by_text("Een PDF kan niet meelopen met het geluid.").first).to_be_visible()
    page.locator("input[name=transcript_file]").set_input_files(words)
    wait_until_it_rests(page)
    publish(page)
    expect(page.locator(".messages .success")).to_contain_text("gepubliceerd")

    reader = visit(listener)
    reader.goto("/podcasts/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_text("Eerst de bruggen.")).to_be_visible()
    expect(reader.get_by_role("button", name="Speel af")).to_be_visible()


def choose_sound(page: Page, sound: Path) -> None:
    page.get_by_role("button", name="Kies geluid").click()
    window = page.locator(".modal-dialog")
    window.get_by_role("tab").nth(1).click()
    window.locator("input[type=file]").first.set_input_files(sound)
    expect(window.get_by_role("textbox").first).to_have_value(sound.stem)
    window.locator("form[action*='chooser/upload'] button[type=submit]").click()
    expect(window).not_to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren").click()
    page.wait_for_load_state()


def test_the_player_works_with_a_keyboard_alone(visit: Visit, episode: Episode, listener: User) -> None:
    page = visit(listener)
    page.goto(episode.url)
    bar = page.get_by_role("slider", name="Plaats in de aflevering")

    page.get_by_role("button", name="Speel af").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pauzeer")).to_be_focused()
    expect(bar).not_to_have_value("0")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Speel af")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="30 verder")).to_be_focused()
    page.keyboard.press("Enter")
    expect(bar).to_have_attribute("aria-valuetext", about(30, "Zout en pekel"))
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(bar).to_have_attribute("aria-valuetext", about(15, "De telefoon gaat"))

    page.get_by_role("combobox", name="Snelheid").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25

    bar.focus()
    page.keyboard.press("End")
    expect(bar).to_have_attribute("aria-valuetext", "1.00, Zout en pekel")
    page.keyboard.press("Home")
    expect(bar).to_have_attribute("aria-valuetext", "0.00, De telefoon gaat")

    page.get_by_role("link", name="0.30").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".transcript .now")).to_contain_text("Eerst de bruggen.")
    expect(page.locator(".chapters [aria-current]")).to_contain_text("Zout en pekel")


def test_an_address_with_a_moment_opens_there_and_a_tab_remembers_where_it_was(
    visit: Visit, episode: Episode, listener: User
) -> None:
    page = visit(listener)
    bar = page.get_by_role("slider", name="Plaats in de aflevering")

    page.goto(f"{episode.url}#t=30")
    expect(bar).to_have_attribute("aria-valuetext", "0.30, Zout en pekel")
    expect(page.locator(".transcript .now")).to_contain_text("Eerst de bruggen.")

    page.goto("/podcasts/")
    page.goto(episode.url)
    expect(bar).to_have_attribute("aria-valuetext", "0.30, Zout en pekel")


def test_a_recording_that_cannot_be_fetched_says_so(
    visit: Visit, watcher: Watcher, episode: Episode, listener: User
) -> None:
    watcher.expect("404 (Not Found)")
    page = visit(listener)
    page.route("**/files/media/**", lambda route: route.fulfill(status=404))
    page.goto(episode.url)

    page.get_by_role("button", name="Speel af").click()

    expect(page.get_by_role("alert")).to_contain_text("De opname kan nu niet klinken.")


def test_without_scripts_the_player_of_the_browser_shows(
    visit: Visit, episode: Episode, listener: User
) -> None:
    page = visit(listener, scripts=False)
    page.goto(episode.url)

    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".transport")).not_to_be_visible()
    page.get_by_role("link", name="0.30").click()
    expect(page).to_have_url(re.compile(r"#t=30$"))


def test_an_address_for_an_app_is_made_and_copied(visit: Visit, episode: Episode, listener: User) -> None:
    page = visit(listener)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(episode.url)

    page.get_by_role("link", name="Maak mijn adres").click()
    page.get_by_role("button", name=re.compile("Maak mijn adres.*Podcasts")).click()
    field = page.get_by_role("textbox", name="Alle podcasts")
    page.get_by_role("button", name=re.compile("Kopieer.*Alle podcasts")).click()

    expect(page.get_by_text("Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    page.get_by_role("button", name=re.compile("Trek in.*Podcasts")).click()
    expect(field).to_have_count(0)


def about(second: int, chapter: str) -> re.Pattern[str]:
    """Return what the bar says some moments after `second`: the sound may have gone on."""
    return re.compile(rf"^0\.({second}|{second + 1}|{second + 2}), {re.escape(chapter)}$")
