import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from access.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_finds_the_rows_of_the_migrations_and_no_others(turn: str) -> None:
    assert Page.objects.get(depth=1).content_type == ContentType.objects.get(
        app_label="wagtailcore", model="page"
    )
    assert not User.objects.exists()

    User.objects.create_user(turn)
    Page.objects.get(depth=1).delete()
