"""Coming in by OpenID Connect."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from access.models import AuditEntry, IdentityProvider, User
from access.roles import Role
from directory.models import Person, PersonChange, SourceLink
from tests.factories.accounts import UserFactory
from tests.factories.directory import OutsideGroupFactory, PersonFactory, SourceFactory, UnitFactory
from tests.factories.identity import IdentityProviderFactory
from tests.identity.oidc_provider import OidcProvider

pytestmark = [pytest.mark.django_db, pytest.mark.proof("identity")]

DOOR = "/sign-in/oidc/werk/"
NOOR = "noor@lindewaard.example"


def come_in(browser: Client, onwards: str = "") -> Any:  # Any: the answer as tests see it
    """Sign in by the provider, and return the answer to the way back."""
    sent = browser.get(DOOR + onwards)
    assert sent.status_code == 302
    state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
    return browser.get(f"{DOOR}callback/", {"code": "c", "state": state})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.any_database
def test_a_new_colleague_gets_an_account_and_a_profile(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    unit = UnitFactory(name="Burgerzaken", code="BZ")
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    sso.claims |= {
        "job_title": "Adviseur",
        "department": "BZ",
        "phone_number": "088 123 4567",
        "groups": ["redactie", "iedereen"],
    }

    answer = come_in(browser, "?next=/people/")

    assert answer.headers["Location"] == "/people/"
    person = Person.objects.get(user=browser.session["_auth_user_id"])
    assert (person.name, person.sort_name, person.email) == ("Noor de Wit", "Wit, Noor de", NOOR)
    assert (person.job_title, person.unit, str(person.phone.as_e164)) == ("Adviseur", unit, "+31881234567")
    assert person.user
    assert set(person.user.groups.values_list("role__role", flat=True)) == {Role.EDITOR}
    assert not person.user.has_usable_password()
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


def test_the_same_colleague_again_changes_nothing(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    sso.claims["groups"] = ["redactie"]
    come_in(browser)
    before = (User.objects.count(), Person.objects.count(), PersonChange.objects.count())

    come_in(Client())

    assert (User.objects.count(), Person.objects.count(), PersonChange.objects.count()) == before


def test_what_the_provider_says_anew_is_taken_over_at_the_next_sign_in(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    werk.claims = {"job_title": "functie"}
    werk.save()
    sso.claims |= {"functie": "Adviseur", "groups": ["redactie"]}
    come_in(browser)

    sso.claims |= {"name": "Noor Linde", "functie": "Jurist", "groups": []}
    come_in(Client())

    person = Person.objects.get()
    assert (person.name, person.job_title) == ("Noor Linde", "Jurist")
    assert person.user
    assert not person.user.groups.exists()


def test_a_colleague_is_known_by_an_address_that_is_trusted(browser: Client, werk: IdentityProvider) -> None:
    noor = PersonFactory(name="Noor", email=NOOR.upper(), user=UserFactory(username="noor"))

    come_in(browser)

    assert browser.session["_auth_user_id"] == str(noor.user_id)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("said", [{"email_verified": False}, {}])
def test_an_address_that_is_not_trusted_opens_no_account_of_another(
    browser: Client, werk: IdentityProvider, sso: OidcProvider, said: dict[str, bool]
) -> None:
    PersonFactory(email=NOOR, user=UserFactory(username="noor"))
    sso.claims |= said
    werk.trusts_addresses = bool(said)
    werk.save()

    answer = come_in(browser)

    assert answer.status_code == 403
    assert "Iemand anders hier heeft jouw e-mailadres" in answer.text
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()


def test_an_address_that_the_provider_doubts_is_not_kept(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    sso.claims["email_verified"] = False

    come_in(browser)

    person = Person.objects.get()
    assert person.user
    assert (person.email, person.user.email) == ("", "")


def test_an_address_that_somebody_gave_their_own_account_opens_nothing(
    browser: Client, werk: IdentityProvider
) -> None:
    intruder = UserFactory(username="intruder", email="intruder@lindewaard.example")
    own = Client()
    own.post("/login/", {"login": "intruder", "password": "secret"})
    own.post("/settings/address/", {"email": NOOR, "password": "secret"})
    intruder.refresh_from_db()
    assert intruder.email == NOOR

    assert come_in(browser).status_code == 403
    assert not is_in(browser)


def test_an_account_without_a_profile_is_known_by_its_address_and_gets_one(
    browser: Client, werk: IdentityProvider
) -> None:
    account = UserFactory(username="beheer", email=NOOR)

    come_in(browser)

    assert browser.session["_auth_user_id"] == str(account.pk)
    assert Person.objects.get(user=account).name == "Noor de Wit"


def test_a_colleague_is_known_by_the_number_of_the_personnel_system(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    hr = SourceFactory(slug="hr")
    noor = PersonFactory(name="Noor", email="", user=UserFactory(username="noor"))
    SourceLink.objects.create(person=noor, source=hr, external_id="0042")
    werk.numbers_of, werk.trusts_addresses = "hr", False
    werk.save()
    sso.claims["employee_number"] = "0042"

    come_in(browser)

    assert browser.session["_auth_user_id"] == str(noor.user_id)


def test_a_leaver_stays_out_and_nothing_is_written(browser: Client, werk: IdentityProvider) -> None:
    come_in(browser)
    Person.objects.update(left_on=date(2026, 11, 1), name="Noor V.")

    answer = come_in(gone := Client(headers={"accept-language": "nl"}))

    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.text
    assert not is_in(gone)
    assert Person.objects.get().name == "Noor V."


def test_a_leaver_who_never_came_in_this_way_stays_out(browser: Client, werk: IdentityProvider) -> None:
    PersonFactory(email=NOOR, left_on=date(2026, 11, 1))

    assert come_in(browser).status_code == 403
    assert not is_in(browser)
    assert User.objects.count() == 0


def test_a_closed_account_stays_closed(browser: Client, werk: IdentityProvider) -> None:
    PersonFactory(email=NOOR, user=UserFactory(is_active=False))

    answer = come_in(browser)

    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.text
    assert not is_in(browser)


def test_a_provider_may_let_in_only_who_is_listed(browser: Client, werk: IdentityProvider) -> None:
    werk.makes_people = False
    werk.save()

    answer = come_in(browser)

    assert answer.status_code == 403
    assert "Je staat nog niet op Brink" in answer.text
    assert Person.objects.count() == 0


def test_claims_that_make_no_sense_keep_nobody_out(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    sso.claims |= {
        "phone_number": "bel maar",
        "job_title": {"nl": "Adviseur"},
        "department": "Bestaat niet",
        "groups": [None, {"a": 1}, True, "x" * 5000, "redactie"],
        "mobile": ["06 12345678", 5],
    }

    come_in(browser)

    person = Person.objects.get()
    assert (person.job_title, person.unit, str(person.phone)) == ("", None, "")
    assert person.mobile.as_e164 == "+31612345678"
    assert [group.name for group in person.outside_groups.all()] == ["redactie"]


def test_who_has_no_name_is_told(browser: Client, werk: IdentityProvider, sso: OidcProvider) -> None:
    sso.claims = {"sub": "u-1"}

    answer = come_in(browser)

    assert answer.status_code == 403
    assert "Je organisatie gaf je naam niet door" in answer.text


def test_who_has_no_address_comes_in_by_number(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    del sso.claims["email"]

    come_in(browser)
    come_in(Client())

    assert User.objects.get().username == "sign-in-werk-u-1"


def test_groups_may_lie_within_a_claim(browser: Client, werk: IdentityProvider, sso: OidcProvider) -> None:
    werk.claims = {"groups": "realm_access.roles"}
    werk.save()
    sso.claims["realm_access"] = {"roles": ["redactie"]}

    come_in(browser)

    assert Person.objects.get().outside_groups.get().name == "redactie"


def test_the_sign_in_screen_offers_every_provider_above_its_own_form(
    browser: Client, werk: IdentityProvider
) -> None:
    IdentityProviderFactory(name="Gasten", slug="gasten")
    IdentityProviderFactory(name="Uit", slug="uit", is_on=False)

    screen = browser.get("/login/?next=/people/").text

    assert "Inloggen met Lindewaard" in screen
    assert "Inloggen met Gasten" in screen
    assert "Inloggen met Uit" not in screen
    assert f'href="{DOOR}?next=%2Fpeople%2F"' in screen
    assert screen.index("Gasten") < screen.index('name="login"')


def test_a_default_provider_is_taken_straight_away_and_our_form_stays_within_reach(
    browser: Client, werk: IdentityProvider
) -> None:
    werk.is_default = True
    werk.save()
    UserFactory(username="noor")

    onwards = f'content="0;url={DOOR}?next=%2Fpeople%2F"'
    assert onwards in browser.get("/login/?next=/people/").text
    assert 'name="login"' in browser.get("/login/?here=1").text
    browser.post("/login/", {"login": "noor", "password": "secret"})
    assert is_in(browser)
    assert browser.post("/logout/").headers["Location"] == "/login/?here=1"


def test_no_other_account_is_connected_by_an_address_that_asks_for_it(
    browser: Client, werk: IdentityProvider
) -> None:
    browser.force_login(UserFactory(username="intruder"))

    come_in(browser, "?process=connect")

    assert SocialAccount.objects.get().user.username != "intruder"
    assert browser.session["_auth_user_id"] == str(SocialAccount.objects.get().user_id)


def test_nobody_is_led_to_another_site(browser: Client, werk: IdentityProvider) -> None:
    assert f'href="{DOOR}"' in browser.get("/login/?here=1&next=https://evil.example/").text
    assert come_in(browser, "?next=https://evil.example/").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "status", "body", "expected", "told"),
    [
        ("/.well-known/openid-configuration", 503, "", 503, "geeft geen antwoord"),
        ("/.well-known/openid-configuration", 200, "<html>", 502, "een antwoord dat wij niet begrijpen"),
        ("/.well-known/openid-configuration", 200, "[1]", 502, "een antwoord dat wij niet begrijpen"),
        ("/.well-known/openid-configuration", 200, "{}", 502, "een antwoord dat wij niet begrijpen"),
    ],
)
def test_a_provider_that_does_not_work_is_told_and_our_own_way_in_stays(
    browser: Client,
    werk: IdentityProvider,
    sso: OidcProvider,
    path: str,
    status: int,
    body: str,
    expected: int,
    told: str,
) -> None:
    sso.instead[path] = (status, body)

    answer = browser.get(DOOR)

    assert answer.status_code == expected
    assert told in answer.text
    assert 'href="/login/?here=1"' in answer.text


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/token", 500, ""),
        ("/token", 200, "nonsense"),
        ("/token", 200, json.dumps({"error": "invalid_client"})),
        ("/token", 200, json.dumps({"access_token": "t", "id_token": "a.b.c"})),
        ("/userinfo", 200, "[1]"),
        ("/userinfo", 200, json.dumps({"name": "Nobody"})),
        ("/userinfo", 200, json.dumps({"sub": "u-2", "name": "Somebody else"})),
        ("/userinfo", 200, json.dumps({"sub": "x" * 5000})),
        ("/userinfo", 401, "{}"),
    ],
)
def test_an_answer_that_makes_no_sense_lets_nobody_in(
    browser: Client, werk: IdentityProvider, sso: OidcProvider, path: str, status: int, body: str
) -> None:
    sso.instead[path] = (status, body)

    answer = come_in(browser)

    assert answer.status_code in (502, 503)
    assert not is_in(browser)
    assert User.objects.count() == 0


def test_a_provider_that_is_away_is_told(browser: Client, home: object) -> None:
    IdentityProviderFactory(server_url="http://127.0.0.1:1")

    answer = browser.get(DOOR)

    assert answer.status_code == 503
    assert "geeft geen antwoord" in answer.text


@pytest.mark.parametrize(("audience", "seconds"), [("another", 60), ("brink", -600)])
def test_a_token_for_another_or_out_of_date_lets_nobody_in(
    browser: Client, werk: IdentityProvider, sso: OidcProvider, audience: str, seconds: int
) -> None:
    sso.audience, sso.seconds_valid = audience, seconds

    assert come_in(browser).status_code == 502
    assert not is_in(browser)


def test_who_stops_at_the_provider_can_try_again(browser: Client, werk: IdentityProvider) -> None:
    sent = browser.get(DOOR)
    state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]

    answer = browser.get(f"{DOOR}callback/", {"error": "access_denied", "state": state})

    assert answer.status_code == 403
    assert "Je bent niet ingelogd" in answer.text
    assert f'href="{DOOR}"' in answer.text


def test_the_way_back_works_once_and_only_where_it_was_begun(browser: Client, werk: IdentityProvider) -> None:
    sent = browser.get(DOOR)
    back = {"code": "c", "state": parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]}
    other = Client(headers={"accept-language": "nl"})

    elsewhere = other.get(f"{DOOR}callback/", back)
    browser.get(f"{DOOR}callback/", back)
    again = browser.get(f"{DOOR}callback/", back)

    assert (elsewhere.status_code, again.status_code) == (400, 400)
    assert "is al gebruikt of duurde te lang" in elsewhere.text
    assert not is_in(other)


def test_the_code_is_bound_to_the_browser_that_asked(
    browser: Client, werk: IdentityProvider, sso: OidcProvider
) -> None:
    asked = parse_qs(urlsplit(browser.get(DOOR).headers["Location"]).query)
    browser.get(f"{DOOR}callback/", {"code": "c", "state": asked["state"][0]})

    assert asked["code_challenge_method"] == ["S256"]
    assert sso.asked_with[0]["code_verifier"]
    assert sso.asked_with[0]["client_secret"] == ["geheim"]


@pytest.mark.parametrize(
    "address", ["/sign-in/oidc/nowhere/", "/sign-in/saml/werk/", f"/sign-in/oidc/{'x' * 300}/"]
)
def test_a_provider_that_is_not_there_is_told(browser: Client, werk: IdentityProvider, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_a_provider_that_was_removed_knows_nobody_when_it_comes_back(
    browser: Client, werk: IdentityProvider
) -> None:
    come_in(browser)

    werk.delete()

    assert not SocialAccount.objects.exists()
    assert AuditEntry.objects.filter(action="identity_provider.removed").exists()
