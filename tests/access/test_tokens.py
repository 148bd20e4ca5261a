"""Tokens for machines: made, found, refused and revoked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.machine_door import TooManyTries, token_of
from access.models import ApiToken, AuditEntry, User
from access.tokens import ScopeMissing, TokenRefused, make_token, revoke_token, token_for
from home.models import HomePage
from tests.factories.accounts import UserFactory
from tests.factories.tokens import administrator, bearer

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SCIM = ApiToken.Scope.SCIM
INDEX = "/admin/access/apitoken/"


def made(**given: object) -> tuple[ApiToken, str]:
    return make_token(**{"actor": administrator(), "name": "Entra ID", "scopes": [SCIM], "now": NOW, **given})  # type: ignore[arg-type]  # as given


def test_only_a_digest_of_a_token_is_kept() -> None:
    token, words = made()

    kept = " ".join(str(value) for value in ApiToken.objects.filter(pk=token.pk).values_list()[0])
    assert words not in kept
    assert words.removeprefix("brink_") not in kept
    assert words.endswith(token.ending)


def test_the_digest_depends_on_the_secret_of_the_installation(settings: pytest.FixtureRequest) -> None:
    _token, words = made()
    settings.SECRET_KEY = "another secret"  # type: ignore[attr-defined]  # pytest-django's settings

    with pytest.raises(TokenRefused):
        token_for(f"Bearer {words}", SCIM, now=NOW)


def test_a_token_is_found_by_its_words() -> None:
    token, words = made()

    assert token_for(f"Bearer {words}", SCIM, now=NOW) == token
    assert token_for(f"bearer  {words} ", SCIM, now=NOW) == token


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer brink_unknown",
        "Basic YTpi",
        "brink_unknown",
        "Bearer " + "x" * 100_000,
    ],
)
def test_what_is_no_token_is_refused(authorization: str) -> None:
    made()

    with pytest.raises(TokenRefused):
        token_for(authorization, SCIM, now=NOW)


def test_a_token_that_ran_out_is_refused() -> None:
    _token, words = made(expires_at=NOW + timedelta(days=1))

    token_for(f"Bearer {words}", SCIM, now=NOW)
    with pytest.raises(TokenRefused):
        token_for(f"Bearer {words}", SCIM, now=NOW + timedelta(days=1))


def test_a_revoked_token_stops_at_once_and_stays_in_the_list() -> None:
    token, words = made()

    assert revoke_token(actor=administrator(), token=token, now=NOW)
    assert not revoke_token(actor=administrator(), token=token, now=NOW + timedelta(hours=1))

    with pytest.raises(TokenRefused):
        token_for(f"Bearer {words}", SCIM, now=NOW)
    assert ApiToken.objects.get().revoked_at == NOW


def test_a_token_opens_nothing_but_its_scopes() -> None:
    token, words = made()
    ApiToken.objects.filter(pk=token.pk).update(scopes=["another"])

    with pytest.raises(ScopeMissing):
        token_for(f"Bearer {words}", SCIM, now=NOW)


def test_use_is_noted_at_most_once_an_hour() -> None:
    token, words = made()
    moments = [NOW, NOW + timedelta(minutes=59), NOW + timedelta(hours=1)]

    noted = []
    for moment in moments:
        token_for(f"Bearer {words}", SCIM, now=moment)
        noted.append(ApiToken.objects.get(pk=token.pk).last_used_at)

    assert noted == [NOW, NOW, NOW + timedelta(hours=1)]


def test_a_token_costs_one_query() -> None:
    _token, words = made()
    token_for(f"Bearer {words}", SCIM, now=NOW)

    with CaptureQueriesContext(connection) as queries:
        token_for(f"Bearer {words}", SCIM, now=NOW)

    assert len(queries) == 1


def test_making_and_revoking_are_in_the_audit_log() -> None:
    actor = administrator()

    token, words = made(actor=actor)
    revoke_token(actor=actor, token=token, now=NOW)

    entries = AuditEntry.objects.filter(thing_kind="access.apitoken").order_by("pk")
    assert [(entry.action, entry.actor_key) for entry in entries] == [
        ("api_token.made", actor.key),
        ("api_token.revoked", actor.key),
    ]
    assert words not in str(list(entries.values()))


def test_only_administrators_make_and_revoke() -> None:
    token, _words = made()

    with pytest.raises(PermissionDenied):
        made(actor=UserFactory())
    with pytest.raises(PermissionDenied):
        revoke_token(actor=UserFactory(), token=token, now=NOW)


@pytest.mark.parametrize("scopes", [[], ["everything"]])
def test_a_token_has_scopes_that_exist(scopes: list[str]) -> None:
    with pytest.raises(ValidationError):
        made(scopes=scopes)


def test_guessing_is_limited_and_who_has_a_token_comes_in_all_the_same(rf: RequestFactory) -> None:
    good = bearer()
    unknown = rf.get("/scim/v2/Users", headers={"Authorization": "Bearer brink_guess"})
    for _try in range(60):
        with pytest.raises(TokenRefused):
            token_of(unknown, SCIM, now=NOW)

    with pytest.raises(TooManyTries):
        token_of(unknown, SCIM, now=NOW)
    assert token_of(rf.get("/scim/v2/Users", headers={"Authorization": good}), SCIM, now=NOW)


@pytest.fixture
def admin_screen(client: Client, home: HomePage, admin_user: User) -> Client:
    admin_user.language = "nl"
    admin_user.save()
    client.force_login(admin_user)
    return client


def test_who_is_no_administrator_finds_no_tokens(client: Client, home: HomePage) -> None:
    token, _words = made()
    client.force_login(UserFactory())

    for address in (INDEX, f"{INDEX}create/", f"{INDEX}revoke/{token.pk}/"):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403), address
    token.refresh_from_db()
    assert token.revoked_at is None


def test_a_new_token_is_shown_once(admin_screen: Client) -> None:
    answer = admin_screen.post(f"{INDEX}create/", {"name": "Entra ID", "scopes": ["scim"]})

    token = ApiToken.objects.get()
    words = answer.context["words"]
    assert words in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert token_for(f"Bearer {words}", SCIM, now=timezone.now()) == token
    listed = admin_screen.get(INDEX).text
    assert "Entra ID" in listed
    assert words not in listed


def test_a_token_without_a_name_or_a_use_or_of_yesterday_is_not_made(admin_screen: Client) -> None:
    answer = admin_screen.post(f"{INDEX}create/", {"name": "", "last_day": "2020-01-01"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "scopes", "last_day"}
    assert not ApiToken.objects.exists()


def test_a_token_works_through_its_last_day(admin_screen: Client) -> None:
    today = timezone.localdate()

    admin_screen.post(f"{INDEX}create/", {"name": "Test", "scopes": ["scim"], "last_day": today.isoformat()})

    ends = ApiToken.objects.get().expires_at
    assert ends is not None
    assert timezone.localtime(ends).date() == today + timedelta(days=1)


def test_a_token_is_revoked_after_a_question(admin_screen: Client) -> None:
    token, words = made()

    question = admin_screen.get(f"{INDEX}revoke/{token.pk}/")
    admin_screen.post(f"{INDEX}revoke/{token.pk}/")

    assert "Entra ID" in question.text
    with pytest.raises(TokenRefused):
        token_for(f"Bearer {words}", SCIM, now=timezone.now())
    assert "ingetrokken" in admin_screen.get(INDEX).text
    assert admin_screen.get(f"{INDEX}revoke/{token.pk}/").status_code == 404
