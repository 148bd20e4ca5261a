"""No way of asking tells that there is a page which the reader may not see."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("is_live", [True, False])
def test_a_hidden_page_answers_as_one_that_is_not_there(
    reader: Client, council: Group, method: str, is_live: bool
) -> None:
    page = NewsPageFactory(live=is_live)
    restrict(page, council)

    answer, nothing = (reader.generic(method, address) for address in (page.url, "/news/nothing-here/"))

    assert (answer.status_code, "Allow" in answer) == (404, False)
    assert nothing.status_code == 404


@pytest.mark.parametrize("method", METHODS[3:])
def test_a_page_is_only_read(reader: Client, method: str) -> None:
    assert reader.generic(method, NewsPageFactory().url).status_code == 405
