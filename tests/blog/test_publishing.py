"""An episode is published with its sound and its transcript or not at all, whichever way is tried."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from access.models import User
from blog.models import BlogPost, Episode
from content.schedule import enqueue_planned
from home.models import HomePage
from tests.admin_forms import filled_form
from tests.factories.blog import BlogPostFactory, EpisodeFactory, PodcastFactory, RecordingFactory

REFUSED = "Een aflevering verschijnt met transcript"
PUBLISH = {"action-publish": "1"}
EMPTY_STREAMS = {"chapters-count": "0", "transcript-count": "0"}
VTT = (
    b"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Mila>De telefoon gaat.</v>\n\n"
    b"05:10.000 --> 05:12.000\n<v Ravi>Zout."
)
LINE = {
    "transcript-count": "1",
    "transcript-0-deleted": "",
    "transcript-0-order": "0",
    "transcript-0-type": "line",
    "transcript-0-id": "",
    "transcript-0-value-at": "12.40",
    "transcript-0-value-speaker": "Ravi",
    "transcript-0-value-text": "Niet in januari.",
}


@pytest.fixture
def draft(home: HomePage) -> Episode:
    """An episode with its sound that nobody has written out yet."""
    episode: Episode = EpisodeFactory(live=False, transcript=[], chapters=[])
    return episode


def send(client: Client, page: Page, **changes: Any) -> Any:  # Any: fields and files, and what the client has
    address = f"/admin/pages/{page.pk}/edit/"
    return client.post(address, {**filled_form(client, address, **EMPTY_STREAMS), **changes})


def stored(page: Page) -> Episode:
    episode: Episode = Episode.objects.get(pk=page.pk)
    return episode


def latest(page: Page) -> Episode:
    episode: Episode = stored(page).get_latest_revision_as_object()
    return episode


def test_the_form_publishes_no_episode_without_a_transcript_and_says_why(
    editor: Client, draft: Episode
) -> None:
    answer = send(editor, draft, title="Met zorg getypt", **PUBLISH)

    assert answer.status_code == 200
    assert REFUSED in answer.text
    assert "Met zorg getypt" in answer.text
    assert not stored(draft).live


def test_the_form_publishes_no_episode_without_sound_and_says_why(editor: Client, draft: Episode) -> None:
    answer = send(editor, draft, audio="", **PUBLISH, **LINE)

    assert "Een aflevering verschijnt met geluid" in answer.text
    assert REFUSED not in answer.text
    assert not stored(draft).live


def test_a_draft_without_a_transcript_is_kept(editor: Client, draft: Episode) -> None:
    answer = send(editor, draft, title="Nog niet af")

    assert answer.status_code == 302
    assert latest(draft).title == "Nog niet af"


def test_a_draft_of_a_live_episode_may_lose_its_transcript_and_the_live_one_keeps_it(
    editor: Client, home: HomePage
) -> None:
    live = EpisodeFactory()

    answer = send(editor, live, title="Nieuwe titel")

    assert answer.status_code == 302
    assert len(latest(live).transcript) == 0
    assert len(stored(live).transcript) == 2


def test_lines_that_are_typed_are_enough(editor: Client, draft: Episode) -> None:
    send(editor, draft, **PUBLISH, **LINE)

    episode = stored(draft)
    assert episode.live
    assert [(line.value["at"], line.value["speaker"]) for line in episode.transcript] == [(760, "Ravi")]


def test_a_moment_that_is_none_is_told_at_its_line(editor: Client, draft: Episode) -> None:
    answer = send(editor, draft, **LINE | {"transcript-0-value-at": "kwart over"})

    assert "Schrijf minuten en seconden, zoals 12.40." in answer.text
    assert "kwart over" in answer.text


def test_a_file_fills_the_transcript_and_publishes(editor: Client, draft: Episode) -> None:
    file = SimpleUploadedFile("nacht.vtt", VTT)

    answer = send(editor, draft, transcript_file=file, **PUBLISH)

    assert answer.status_code == 302
    episode = stored(draft)
    assert episode.live
    assert [line.value["text"] for line in episode.transcript] == ["De telefoon gaat.", "Zout."]


def test_a_file_replaces_the_lines_that_were_there(editor: Client, draft: Episode) -> None:
    send(editor, draft, transcript_file=SimpleUploadedFile("nacht.vtt", VTT), **LINE)

    assert [line.value["speaker"] for line in latest(draft).transcript] == ["Mila", "Ravi"]


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "publish"])
def test_a_transcript_in_pdf_is_refused_in_words_and_nothing_is_kept(
    editor: Client, draft: Episode, action: dict[str, str]
) -> None:
    revisions = Revision.objects.count()
    file = SimpleUploadedFile("nacht.pdf", b"%PDF-1.7", "application/pdf")

    answer = send(editor, draft, title="Met zorg getypt", transcript_file=file, **action)

    assert answer.status_code == 200
    assert "Een PDF kan niet meelopen met het geluid." in answer.text
    assert "Met zorg getypt" in answer.text
    assert Revision.objects.count() == revisions
    assert not stored(draft).live


def test_the_form_plans_no_episode_without_a_transcript(editor: Client, draft: Episode) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)

    answer = send(editor, draft, go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"), **PUBLISH)

    assert REFUSED in answer.text
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_form_hands_in_no_episode_without_a_transcript(editor: Client, draft: Episode) -> None:
    answer = send(editor, draft, **{"action-submit": "1"})

    assert REFUSED in answer.text
    assert not stored(draft).workflow_in_progress


def test_approving_what_was_handed_in_without_a_transcript_is_refused_in_words(
    editor: Client, draft: Episode
) -> None:
    draft.save_revision()
    workflow = Workflow.objects.filter(active=True).first()
    assert workflow is not None
    workflow.start(draft, User.objects.get(pk=editor.session["_auth_user_id"]))
    task = stored(draft).current_workflow_task_state
    address = f"/admin/pages/workflow/action/{draft.pk}/approve/{task.pk}/"
    back = f"/admin/pages/{draft.pk}/edit/"

    by_page = editor.post(address, {"comment": ""}, headers={"Referer": f"http://testserver{back}"})
    by_window = editor.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert by_page.status_code == 302
    assert by_page.headers["Location"].endswith(back)
    assert json.loads(by_window.content) == {"step": "success", "redirect": "/admin/"}
    assert REFUSED in editor.get(back).text
    assert not stored(draft).live
    assert stored(draft).workflow_in_progress


def test_publishing_many_at_once_leaves_out_what_lacks_its_transcript_and_says_why(
    editor: Client, draft: Episode
) -> None:
    draft.save_revision()

    editor.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}", {"include_descendants": "", "next": "/admin/"}
    )

    assert not stored(draft).live
    assert REFUSED in editor.get("/admin/").text


def test_code_publishes_no_revision_without_a_transcript(draft: Episode) -> None:
    revision = draft.save_revision()

    with pytest.raises(ValidationError) as refusal:
        revision.publish()

    assert set(refusal.value.message_dict) == {"transcript"}
    assert not stored(draft).live


def test_code_plans_no_revision_without_a_transcript(draft: Episode) -> None:
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision()

    with pytest.raises(ValidationError):
        revision.publish()

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_clock_publishes_what_was_planned_with_its_transcript(home: HomePage) -> None:
    episode = EpisodeFactory(live=False)
    episode.go_live_at = timezone.now() + timedelta(hours=1)
    episode.save_revision().publish()
    Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    Revision.objects.update(content=_without_moment(Revision.objects.get().content))

    enqueue_planned(timezone.now())

    assert stored(episode).live


def test_code_saves_no_live_episode_without_a_transcript(draft: Episode) -> None:
    draft.live = True

    with pytest.raises(ValidationError):
        draft.save()
    with pytest.raises(ValidationError):
        draft.save(clean=False)
    with pytest.raises(ValidationError):
        EpisodeFactory(transcript=[])
    with pytest.raises(ValidationError):
        EpisodeFactory(audio=None)

    assert not stored(draft).live


def test_copying_publishes_what_is_complete_and_nothing_else(draft: Episode) -> None:
    complete, podcast = EpisodeFactory(), PodcastFactory()

    live_copy = complete.copy(to=podcast, update_attrs={"slug": "kopie"})
    draft_copy = draft.copy(to=podcast, update_attrs={"slug": "concept"})

    assert (live_copy.live, draft_copy.live) == (True, False)
    with pytest.raises(ValidationError):
        complete.copy(to=podcast, update_attrs={"slug": "leeg", "transcript": []})
    with pytest.raises(ValidationError):
        draft_copy.save_revision().publish()


def test_copying_a_podcast_copies_its_episodes_with_their_transcripts(home: HomePage) -> None:
    episode = EpisodeFactory()

    copy = episode.get_parent().specific.copy(recursive=True, update_attrs={"slug": "kopie"})

    assert [len(page.specific.transcript) for page in copy.get_children()] == [2]


def test_an_episode_can_be_taken_offline_and_put_back(home: HomePage) -> None:
    episode = EpisodeFactory()

    episode.unpublish()
    was_live = stored(episode).live
    stored(episode).save_revision().publish()

    assert (was_live, stored(episode).live) == (False, True)


def test_losing_the_recording_leaves_the_episode_to_read(reader: Client) -> None:
    episode = EpisodeFactory(audio=RecordingFactory())

    episode.audio.delete()

    page = reader.get(episode.url)
    assert page.status_code == 200
    assert "<audio" not in page.text


def test_a_post_without_a_question_is_published_and_the_editor_is_told(editor: Client) -> None:
    with_question, without = (BlogPostFactory(live=False, question=words) for words in ("Wat mist er?", ""))

    told = [
        editor.get(send(editor, post, **PUBLISH).headers["Location"]).text
        for post in (with_question, without)
    ]

    assert BlogPost.objects.filter(live=True).count() == 2
    assert ["eindigt zonder vraag" in screen for screen in told] == [False, True]


def _without_moment(content: dict[str, Any]) -> dict[str, Any]:
    """Return the revision as it is once its moment has come."""
    return {**content, "go_live_at": None}


@pytest.mark.parametrize("name", ["blog", "blogpost", "podcast", "episode"])
def test_what_is_not_saved_yet_can_be_looked_at(editor: Client, name: str) -> None:
    post, episode = BlogPostFactory(), EpisodeFactory()
    blog, podcast = post.get_parent(), episode.get_parent()
    parent = {
        "blog": blog.get_parent(),
        "blogpost": blog,
        "podcast": podcast.get_parent(),
        "episode": podcast,
    }[name]
    address = f"/admin/pages/add/blog/{name}/{parent.pk}/"
    form = filled_form(editor, address, **{**EMPTY_STREAMS, **LINE}, title="Nog in de maak", slug="maak")

    kept = editor.post(f"{address}preview/", form)
    page = editor.get(f"{address}preview/")

    assert json.loads(kept.content)["is_valid"]
    assert page.status_code == 200
    assert "Nog in de maak" in page.text
