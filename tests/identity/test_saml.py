"""Coming in by SAML: only a signed answer to a question of ours, meant for us, in time, and once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from access.models import IdentityProvider, User
from access.roles import Role
from directory.models import Person
from tests.factories.directory import OutsideGroupFactory
from tests.identity.saml_provider import SamlProvider, decoded, encoded

pytestmark = [pytest.mark.django_db, pytest.mark.proof("identity")]

DOOR = "/sign-in/saml/federatie/"
ENVELOPE = re.compile(r"(<saml:Assertion .*</saml:Assertion>)", re.DOTALL)
SIGNATURE = re.compile(r"<ds:Signature .*?</ds:Signature>", re.DOTALL)


@pytest.fixture
def browser() -> Client:
    return stranger()


def stranger() -> Client:
    """A browser, which says as every browser does whom it calls; reads Dutch."""
    return Client(headers={"host": "localhost", "accept-language": "nl"})


def ask(browser: Client) -> str:
    """Begin to sign in, and return where the reader is sent to."""
    return str(browser.get(DOOR).headers["Location"])


def hand_in(browser: Client, answer: str) -> Any:  # Any: the answer as tests see it
    """Bring the answer as a browser does: from the provider's page, and then with our own cookie."""
    sent = browser.post(f"{DOOR}acs/", {"SAMLResponse": answer})
    assert sent.headers["Location"] == f"{DOOR}acs/finish/"
    return browser.get(f"{DOOR}acs/finish/")


def refuses(browser: Client, answer: str) -> bool:
    told = hand_in(browser, answer)
    assert told.status_code in (400, 403, 502), told.status_code
    assert 'href="/login/?here=1"' in told.text
    return "_auth_user_id" not in browser.session and User.objects.count() == 0


