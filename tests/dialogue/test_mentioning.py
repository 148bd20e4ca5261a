import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from access.models import Scope, User
from access.traces import Traced
from content.models import ContentPage
from dialogue.mentions import as_quote, in_plain_words, in_typed_words, named_in
from dialogue.models import Mention
from dialogue.services import edit_comment, withdraw_comment
from dialogue.services.refusals import CommentTooLong, TooManyMentions
from dialogue.services.writing import written_by
from dialogue.signals import people_mentioned
from dialogue.traces import TRACES
from dialogue.wording import as_paragraphs
from directory.models import Person
from directory.privacy.telling import place_of
from tests.dialogue.test_posting import close_to_outsiders
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> User:
    return colleague("Noor de Wit", username="noor")


@pytest.fixture
def jan() -> Person:
    person: Person = PersonFactory(name="Jan Smit", slug="jan-smit", user=UserFactory())
    return person


def test_a_colleague_is_kept_by_key_and_never_by_name(page: ContentPage, jan: Person) -> None:
    comment = comment_on(page, "Vraag het aan @jan-smit, of aan @Jan-Smit.")

    assert comment.comment == f"Vraag het aan @{{{jan.pk}}}, of aan @{{{jan.pk}}}."
    mention = Mention.objects.get(comment=comment)
    assert (mention.person, mention.made_at, mention.is_reached) == (jan, NOW, True)


@pytest.mark.parametrize(
    "text",
    [
        "Mail naar info@jan-smit.example",
        "Zie https://brink.example/@jan-smit en https://brink.example/?van=@jan-smit",
        "@jan",
        "@jan-smit-2",
        "jan-smit",
        "@ jan-smit",
        "\\@jan-smit",
    ],
)
def test_nobody_is_named_by_what_is_no_address_of_theirs(page: ContentPage, jan: Person, text: str) -> None:
    comment = comment_on(page, text)

    assert comment.comment == text
    assert not Mention.objects.exists()


def test_a_choice_says_who_is_meant(page: ContentPage, jan: Person) -> None:
    comment = comment_on(page, "Dag @jan en @piet", meant={"jan": jan.pk, "piet": None, "els": jan.pk})

    assert comment.comment == f"Dag @{{{jan.pk}}} en @piet"


def test_who_is_out_of_sight_cannot_be_named(page: ContentPage, jan: Person) -> None:
    Person.objects.filter(pk=jan.pk).update(scope=Scope.objects.for_sets([["role:0"]]))

    comment = comment_on(page, "Dag @jan-smit en @jan", meant={"jan": jan.pk})

    assert comment.comment == "Dag @jan-smit en @jan"
    assert not Mention.objects.exists()


def test_who_left_cannot_be_named(page: ContentPage, jan: Person) -> None:
    Person.objects.filter(pk=jan.pk).update(left_on=NOW.date())

    comment = comment_on(page, "Dag @jan-smit")

    assert not Mention.objects.filter(comment=comment).exists()


def test_a_key_that_somebody_types_names_nobody(page: ContentPage, jan: Person) -> None:
    comment = comment_on(page, f"Dag @{{{jan.pk}}} en @{{99}}")

    assert not Mention.objects.exists()
    assert as_paragraphs(comment.comment, named_in([comment.comment], None)) == (
        f"<p>Dag @{{{jan.pk}}} en @{{99}}</p>\n"
    )


def test_who_may_not_read_the_page_is_not_reached(
    page: ContentPage, jan: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    author = UserFactory(is_superuser=True)
    close_to_outsiders(page)
    told: list[list[int]] = []
    receiver = lambda person_ids, **kwargs: told.append(person_ids)  # noqa: E731  # the signal keeps it weakly
    people_mentioned.connect(receiver)

    with django_capture_on_commit_callbacks(execute=True):
        comment_on(page, "Dag @jan-smit", author=author)

    people_mentioned.disconnect(receiver)
    assert [mention.is_reached for mention in Mention.objects.all()] == [False]
    assert told == []


def test_news_of_a_mention_goes_out_once(
    page: ContentPage,
    jan: Person,
    noor: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    told: list[list[int]] = []
    receiver = lambda person_ids, **kwargs: told.append(person_ids)  # noqa: E731  # as above
    people_mentioned.connect(receiver)

    with django_capture_on_commit_callbacks(execute=True):
        comment = comment_on(page, "Dag @jan-smit", author=noor)
        edit_comment(editor=noor, comment=comment, text="Dag weer, @jan-smit", now=NOW)

    people_mentioned.disconnect(receiver)
    assert told == [[jan.pk]]


def test_naming_yourself_is_no_news(page: ContentPage, noor: User) -> None:
    comment = comment_on(page, f"Ik, @{noor.person.slug}", author=noor)

    assert comment.comment == f"Ik, @{{{noor.person.pk}}}"
    assert not Mention.objects.exists()


def test_an_edit_lets_go_of_who_is_no_longer_named(page: ContentPage, jan: Person, noor: User) -> None:
    els = PersonFactory(slug="els")
    comment = comment_on(page, "Dag @jan-smit", author=noor)

    edit_comment(editor=noor, comment=comment, text="Dag @els", now=NOW)

    assert [mention.person for mention in comment.mentions.all()] == [els]


def test_a_withdrawn_comment_names_nobody(page: ContentPage, jan: Person, noor: User) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)

    withdraw_comment(author=noor, comment=comment, now=NOW)

    assert not Mention.objects.exists()


def test_the_author_edits_addresses_and_not_keys(page: ContentPage, jan: Person, noor: User) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)

    assert in_typed_words(comment.comment, noor) == "Dag @jan-smit"


