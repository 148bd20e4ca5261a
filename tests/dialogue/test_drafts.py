"""What somebody is writing is kept for them alone, until it is placed or thrown away."""

from datetime import timedelta
from uuid import uuid4

import pytest

from access.models import User
from content.models import ContentPage
from dialogue.drafts import POST_FORM, draft_in, drafts_of, edit_form, reply_form
from dialogue.files.keeping import FileChange
from dialogue.models import Draft, DraftFile
from dialogue.services import change_draft_file, edit_comment, post_comment, save_draft, throw_away
from dialogue.services.drafting import KEPT, LONGEST_DRAFT, move_to_new_comment, purge_drafts
from dialogue.services.refusals import DraftTooLong, OutOfSight
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.attachments import read_photo
from tests.factories.dialogue import NOW, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


def write(page: ContentPage, user: User, text: str = "Ik denk", form: str = POST_FORM) -> Draft | None:
    return save_draft(user=user, target=target_of(page), form=form, text=text, now=NOW)


def attach(page: ContentPage, user: User, change: FileChange, form: str = POST_FORM) -> None:
    change_draft_file(user=user, target=target_of(page), form=form, change=change, now=NOW)


def test_what_is_written_is_kept_as_it_was_typed(page: ContentPage, employee: User) -> None:
    write(page, employee, "Ik")

    write(page, employee, " Ik denk \r\n\tdat\x00 ")

    assert Draft.objects.get().text == " Ik denk \n\tdat "


def test_each_form_and_each_writer_has_a_draft_of_their_own(page: ContentPage, employee: User) -> None:
    comment, other = comment_on(page, author=employee), UserFactory()

    for form in (POST_FORM, reply_form(comment.pk), edit_form(comment.pk)):
        write(page, employee, form, form)
    write(page, other, "anders")

    assert Draft.objects.count() == 4
    found = draft_in(reply_form(comment.pk), target_of(page), employee)
    assert found is not None
    assert found.text == reply_form(comment.pk)


def test_emptying_the_field_throws_the_draft_away(page: ContentPage, employee: User) -> None:
    write(page, employee)

    assert write(page, employee, "  \n ") is None
    assert not Draft.objects.exists()


def test_a_draft_with_a_file_stays_without_words(page: ContentPage, employee: User) -> None:
    attach(page, employee, FileChange(read_photo(), "De eik"))

    draft = write(page, employee, "")

    assert draft is not None
    assert draft.file.description == "De eik"
    attach(page, employee, FileChange(is_dropped=True))
    assert not Draft.objects.exists()


def test_another_file_takes_the_place_of_the_first(page: ContentPage, employee: User) -> None:
    write(page, employee)
    for name in ("een.jpg", "twee.jpg"):
        attach(page, employee, FileChange(read_photo(name)))

    assert DraftFile.objects.get().name == "twee.webp"
    assert Draft.objects.get().text == "Ik denk"


def test_an_outsider_keeps_nothing_where_they_may_not_read(page: ContentPage, outsider: User) -> None:
    write(page, outsider)
    restrict(page)
    # Read anew, as the next request does.
    page, outsider = type(page).objects.get(pk=page.pk), User.objects.get(pk=outsider.pk)

    with pytest.raises(OutOfSight):
        write(page, outsider, "nog iets")
    assert not drafts_of(outsider).exists()
    assert Draft.objects.get().text == "Ik denk"


@pytest.mark.parametrize(
    "form", ["", "post:1", "reply", "reply:0", "reply:x", "edit:99999", "reply:" + "9" * 17]
)
def test_a_form_that_is_not_there_keeps_nothing(page: ContentPage, employee: User, form: str) -> None:
    with pytest.raises(OutOfSight):
        write(page, employee, form=form)


def test_what_is_said_of_a_kept_file_changes(page: ContentPage, employee: User) -> None:
    attach(page, employee, FileChange(read_photo()))

    attach(page, employee, FileChange(description="De eik"))

    assert DraftFile.objects.get().description == "De eik"


