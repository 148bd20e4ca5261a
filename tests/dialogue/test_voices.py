from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from access.models import Scope, User
from dialogue.services import withdraw_comment
from dialogue.voices import voices_of, with_voices
from directory.models import Person
from tests.factories.dialogue import NOW, colleague, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_page_without_comments_has_no_voices(employee: User) -> None:
    page = NewsPageFactory()

    assert with_voices([page], employee) == [(page, None)]


def test_voices_name_the_newest_author_and_count_what_stands(employee: User) -> None:
    page = NewsPageFactory()
    fatima = colleague("Fatima Demir")
    comment_on(page, author=colleague("Bram Kuiper"))
    withdraw_comment(author=fatima, comment=comment_on(page, "Oeps", author=fatima), now=NOW)
    comment_on(page, author=fatima, now=NOW + timedelta(hours=1))

    voices = voices_of([page], employee)[page.pk]

    assert voices.comment_count == 2
    assert voices.latest.name == "Fatima Demir"
    assert voices.answerer is None


def test_the_keeper_who_answered_comes_first_however_many_spoke_later(employee: User) -> None:
    liv = colleague("Liv Aerts")
    page = NewsPageFactory(keeper=liv.person)
    question = comment_on(page, author=colleague("Samira El Amrani"))
    comment_on(page, author=liv, parent=question)
    for hour in range(1, 6):
        comment_on(page, author=colleague(f"Collega {hour}"), now=NOW + timedelta(hours=hour))

    voices = voices_of([page], employee)[page.pk]

    assert voices.answerer is not None
    assert [author.name for author in voices.authors] == ["Liv Aerts", "Collega 5", "Collega 4"]
    assert voices.latest.name == "Collega 5"
    assert voices.comment_count == 7


def test_someone_with_two_comments_has_one_face(employee: User) -> None:
    page = NewsPageFactory()
    bram = colleague("Bram Kuiper")
    comment_on(page, "Een", author=bram)
    comment_on(page, "Twee", author=bram)

    voices = voices_of([page], employee)[page.pk]

    assert (voices.comment_count, len(voices.authors)) == (2, 1)


def test_a_name_that_the_reader_may_not_see_is_not_told(employee: User) -> None:
    page = NewsPageFactory()
    comment_on(page, author=colleague("Geheime Gast"))
    Person.objects.update(scope=Scope.objects.for_sets([["role:0"]]))

    assert voices_of([page], employee)[page.pk].latest.name != "Geheime Gast"


def test_as_many_queries_for_six_pages_as_for_three(
    employee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages = NewsPageFactory.create_batch(6)
    for page in pages:
        comment_on(page, parent=comment_on(page, author=colleague(f"Collega van {page.pk}")))

    for few_or_many in (pages[:3], pages):
        reader = User.objects.get(pk=employee.pk)
        # How many comments, who speaks, who they are, what they hide, and what the reader may see (four).
        with django_assert_num_queries(8):
            assert len(voices_of(few_or_many, reader)) == len(few_or_many)


def test_voices_read_as_a_sentence(employee: User) -> None:
    page = NewsPageFactory()
    comment_on(page, author=colleague("Bram Kuiper"))
    comment_on(page, author=colleague("Fatima Demir"), now=NOW + timedelta(hours=1))

    with translation.override("en"):
        drawn = render_to_string("dialogue/voices.html", {"voices": voices_of([page], employee)[page.pk]})

    assert "2 comments, the last one by <b>Fatima Demir</b>" in drawn
