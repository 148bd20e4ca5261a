"""A person makes tokens for programs, sees each once, and withdraws it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from access.closing import close_accounts
from access.models import AuditEntry, OwnToken, User
from access.own_tokens import MOST_TOKENS, TooManyTokens, make_own_token, own_token_for
from access.tokens import USE_IS_NOTED_EVERY, TokenRefused
from home.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, home: HomePage, employee: User) -> Client:
    """Someone who signed in a moment ago."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.post("/login/", {"login": "employee", "password": "secret"})
    return client


def test_a_token_is_shown_once_and_withdrawn(reader: Client, employee: User) -> None:
    response = reader.post("/settings/tokens/new/", {"name": "My editor", "days": "30"})

    token = OwnToken.objects.get(user=employee)
    words = response.context["words"]
    assertContains(response, words)
    assert token.digest not in words
    assert own_token_for(f"Bearer {words}", now=timezone.now()) == token
    screen = reader.get("/settings/tokens/")
    assertContains(screen, "My editor")
    assertNotContains(screen, words)

    reader.post("/settings/tokens/withdraw/", {"number": token.pk})

    with pytest.raises(TokenRefused):
        own_token_for(f"Bearer {words}", now=timezone.now())
    actions = AuditEntry.objects.filter(action__startswith="own_token.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["own_token.made", "own_token.withdrawn"]


def test_a_screen_left_open_makes_no_token(client: Client, home: HomePage, employee: User) -> None:
    client.force_login(employee)

    response = client.post("/settings/tokens/new/", {"name": "Mine", "days": "30"})

    assert response.status_code == 302
    assert "/settings/second-factor/again/" in response.headers["Location"]
    assert not OwnToken.objects.exists()


def test_a_faulty_form_keeps_what_was_typed(reader: Client) -> None:
    response = reader.post("/settings/tokens/new/", {"name": "Mine", "days": "9999"})

    assert response.status_code == 422
    assertContains(response, 'value="Mine"', status_code=422)


def test_nobody_withdraws_the_token_of_another(reader: Client) -> None:
    other = User.objects.create_user("other")
    token, _words = make_own_token(user=other, name="Theirs", days=30, now=timezone.now())

    reader.post("/settings/tokens/withdraw/", {"number": token.pk})

    assert OwnToken.objects.filter(pk=token.pk).exists()
    assertNotContains(reader.get("/settings/tokens/"), "Theirs")


def test_a_token_ends_with_its_time_and_with_the_account(employee: User) -> None:
    now = timezone.now()
    _token, words = make_own_token(user=employee, name="Mine", days=30, now=now)
    header = f"Bearer {words}"

    own_token_for(header, now=now + timedelta(days=29))
    with pytest.raises(TokenRefused):
        own_token_for(header, now=now + timedelta(days=30))
    close_accounts(users=[employee], actor=None, now=now)
    with pytest.raises(TokenRefused):
        own_token_for(header, now=now)


def test_use_is_noted_now_and_then_and_there_is_an_end_to_them(employee: User) -> None:
    now = timezone.now()
    token, words = make_own_token(user=employee, name="Mine", days=30, now=now)
    for later in (timedelta(0), USE_IS_NOTED_EVERY / 2):
        own_token_for(f"Bearer {words}", now=now + later)
    token.refresh_from_db()
    assert token.last_used_at == now

    for _number in range(MOST_TOKENS - 1):
        make_own_token(user=employee, name="Mine", days=30, now=now)
    with pytest.raises(TooManyTokens):
        make_own_token(user=employee, name="Mine", days=30, now=now)
