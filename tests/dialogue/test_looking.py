import pytest
from django.test import Client
from django.urls import reverse

from access.models import Scope, User
from content.models import ContentPage
from dialogue.models import BrinkComment, HintWord, Mention
from directory.models import Person
from tests.conftest import QueryCounter
from tests.dialogue.test_posting import close_to_outsiders
from tests.dialogue.test_views import post_url
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(client: Client) -> User:
    noor = colleague("Noor de Wit", username="noor", is_superuser=True)
    client.force_login(noor)
    return noor


@pytest.fixture
def jan() -> Person:
    person: Person = PersonFactory(name="Jan Smit", slug="jan-smit", user=UserFactory())
    return person


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_preview_shows_the_text_and_places_nothing(
    client: Client, page: ContentPage, noor: User, jan: Person, is_htmx: bool
) -> None:
    answer = client.post(
        post_url(page),
        {"text": "**Dag** @jan-smit", "act": "preview"},
        headers={"hx-request": "true"} if is_htmx else None,
    )

    shown = answer.text
    assert answer.status_code == 200
    assert f'<strong>Dag</strong> <a class="mention" href="{jan.get_absolute_url()}">@Jan Smit</a>' in shown
    assert ">\n**Dag** @jan-smit</textarea>" in shown
    assert ("<html" in shown) is not is_htmx
    assert not BrinkComment.objects.exists()


def test_an_empty_text_has_no_preview(client: Client, page: ContentPage, noor: User) -> None:
    answer = client.post(post_url(page), {"text": "> \n>", "act": "preview"})

    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.text


