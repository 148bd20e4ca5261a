"""Somebody writes in a group: nothing typed is lost, and nothing is there twice."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from access.models import User
from dialogue.services.refusals import CommentsClosed
from groups.models import Group, Idea, Membership, Post, PostDraft
from groups.services.scopes import give_access
from home.models import HomePage
from tests.factories.dialogue import comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import GroupFactory, member_of, post_in, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(home: HomePage) -> Group:
    return GroupFactory(name="Klantgericht schrijven")


@pytest.fixture
def writer(group: Group, client: Client) -> User:
    user = member_of(group, "Noor de Wit")
    client.force_login(user)
    return user


def write_url(group: Group) -> str:
    return reverse("groups:write", args=[group.slug])


def said_in(page: str, slug: str) -> str:
    """Return a page without its address, and without what is drawn anew each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page.replace(slug, ""))


def test_a_subject_that_is_not_there_is_named_with_what_comes_near(
    client: Client, group: Group, writer: User
) -> None:
    SubjectFactory(name_nl="Brieven", name_en="Letters")

    answer = client.post(
        write_url(group), {"kind": "lesson", "title": "Begin met het besluit", "subjects": "brievn"}
    )

    assert answer.status_code == 422
    assert "“brievn”" in answer.text
    assert "“Brieven”" in answer.text
    assert not Post.objects.exists()


def test_a_member_posts_a_lesson_about_a_subject(client: Client, group: Group, writer: User) -> None:
    subject = SubjectFactory(name_nl="Brieven")

    answer = client.post(
        write_url(group), {"kind": "lesson", "title": "Begin met het besluit", "subjects": "brieven"}
    )

    post = Post.objects.get()
    assert answer["Location"] == post.get_absolute_url()
    assert (post.kind, post.title, list(post.subjects.all())) == (
        "lesson",
        "Begin met het besluit",
        [subject],
    )
    assert "Begin met het besluit" in client.get(post.get_absolute_url()).text


def test_the_same_form_sent_twice_is_one_post(client: Client, group: Group, writer: User) -> None:
    sent = {"kind": "message", "text": "Hallo allemaal.", "submission_key": str(uuid4())}

    client.post(write_url(group), sent)
    client.post(write_url(group), sent)

    assert Post.objects.count() == 1


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    client: Client, group: Group, writer: User
) -> None:
    answer = client.post(write_url(group), {"kind": "lesson", "text": "Veel.", "subjects": "Onbekends"})

    assert answer.status_code == 422
    assert {"title", "subjects"} == set(answer.context["form"].errors)
    assert "Veel." in answer.text
    assert not Post.objects.exists()


def test_a_message_that_ends_in_a_question_mark_may_be_a_question(
    client: Client, group: Group, writer: User
) -> None:
    sent = {"kind": "message", "title": "Wie heeft een voorbeeldbrief?", "text": ""}

    offered = client.post(write_url(group), sent)
    turned = client.post(write_url(group), {**sent, "act": "kind:question"})
    client.post(write_url(group), {**sent, "act": "anyway"})

    assert (offered.status_code, offered.context["form"].offers_question) == (422, True)
    assert turned.context["form"].kind == "question"
    assert "Wie heeft een voorbeeldbrief?" in turned.text
    assert Post.objects.get().kind == "message"


def test_a_chip_that_turns_the_kind_keeps_what_was_typed(client: Client, group: Group, writer: User) -> None:
    turned = client.post(write_url(group), {"kind": "message", "text": "Een idee.", "act": "kind:idea"})
    later = client.get(write_url(group))

    assert "Een idee." in turned.text
    assert (later.context["form"].kind, later.context["form"]["text"].value()) == ("idea", "Een idee.")


def test_an_idea_is_open_when_it_is_posted() -> None:
    post = post_in(GroupFactory(), kind="idea")

    assert post.idea.state == Idea.State.OPEN


