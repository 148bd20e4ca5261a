"""Who comes back reads first what was meant for them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from access.models import User
from dialogue.targets import target_of
from following.models import Visit
from notices import happening
from notices.models import Event
from notices.passing import tell_all
from tests.factories.dialogue import colleague, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


def test_an_answer_during_an_absence_stands_above_what_i_follow_until_it_is_read(
    reader: Client, employee: User
) -> None:
    page, yesterday = NewsPageFactory(title="Vakantie"), timezone.now() - timedelta(days=1)
    asked = comment_on(page, "Mag het?", author=employee, is_question=True, now=yesterday)
    answer = comment_on(page, "Ja hoor.", author=colleague("Joris Hoek"), parent=asked, now=yesterday)
    happening.note_posted(answer, target_of(page))
    tell_all(Event.objects.get().pk, now=yesterday)
    Visit.objects.create(visitor=employee, last_on=timezone.localdate() - timedelta(days=9))

    screen = BeautifulSoup(reader.get("/stream/", headers={"accept": "text/html"}).content, "html.parser")
    [meant] = screen.select("main .notice-item a")
    reader.get(str(meant["href"]))
    afterwards = reader.get("/stream/")

    assert "Joris Hoek" in screen.select("main .notice-item")[0].get_text()
    assert "Joris Hoek" not in afterwards.content.decode()