def test_a_name_that_can_be_of_more_people_is_asked_about(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    other = PersonFactory(name="Jan Mulder", slug="jan-mulder", user=UserFactory())
    key = "11111111-1111-4111-8111-111111111111"

    asked = client.post(post_url(page), {"text": "Dag @jan", "submission_key": key})

    assert asked.status_code == 422
    assert "Wie bedoel je met @jan?" in asked.text
    assert not BrinkComment.objects.exists()
    placed = client.post(
        post_url(page), {"text": "Dag @jan", "submission_key": key, "who_jan": str(other.pk)}
    )
    assert placed.status_code == 302
    assert Mention.objects.get().person == other


def test_a_choice_on_the_preview_becomes_an_address_in_the_text(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    answer = client.post(post_url(page), {"text": "Dag @jan", "act": "preview", "who_jan": str(jan.pk)})

    assert answer.status_code == 200
    assert ">\nDag @jan-smit</textarea>" in answer.text
    assert "who_jan" not in answer.text


def test_a_word_that_names_nobody_stays_text_and_is_not_asked_again(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    preview = client.post(post_url(page), {"text": "Dag @jan", "act": "preview", "who_jan": "nobody"})

    assert '<input type="hidden" name="who_jan" value="nobody"' in preview.text
    placed = client.post(post_url(page), {"text": "Dag @jan", "who_jan": "nobody"})
    assert placed.status_code == 302
    assert BrinkComment.objects.get().comment == "Dag @jan"


def test_a_choice_stays_when_the_form_comes_back_for_another_reason(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    comment = comment_on(page)

    for address in (post_url(page), reverse("dialogue:comment-reply", args=[comment.pk])):
        answer = client.post(address, {"text": "Dag @jan " + "a" * 5_000, "who_jan": str(jan.pk)})

        assert answer.status_code == 422
        assert answer.text.count(f'<input type="hidden" name="who_jan" value="{jan.pk}"') == 1


def test_a_word_like_nobodys_name_is_simply_placed(client: Client, page: ContentPage, noor: User) -> None:
    answer = client.post(post_url(page), {"text": "Je vindt me @home"})

    assert answer.status_code == 302


@pytest.mark.parametrize("choice", ["x", "-1", "0", "9" * 40, "²", ""])
def test_a_choice_that_leads_nowhere_is_asked_again(
    client: Client, page: ContentPage, noor: User, jan: Person, choice: str
) -> None:
    answer = client.post(post_url(page), {"text": "Dag @jan", "who_jan": choice})

    assert answer.status_code == 422
    assert not BrinkComment.objects.exists()


def test_nobody_is_offered_who_is_out_of_sight(client: Client, page: ContentPage, jan: Person) -> None:
    Person.objects.filter(pk=jan.pk).update(scope=Scope.objects.for_sets([["role:0"]]))
    client.force_login(UserFactory())

    answer = client.post(post_url(page), {"text": "Dag @jan", "act": "preview"})

    assert answer.status_code == 200
    assert "Jan Smit" not in answer.text


def test_the_writer_hears_who_cannot_read_it_and_can_place_it_anyway(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    close_to_outsiders(page)

    told = client.post(post_url(page), {"text": "Dag @jan-smit"})

    assert told.status_code == 422
    assert "Jan Smit kan deze pagina niet lezen" in told.text
    assert 'name="act" value="anyway"' in told.text
    assert not BrinkComment.objects.exists()
    placed = client.post(post_url(page), {"text": "Dag @jan-smit", "act": "anyway"})
    assert placed.status_code == 302
    assert Mention.objects.get().is_reached is False


def test_a_word_on_the_list_gives_a_hint_and_no_refusal(
    client: Client, page: ContentPage, noor: User
) -> None:
    HintWord.objects.create(word="belachelijk", hint_nl="Zeg liever wat je anders wilt.", hint_en="Say more.")

    told = client.post(post_url(page), {"text": "Belachelijk plan."})

    assert told.status_code == 422
    assert "Zeg liever wat je anders wilt." in told.text
    assert not BrinkComment.objects.exists()
    placed = client.post(post_url(page), {"text": "Belachelijk plan.", "act": "anyway"})
    assert placed.status_code == 302


def test_an_answer_and_an_edit_are_looked_at_too(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)

    for name in ("comment-reply", "comment-edit"):
        address = reverse(f"dialogue:{name}", args=[comment.pk])
        answer = client.post(address, {"text": "*Dag* @jan-smit", "act": "preview"})

        assert answer.status_code == 200
        assert '<em>Dag</em> <a class="mention" href="' in answer.text
        assert "*Dag* @jan-smit</textarea>" in answer.text
    assert BrinkComment.objects.get().edited_at is None


def test_an_edit_tells_only_of_who_is_named_anew(
    client: Client, page: ContentPage, noor: User, jan: Person
) -> None:
    comment = comment_on(page, "Dag @jan-smit", author=noor)
    close_to_outsiders(page)

    answer = client.post(reverse("dialogue:comment-edit", args=[comment.pk]), {"text": "Hallo @jan-smit"})

    assert answer.status_code == 302


def test_nobody_looks_at_an_edit_of_somebody_elses_comment(
    client: Client, page: ContentPage, noor: User
) -> None:
    comment = comment_on(page)

    answer = client.post(
        reverse("dialogue:comment-edit", args=[comment.pk]), {"text": "Dag", "act": "preview"}
    )

    assert answer.status_code == 404


def test_a_quote_stands_in_the_form_of_an_answer(client: Client, page: ContentPage, noor: User) -> None:
    comment = comment_on(page, "Goed idee.")

    answer = client.get(f"{reverse('dialogue:comment-reply', args=[comment.pk])}?quote")

    assert ">\n&gt; Goed idee.\n\n</textarea>" in answer.text


def test_a_thread_with_three_names_costs_as_much_as_one_with_six(
    client: Client, page: ContentPage, noor: User, queries_of: QueryCounter
) -> None:
    for number in range(3):
        PersonFactory(slug=f"piet-{number}")
        comment_on(page, f"Dag @piet-{number}")
    few = queries_of(page.url)
    for number in range(3, 6):
        PersonFactory(slug=f"piet-{number}")
        comment_on(page, f"Dag @piet-{number}")

    assert queries_of(page.url) == few
