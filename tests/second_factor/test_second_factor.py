"""Having a second factor, and being asked for it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from access.models import AuditEntry, RoleGroup, User
from access.roles import Role
from access.second_factor.needing import MISSING
from home.models import HomePage
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.identity import IdentityProviderFactory
from tests.factories.roles import holder_of
from tests.identity.oidc_provider import OidcProvider
from tests.identity.test_openid_connect import come_in
from tests.second_factor.codes import SECRET, code_of, give_app, give_recovery_codes, secret_of

pytestmark = pytest.mark.django_db

HERE = "/settings/second-factor/"


@pytest.fixture
def noor(home: HomePage) -> User:
    return UserFactory(username="noor", language="nl")


@pytest.fixture
def browser(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client


def sign_in(browser: Client, user: User) -> str:
    """Give name and password, and return where that leads."""
    return str(browser.post("/login/", {"login": user.username, "password": PASSWORD}).headers["Location"])


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def add_app(
    browser: Client, commits: DjangoCaptureOnCommitCallbacks
) -> Any:  # Any: the answer as tests see it
    """Add an app with its first code, and return the answer."""
    secret = browser.get(f"{HERE}app/").context["form"].secret
    with commits(execute=True):
        return browser.post(f"{HERE}app/", {"code": code_of(secret)})


def ask_for_it(*roles: Role) -> None:
    RoleGroup.objects.filter(role__in=roles).update(needs_second_factor=True)


def test_an_app_is_added_with_its_first_code_and_recovery_codes_are_shown(
    browser: Client, noor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sign_in(browser, noor)

    answer = add_app(browser, django_capture_on_commit_callbacks)

    assert answer.headers["Location"] == f"{HERE}codes/"
    codes = browser.get(f"{HERE}codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["unused_codes"][0] in codes.text
    assert len(secret_of(noor)) == 32
    assert AuditEntry.objects.filter(action="second_factor.added", actor_key=noor.key).exists()


def test_the_secret_of_an_app_does_not_stand_readable_in_the_database(noor: User) -> None:
    give_app(noor)

    assert SECRET not in str(Authenticator.objects.values_list("data", flat=True))


def test_a_code_that_does_not_fit_adds_nothing(browser: Client, noor: User) -> None:
    sign_in(browser, noor)
    browser.get(f"{HERE}app/")

    answer = browser.post(f"{HERE}app/", {"code": "000000x"})

    assert "Deze code past niet" in answer.text
    assert not Authenticator.objects.exists()


def test_who_has_an_app_is_asked_for_a_code_and_comes_in_with_it_once(browser: Client, noor: User) -> None:
    give_app(noor)
    assert sign_in(browser, noor) == "/login/second-factor/"
    assert not is_in(browser)
    assert "Je bent er bijna" in browser.get("/login/second-factor/").text
    code = code_of()

    browser.post("/login/second-factor/", {"code": code})
    sign_in(other := Client(), noor)
    other.post("/login/second-factor/", {"code": code})

    assert is_in(browser)
    assert not is_in(other)


def test_a_recovery_code_lets_in_once(browser: Client, noor: User) -> None:
    give_app(noor)
    code = give_recovery_codes(noor)[0]
    sign_in(browser, noor)
    browser.post("/login/second-factor/", {"code": code})
    sign_in(other := Client(), noor)

    other.post("/login/second-factor/", {"code": code})

    assert is_in(browser)
    assert not is_in(other)


def test_the_second_step_cannot_be_passed_by(browser: Client, noor: User) -> None:
    give_app(noor)
    sign_in(browser, noor)

    assert browser.get("/people/").headers["Location"].startswith("/login/")
    assert browser.get(HERE).headers["Location"].startswith("/login/")


@pytest.mark.parametrize("code", ["", " ", "x" * 5000, "١٢٣٤٥٦", "12 34"])
def test_what_is_no_code_is_told_at_the_field(browser: Client, noor: User, code: str) -> None:
    give_app(noor)
    sign_in(browser, noor)

    answer = browser.post("/login/second-factor/", {"code": code})

    assert answer.status_code == 200
    assert 'id="id_code_error"' in answer.text


def test_a_factor_changes_only_for_who_proved_a_moment_ago_who_they_are(browser: Client, noor: User) -> None:
    browser.force_login(noor)

    answer = browser.get(f"{HERE}app/", follow=True)
    wrong = browser.post(f"{HERE}again/?next={HERE}app/", {"password": "a guess"})
    right = browser.post(f"{HERE}again/?next={HERE}app/", {"password": PASSWORD})

    assert answer.request["PATH_INFO"] == f"{HERE}again/"
    assert "Ben jij het?" in answer.text
    assert "Dit is niet je wachtwoord" in wrong.text
    assert right.headers["Location"] == f"{HERE}app/"
    assert browser.get(f"{HERE}app/").status_code == 200


def test_an_app_is_removed_and_its_recovery_codes_with_it(browser: Client, noor: User) -> None:
    give_app(noor)
    give_recovery_codes(noor)
    browser.force_login(noor)
    browser.post(f"{HERE}again/code/?next={HERE}", {"code": code_of()})

    browser.post(f"{HERE}app/remove/")

    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="second_factor.removed").exists()


def test_new_recovery_codes_make_the_old_ones_void_and_can_be_downloaded(browser: Client, noor: User) -> None:
    give_app(noor)
    old = give_recovery_codes(noor)
    browser.force_login(noor)
    browser.post(f"{HERE}again/", {"password": PASSWORD})

    new = browser.post(f"{HERE}codes/new/", follow=True).context["unused_codes"]
    paper = browser.get(f"{HERE}codes/download/")

    assert not set(old) & set(new)
    assert paper.text.split()[-10:] == list(new)
    assert "attachment" in paper.headers["Content-Disposition"]


def test_the_codes_of_another_are_out_of_reach(browser: Client, noor: User) -> None:
    give_app(noor)
    give_recovery_codes(noor)
    passkey = Authenticator.objects.create(
        user=noor, type="webauthn", data={"name": "phone", "credential": {}}
    )
    browser.force_login(UserFactory())
    browser.post(f"{HERE}again/", {"password": PASSWORD})

    for address in ("codes/", "codes/download/", "app/remove/", f"passkeys/{passkey.pk}/"):
        assert browser.get(HERE + address).status_code == 404
    assert browser.post(f"{HERE}passkeys/{passkey.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(user=noor).count() == 3


def test_nobody_is_asked_for_a_second_factor_until_an_administrator_says_so(browser: Client) -> None:
    administrator = holder_of(Role.ADMINISTRATOR)

    assert sign_in(browser, administrator) == "/"
    assert browser.get("/people/").status_code == 200


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_who_needs_a_second_factor_sets_it_up_before_anything_else(
    browser: Client,
    home: HomePage,
    role: Role,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ask_for_it(role)
    user = holder_of(role, language="nl")
    sign_in(browser, user)

    for address in ("/", "/people/", "/admin/", "/settings/", "/saved/"):
        assert browser.get(address).headers["Location"] == HERE
    assert browser.post("/settings/theme/", {"theme": "dark"}).headers["Location"] == HERE
    assert "Jouw rol vraagt om een tweede stap" in browser.get(HERE).text
    assert browser.get("/logout/").status_code == 200

    add_app(browser, django_capture_on_commit_callbacks)

    assert browser.get("/people/").status_code == 200


def test_who_has_another_role_is_not_asked(browser: Client, home: HomePage) -> None:
    ask_for_it(Role.EDITOR)

    sign_in(browser, holder_of(Role.WRITER))

    assert browser.get("/people/").status_code == 200


def test_an_administrator_by_another_way_needs_it_too(browser: Client, home: HomePage) -> None:
    ask_for_it(Role.ADMINISTRATOR)

    sign_in(browser, UserFactory(is_superuser=True))

    assert browser.get("/people/").headers["Location"] == HERE


def test_who_removes_the_last_one_is_asked_for_another_at_once(browser: Client, home: HomePage) -> None:
    ask_for_it(Role.EDITOR)
    user = holder_of(Role.EDITOR)
    give_app(user)
    sign_in(browser, user)
    browser.post("/login/second-factor/", {"code": code_of()})
    assert browser.get("/people/").status_code == 200

    browser.post(f"{HERE}app/remove/")

    assert browser.get("/people/").headers["Location"] == HERE


@pytest.mark.parametrize("vouches", [True, False])
def test_a_provider_that_asks_for_a_second_factor_itself_is_enough(
    browser: Client, home: HomePage, vouches: bool
) -> None:
    sso = OidcProvider()
    ask_for_it(Role.EDITOR)
    user = holder_of(Role.EDITOR, email="noor@lindewaard.example")
    IdentityProviderFactory(server_url=sso.url, has_second_factor=vouches)

    come_in(browser)
    sso.close()

    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.get("/people/").status_code == (200 if vouches else 302)


@pytest.mark.parametrize("vouches", [True, False])
def test_a_provider_that_asks_none_leaves_the_asking_to_brink(
    browser: Client, noor: User, vouches: bool
) -> None:
    sso = OidcProvider()
    give_app(noor)
    User.objects.update(email="noor@lindewaard.example")
    IdentityProviderFactory(server_url=sso.url, has_second_factor=vouches)

    answer = come_in(browser)
    sso.close()

    assert answer.headers["Location"] == ("/" if vouches else "/login/second-factor/")
    assert is_in(browser) == vouches


def test_a_feed_by_key_goes_on_for_who_needs_a_second_factor(browser: Client, home: HomePage) -> None:
    ask_for_it(Role.EDITOR)
    user = holder_of(Role.EDITOR)
    sign_in(browser, user)
    assert browser.session[MISSING]

    answer = Client().get("/news/feed/")

    assert answer.headers.get("Location", "") != HERE


def test_only_an_administrator_settles_which_roles_need_it(browser: Client, home: HomePage) -> None:
    row = RoleGroup.objects.get(role=Role.EDITOR)
    address = f"/admin/access/rolegroup/edit/{row.pk}/"
    browser.force_login(holder_of(Role.EDITOR))
    refused = browser.post(address, {"needs_second_factor": "on"})
    browser.force_login(holder_of(Role.ADMINISTRATOR))

    browser.post(address, {"needs_second_factor": "on"})

    assert refused.status_code in (302, 403)
    row.refresh_from_db()
    assert row.needs_second_factor
    assert AuditEntry.objects.filter(action="role.second_factor_settled").count() == 1


def test_an_administrator_takes_a_lost_factor_away_and_nobody_else_does(browser: Client, noor: User) -> None:
    give_app(noor)
    give_recovery_codes(noor)
    address = f"/admin/second-factor/{noor.pk}/remove/"
    browser.force_login(holder_of(Role.EDITOR))
    refused = browser.post(address)
    browser.force_login(holder_of(Role.ADMINISTRATOR))
    assert address in browser.get("/admin/users/").text
    assert browser.get(address).status_code == 200

    browser.post(address)

    assert refused.status_code in (302, 403)
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="second_factor.taken_away", thing_id=str(noor.key)).exists()


def test_a_passkey_without_scripts_or_with_nonsense_leads_back_to_our_own_form(
    browser: Client, home: HomePage
) -> None:
    for credential in ("", "{}", "[]", '{"id": "x"}', "x" * 5000):
        answer = browser.post("/login/passkey/", {"credential": credential}, follow=True)

        assert answer.request["PATH_INFO"] == "/login/"
        assert answer.status_code == 200
        assert not is_in(browser)