@pytest.mark.parametrize(("own", "forms"), [(None, ["post"]), ("Iets anders", ["post", "reply"])])
def test_an_answer_to_what_is_gone_becomes_a_new_comment_where_none_is_written(
    page: ContentPage, employee: User, own: str | None, forms: list[str]
) -> None:
    reply = reply_form(comment_on(page).pk)
    write(page, employee, "Ik vind", reply)
    if own:
        write(page, employee, own)

    move_to_new_comment(user=employee, target=target_of(page), form=reply)

    kept = Draft.objects.order_by("form").values_list("form", flat=True)
    assert [form.partition(":")[0] for form in kept] == forms
    assert Draft.objects.filter(text="Ik vind").exists()


def test_only_the_author_keeps_other_words_for_a_comment(page: ContentPage, employee: User) -> None:
    comment = comment_on(page)

    with pytest.raises(OutOfSight):
        write(page, employee, form=edit_form(comment.pk))


def test_a_comment_elsewhere_is_no_form_here(page: ContentPage, employee: User) -> None:
    elsewhere = comment_on(NewsPageFactory())

    with pytest.raises(OutOfSight):
        write(page, employee, form=reply_form(elsewhere.pk))


def test_more_than_anybody_writes_is_refused(page: ContentPage, employee: User) -> None:
    assert write(page, employee, "x" * LONGEST_DRAFT)

    with pytest.raises(DraftTooLong):
        write(page, employee, "x" * (LONGEST_DRAFT + 1))
    assert len(Draft.objects.get().text) == LONGEST_DRAFT


def test_placing_throws_the_draft_of_that_form_away(page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    write(page, employee)
    write(page, employee, form=reply_form(comment.pk))

    post_comment(author=employee, target=page, text="Ik denk dat.", parent=comment, now=NOW)

    assert Draft.objects.get().form == POST_FORM


def test_saving_an_edit_throws_its_draft_away(page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee)
    write(page, employee, form=edit_form(comment.pk))

    edit_comment(editor=employee, comment=comment, text="Beter.", now=NOW)

    assert not Draft.objects.exists()


def test_the_words_that_a_comment_has_are_no_draft(page: ContentPage, employee: User) -> None:
    comment = comment_on(page, "Goed idee.", author=employee)
    write(page, employee, "Goed idee, Liv.", edit_form(comment.pk))

    assert write(page, employee, "Goed idee.", edit_form(comment.pk)) is None
    assert not Draft.objects.exists()


def test_what_arrives_after_it_was_placed_is_not_kept(page: ContentPage, employee: User) -> None:
    key = uuid4()
    post_comment(author=employee, target=page, text="Ik denk dat.", submission_key=key, now=NOW)

    late = save_draft(
        user=employee, target=target_of(page), form=POST_FORM, text="Ik denk", submission_key=key, now=NOW
    )

    assert late is None
    assert not Draft.objects.exists()


def test_throwing_away_leaves_the_drafts_of_others(page: ContentPage, employee: User) -> None:
    write(page, employee)
    write(page, UserFactory(), "blijft")

    throw_away(user=employee, target=target_of(page), form=POST_FORM)

    assert Draft.objects.get().text == "blijft"


def test_drafts_are_listed_newest_first(page: ContentPage, employee: User) -> None:
    later = NewsPageFactory()
    save_draft(
        user=employee, target=target_of(later), form=POST_FORM, text="Later", now=NOW + timedelta(hours=1)
    )
    write(page, employee)

    assert [draft.text for draft in drafts_of(employee)] == ["Later", "Ik denk"]


def test_what_nobody_came_back_to_is_purged(page: ContentPage, employee: User) -> None:
    write(page, employee)

    purge_drafts(NOW + KEPT)
    assert Draft.objects.exists()
    purge_drafts(NOW + KEPT + timedelta(seconds=1))
    assert not Draft.objects.exists()