def test_who_went_out_of_sight_stays_in_the_text_and_unread(
    page: ContentPage, jan: Person, noor: User
) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)
    Person.objects.filter(pk=jan.pk).update(scope=Scope.objects.for_sets([["role:0"]]))

    typed = in_typed_words(comment.comment, noor)
    edit_comment(editor=noor, comment=comment, text=f"{typed}, hallo", now=NOW)

    comment.refresh_from_db()
    assert comment.comment == f"Dag @{{{jan.pk}}}, hallo"
    assert "Jan" not in as_paragraphs(comment.comment, named_in([comment.comment], noor))
    assert "Collega" in as_paragraphs(comment.comment, named_in([comment.comment], noor))
    assert comment.mentions.get().person == jan


def test_who_left_has_no_name_any_more(page: ContentPage, jan: Person, noor: User) -> None:
    comment = comment_on(page, "Dag @jan-smit")
    Person.objects.filter(pk=jan.pk).update(left_on=NOW.date())

    assert as_paragraphs(comment.comment, named_in([comment.comment], noor)) == "<p>Dag @Oud-collega</p>\n"
    jan.delete()
    assert as_paragraphs(comment.comment, named_in([comment.comment], noor)) == "<p>Dag @Oud-collega</p>\n"


def test_what_leaves_brink_has_only_names_that_everyone_sees(page: ContentPage, jan: Person) -> None:
    els = PersonFactory(name="Els Bos", slug="els", scope=Scope.objects.for_sets([["unit:1"]]))
    comment = comment_on(page, "Dag @jan-smit en @els", author=UserFactory(is_superuser=True))

    assert str(els.pk) in comment.comment
    assert in_plain_words(comment.comment, named_in([comment.comment], None)) == "Dag @Jan Smit en @Collega"
    assert in_plain_words(comment.comment, named_in([comment.comment], AnonymousUser())) == (
        "Dag @Collega en @Collega"
    )


def test_a_comment_names_at_most_twenty(page: ContentPage) -> None:
    for number in range(21):
        PersonFactory(slug=f"piet-{number}")
    names = [f"@piet-{number}" for number in range(21)]

    comment = comment_on(page, " ".join(names[:20]))

    assert comment.mentions.count() == 20
    with pytest.raises(TooManyMentions, match="21"):
        comment_on(page, " ".join(names))


def test_ten_thousand_names_are_refused_before_anyone_is_looked_for(
    page: ContentPage, noor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = " ".join(f"@piet-{number}" for number in range(10_000))

    with django_assert_num_queries(0), pytest.raises(TooManyMentions, match="10000"):
        written_by(noor, text, {})
    with pytest.raises(CommentTooLong):
        written_by(noor, "@piet " * 10_000, {})


def test_a_word_of_a_megabyte_behind_an_at_is_refused_at_once(noor: User) -> None:
    with pytest.raises(CommentTooLong):
        written_by(noor, f"@{'a' * 1_000_000}@", {})


def test_a_quote_has_names_and_leaves_out_what_it_quotes(page: ContentPage, jan: Person, noor: User) -> None:
    comment = comment_on(page, "> eerder\n\nDag @jan-smit,\n\ntot morgen")

    assert as_quote(comment.comment, noor) == "> Dag Jan Smit,\n>\n> tot morgen\n\n"


def test_a_long_quote_is_cut_between_words(page: ContentPage, noor: User) -> None:
    comment = comment_on(page, "woorden " * 200)

    quote = as_quote(comment.comment, noor)

    assert quote.endswith("woorden …\n\n")
    assert len(quote) < 620


def test_an_export_has_the_names_that_everyone_sees(page: ContentPage, jan: Person, noor: User) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)
    edit_comment(editor=noor, comment=comment, text="Dag", now=NOW)

    [trace] = [trace for trace in TRACES if trace.model == "dialogue.CommentEdit"]
    [row] = place_of(trace, Traced(noor.pk, noor.person.pk, None), noor).rows

    assert [(told.value, told.words) for told in row if told.name == "text"] == [
        ("Dag @Jan Smit", "Dag @Jan Smit")
    ]
