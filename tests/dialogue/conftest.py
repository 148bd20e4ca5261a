import pytest
from wagtail.models import Page, PageViewRestriction

from access.models import User
from content.models import ContentPage
from tests.factories.pages import NewsPageFactory


@pytest.fixture
def page(db: None) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory()
    return news


@pytest.fixture
def outsider(db: None) -> User:
    """Someone who works here and is in no closed group."""
    return User.objects.create_user("outsider", password="secret")


def restrict(page: Page) -> None:
    """Close `page` to everyone but administrators: a restriction to groups that names none."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