def test_a_file_that_was_sent_with_a_faulty_form_is_not_chosen_twice(
    client: Client, group: Group, writer: User
) -> None:
    file = SimpleUploadedFile("brief.txt", b"Beste inwoner,", "text/plain")
    faulty = client.post(write_url(group), {"kind": "lesson", "text": "Lees mee.", "file": file})
    assert "brief.txt" in faulty.text

    client.post(write_url(group), {"kind": "lesson", "title": "Zo kan het", "text": "Lees mee."})

    post = Post.objects.get()
    assert (post.words.file.name, post.has_file) == ("brief.txt", True)
    assert not PostDraft.objects.exists()


def test_what_is_typed_is_kept_until_it_is_posted(client: Client, group: Group, writer: User) -> None:
    key = str(uuid4())
    save = reverse("groups:draft-save", args=[group.slug])

    kept = client.post(save, {"kind": "work", "title": "Concept", "text": "Kijk mee", "submission_key": key})
    assert kept.json() == {"kept": True}
    client.post(write_url(group), {"kind": "work", "title": "Concept", "submission_key": key})
    late = client.post(save, {"kind": "work", "title": "Concept", "submission_key": key})

    assert late.json() == {"kept": False}
    assert not PostDraft.objects.exists()


def test_a_draft_is_found_among_the_conversations_of_its_writer(
    client: Client, group: Group, writer: User
) -> None:
    client.post(write_url(group), {"kind": "work", "text": "Kijk mee", "act": "draft"})

    found = client.get(reverse("dialogue:mine") + "?show=posts").text
    assert write_url(group) in found
    assert "Kijk mee" in found

    give_access(group, "closed")
    Membership.objects.update(state="removed")
    assert "Kijk mee" not in client.get(reverse("dialogue:mine") + "?show=posts").text


def test_who_only_reads_is_offered_a_question_and_nothing_else(client: Client, group: Group) -> None:
    client.force_login(stranger())

    form = client.get(f"{write_url(group)}?kind=lesson")
    client.post(write_url(group), {"kind": "lesson", "title": "Hoe vraag ik bezwaar aan?"})

    assert [kind for kind, _guide in form.context["kinds"]] == ["question"]
    assert Post.objects.get().kind == "question"


def test_who_is_removed_while_writing_keeps_their_words(client: Client, group: Group, writer: User) -> None:
    Membership.objects.update(state="removed")

    answer = client.post(write_url(group), {"kind": "message", "text": "Een lang verhaal."})

    assert answer.status_code == 422
    assert "Een lang verhaal." in answer.text
    assert not Post.objects.exists()


def test_who_was_removed_reads_along_and_says_nothing(client: Client, group: Group, writer: User) -> None:
    post = post_in(group, author=member_of(group))
    spoken = comment_on(post, "Nog erbij.", author=writer)
    Membership.objects.filter(person__user=writer).update(state="removed")

    shown = client.get(post.get_absolute_url())

    assert "Nog erbij." in shown.text
    assert 'id="comment-form"' not in shown.text
    assert client.get(reverse("dialogue:comment-edit", args=[spoken.pk])).status_code == 404
    with pytest.raises(CommentsClosed):
        comment_on(post, "En toch.", author=writer)


def test_what_is_sent_after_a_session_has_ended_is_kept_for_its_writer(
    client: Client, group: Group, writer: User
) -> None:
    seal = client.get(write_url(group)).context["seal"]
    client.logout()

    door = client.post(write_url(group), {"kind": "lesson", "text": "Nog niet af.", "seal": seal})
    forged = client.post(write_url(group), {"kind": "lesson", "text": "Anders.", "seal": "x"})

    assert write_url(group) in door["Location"]
    assert forged.status_code == 302
    assert (PostDraft.objects.get().author, PostDraft.objects.get().text) == (writer, "Nog niet af.")


def test_a_group_that_is_not_there_answers_as_one_that_is_secret(client: Client, group: Group) -> None:
    give_access(group, "secret")
    client.force_login(stranger())
    nowhere, sent = reverse("groups:write", args=["nergens"]), {"kind": "question", "title": "Wie?"}

    for method, data in ((client.get, {}), (client.post, sent)):
        secret, none = method(write_url(group), data), method(nowhere, data)
        assert (secret.status_code, none.status_code) == (404, 404)
        assert said_in(secret.text, group.slug) == said_in(none.text, "nergens")
    assert "Wie?" in client.post(nowhere, {**sent, "text": ""}).text