@pytest.mark.any_database
def test_a_new_colleague_gets_an_account_and_a_profile(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    said = {"jobTitle": "Adviseur", "groups": ["redactie", "iedereen"]}

    answer = hand_in(browser, saml.answer(ask(browser), attributes=said))

    assert answer.headers["Location"] == "/"
    person = Person.objects.get(user=browser.session["_auth_user_id"])
    assert (person.name, person.job_title) == ("Noor de Wit", "Adviseur")
    assert person.user
    assert set(person.user.groups.values_list("role__role", flat=True)) == {Role.EDITOR}


def test_the_same_colleague_again_is_the_same_and_loses_what_is_said_no_more(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    hand_in(browser, saml.answer(ask(browser), attributes={"groups": ["redactie"]}))

    hand_in(again := stranger(), saml.answer(ask(again), attributes={"groups": []}))

    assert again.session["_auth_user_id"] == browser.session["_auth_user_id"]
    assert not Person.objects.filter(user__groups__isnull=False).exists()


def test_attributes_with_the_names_of_a_directory_are_understood(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    said = {
        "name": [],
        "email": [],
        "urn:oid:2.16.840.1.113730.3.1.241": "Noor & Co <de> Wit",
        "urn:oid:0.9.2342.19200300.100.1.3": "noor@lindewaard.example",
    }

    hand_in(browser, saml.answer(ask(browser), attributes=said))

    assert Person.objects.get().name == "Noor & Co <de> Wit"


def test_an_unsigned_answer_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    assert refuses(browser, saml.answer(ask(browser), signed=False))


def test_an_answer_whose_signature_was_stripped_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    whole = decoded(saml.answer(ask(browser)))
    stripped = SIGNATURE.sub("", whole)
    assert stripped != whole

    assert refuses(browser, encoded(stripped))


def test_an_answer_that_was_changed_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    whole = decoded(saml.answer(ask(browser)))
    changed = whole.replace("Noor de Wit", "Liv Aerts")
    assert changed != whole

    assert refuses(browser, encoded(changed))


def test_an_answer_that_is_signed_by_another_is_refused(
    browser: Client, federation: IdentityProvider
) -> None:
    assert refuses(browser, SamlProvider().answer(ask(browser)))


@pytest.mark.parametrize("place", ["before", "after", "around", "within the signature"])
def test_a_forged_assertion_wrapped_together_with_a_signed_one_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider, place: str
) -> None:
    whole = decoded(saml.answer(ask(browser)))
    found = ENVELOPE.search(whole)
    assert found
    signed = found[1]
    forged = SIGNATURE.sub("", signed).replace("Noor de Wit", "Liv Aerts").replace("s-1", "s-2")
    forged = re.sub(r'ID="_\w+"', 'ID="_forged"', forged, count=1)
    wrapped = {
        "before": forged + signed,
        "after": signed + forged,
        "around": forged.replace("</saml:Assertion>", f"{signed}</saml:Assertion>"),
        "within the signature": forged.replace(
            "<saml:Subject>",
            SIGNATURE.findall(signed)[0].replace(
                "</ds:Signature>", f"<ds:Object>{SIGNATURE.sub('', signed)}</ds:Object></ds:Signature>"
            )
            + "<saml:Subject>",
            1,
        ),
    }[place]

    assert refuses(browser, encoded(whole.replace(signed, wrapped)))


def test_a_name_cut_in_two_by_a_comment_is_read_whole(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    # A comment does not count in a signature, so whoever has a longer name could be cut to another's.
    whole = decoded(saml.answer(ask(browser), uid="admin.intruder"))
    cut = whole.replace("admin.intruder", "admin<!-- -->.intruder")

    hand_in(browser, encoded(cut))

    assert not Person.objects.filter(source_links__external_id="admin").exists()


def test_an_answer_works_once(browser: Client, federation: IdentityProvider, saml: SamlProvider) -> None:
    answer = saml.answer(ask(browser))
    hand_in(browser, answer)
    browser.post("/logout/")

    again = hand_in(browser, answer)

    assert again.status_code == 400
    assert "Deze inlog is al gebruikt" in again.text
    assert "_auth_user_id" not in browser.session


def test_an_answer_works_only_in_the_browser_that_asked(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    stolen = saml.answer(ask(browser))

    thief = stranger()
    thief.get(DOOR)

    assert refuses(thief, stolen)


def test_an_answer_that_nobody_asked_for_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    assert refuses(browser, saml.answer(ask(browser), in_response_to=""))


def test_an_answer_for_another_is_refused(
    browser: Client, federation: IdentityProvider, saml: SamlProvider
) -> None:
    assert refuses(browser, saml.answer(ask(browser), audience="https://other.example/"))
    assert refuses(browser, saml.answer(ask(browser), destination="https://other.example/acs/"))


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [
        (timedelta(hours=-2), timedelta(hours=-1)),
        (timedelta(hours=1), timedelta(hours=2)),
    ],
)
def test_an_answer_out_of_time_is_refused(
    browser: Client,
    federation: IdentityProvider,
    saml: SamlProvider,
    valid_from: timedelta,
    valid_until: timedelta,
) -> None:
    answer = saml.answer(ask(browser), valid_from=valid_from, valid_until=valid_until)

    assert refuses(browser, answer)


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "no base64!",
        encoded("no xml"),
        encoded("<a/>"),
        encoded('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        encoded("<a>" * 5000),
    ],
)
def test_nonsense_is_refused(browser: Client, federation: IdentityProvider, nonsense: str) -> None:
    ask(browser)

    assert refuses(browser, nonsense)


def test_the_second_half_alone_leads_nowhere(browser: Client, federation: IdentityProvider) -> None:
    assert browser.get(f"{DOOR}acs/finish/").status_code in (400, 403)
    assert browser.get(f"{DOOR}acs/").status_code == 405


def test_metadata_tell_the_provider_who_we_are(browser: Client, federation: IdentityProvider) -> None:
    answer = browser.get(f"{DOOR}metadata/")

    assert answer.status_code == 200
    assert 'WantAssertionsSigned="true"' in answer.text
    assert f"{DOOR}acs/" in answer.text


def test_metadata_at_an_address_that_is_away_are_told(browser: Client, federation: IdentityProvider) -> None:
    federation.metadata_url = "http://127.0.0.1:1/metadata"
    federation.save()

    answer = browser.get(DOOR)

    assert answer.status_code == 503
    assert "geeft geen antwoord" in answer.text
