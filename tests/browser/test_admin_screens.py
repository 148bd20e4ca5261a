"""What we add to the Wagtail admin, as axe and a camera see it: both languages, light and dark."""

from typing import Literal

import pytest
from django.utils import timezone

from access.models import User
from access.roles import Role, give_role
from content.examining import examine
from content.translations import note_translation
from home.models import HomePage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.factories.dialogue import colleague
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory

Variant = tuple[Literal["nl", "en"], Literal["light", "dark"], int]
VARIANTS: list[Variant] = [
    ("nl", "light", 320),
    ("nl", "dark", 1280),
    ("en", "dark", 320),
    ("en", "light", 1280),
]


@pytest.fixture
def screens(home: HomePage) -> dict[str, str]:
    """The address of each screen of ours, with something on it."""
    now = timezone.now()
    gone = NewsPageFactory()
    link = f'<p>Kijk <a linktype="page" id="{gone.pk}">hier</a>.</p>'
    source = NewsPageFactory(title="De eik krijgt een bank", body=[("text", link)])
    translation = NewsPageFactory(title="The oak", language="en", translation_of=source)
    note_translation(source=source, target=translation, now=now)
    gone.delete()
    source.title = "De eik krijgt twee banken"
    source.save_revision().publish()
    overdue = ProcedurePageFactory(title="Verlof", review_due_on=timezone.localdate().replace(year=2020))
    for page in (source, translation, overdue):
        page.refresh_from_db()
        examine(page, now=now)
    return {
        "dashboard": "/admin/",
        "guide": "/admin/guide/",
        "findings": "/admin/reports/findings/",
        "broken-links": "/admin/reports/broken-links/",
        "translations": "/admin/reports/translations/",
        "translation": f"/admin/translations/{translation.pk}/",
    }


@pytest.fixture
def emre(home: HomePage) -> User:
    user = colleague("Emre Yildiz", username="emre", first_name="Emre")
    give_role(user, Role.EDITOR)
    return user


def test_our_screens_of_the_admin_are_accessible(visit: Visit, emre: User, screens: dict[str, str]) -> None:
    for language, theme, width in VARIANTS:
        page = visit(emre, width=width, language=language, theme=theme)
        for name, address in screens.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            take_picture(page, f"admin-{name}-{language}-{theme}")
            assert_accessible(page)
