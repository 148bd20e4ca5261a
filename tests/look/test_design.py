"""The screen that shows every component."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from home.design.examples import examples
from home.models import HomePage
from tests.look.templates import COMPONENTS, all_components, name_of

# They are the frame of every screen, so that each screen shows them.
FRAME = {"brand", "foot_acts", "head", "stylesheets", "village"}


@pytest.mark.django_db
def test_every_component_is_shown(home: HomePage) -> None:
    shown = {example.template for example in examples()}

    missing = {name_of(path) for path in all_components() if path.stem not in FRAME} - shown
    assert missing == set()
    assert {(COMPONENTS / f"{name}.html").exists() for name in FRAME} == {True}


@pytest.mark.django_db
def test_the_screen_shows_its_states(home: HomePage, client: Client, employee: User) -> None:
    client.force_login(employee)

    html = client.get(reverse("design")).content.decode()

    assert html.count('class="state"') == len(examples())
    assert "Nothing here yet" in html or "Hier is nog niets" in html
    assert "None" not in html
