"""What `./run setup` does: the organisation, its first language, its pages and its first administrator.

Not a command of Django, since the settings depend on the first two answers.
"""

import argparse
import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import OperationalError

from brink import choices, env

LONGEST_NAME = 100
LANGUAGES = " or ".join(env.LANGUAGES)


class Unusable(ValueError):
    """An answer that cannot be used; the message says how to write it."""


def main(words: list[str]) -> int:
    """Set Brink up as `words` and the answers say, and return the exit status. What stands is left alone."""
    given = _options(words)
    asks = sys.stdin.isatty()
    try:
        _check_all(given)
        data_dir = Path(os.environ.get("BRINK_DATA_DIR") or env.REPOSITORY / ".brink")
        _choose(data_dir, given, asks)
        django.setup()
        call_command("migrate", verbosity=0)
        _make_administrator(given, asks)
    except (Unusable, ImproperlyConfigured) as fault:
        return _stop(str(fault))
    except OperationalError as fault:
        return _stop(f"The database does not answer: {fault}")
    except (KeyboardInterrupt, EOFError):
        return _stop("\nStopped. What was made stays; run ./run setup again for the rest.", status=130)
    return 0


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run setup", description="What is not given is asked; without a terminal, all must be given."
    )
    parser.add_argument("--organisation", help="name of the organisation")
    parser.add_argument("--language", help=f"language of addresses without prefix: {LANGUAGES}")
    parser.add_argument("--name", help="name of the first administrator")
    parser.add_argument("--email", help="e-mail address of the first administrator")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from the first line of the input"
    )
    return parser.parse_args(words)


def _check_all(given: argparse.Namespace) -> None:
    """Refuse what is wrong before anything is made, all of it in one message."""
    faults = []
    for option, answer, check in (
        ("--organisation", given.organisation, _check_name),
        ("--language", given.language, _check_language),
        ("--name", given.name, _check_name),
        ("--email", given.email, _check_email),
    ):
        try:
            if answer is not None:
                check(answer)
        except Unusable as fault:
            faults.append(f"{option}: {fault}")
    if faults:
        raise Unusable("\n".join(faults))


def _choose(data_dir: Path, given: argparse.Namespace, asks: bool) -> None:
    """Keep the name and the first language, unless they stand."""
    try:
        standing = choices.read(data_dir)
    except choices.UnreadableChoices as fault:
        raise Unusable(f"{fault}. Remove the file and run ./run setup again.") from fault
    chosen = {}
    for variable, question, answer, check in (
        ("ORGANISATION_NAME", "Name of the organisation", given.organisation, _check_name),
        ("DEFAULT_LANGUAGE", f"First language ({LANGUAGES})", given.language, _check_language),
    ):
        stands = os.environ.get(variable) or standing.get(variable)
        if stands:
            print(f"{question}: {stands} (stands)")
            if answer and answer != stands:
                print(f"  not changed into {answer}: set {variable} in the environment if you must")
            chosen[variable] = stands
        else:
            chosen[variable] = _answer(question, answer, check, asks)
    if chosen != standing:
        choices.keep(data_dir, chosen)


def _make_administrator(given: argparse.Namespace, asks: bool) -> None:
    # The rooms can be imported now that the settings are known.
    from django.conf import settings
    from django.utils import timezone, translation

    from brink.first_administrator import administrators, lay_out_pages, make_administrator

    with translation.override(settings.LANGUAGE_CODE):
        lay_out_pages()
    print("Pages: laid out in both languages")
    standing = administrators()
    if standing:
        print(f"Administrator: {', '.join(standing)} (stands; make others in the admin, under Users)")
    else:
        name = _answer("Your name, as the first administrator", given.name, _check_name, asks)
        email = _answer("Your e-mail address", given.email, _check_email, asks)
        password = _password(given, asks)
        try:
            user = make_administrator(name=name, email=email, password=password, now=timezone.now())
        except ValidationError as refusal:
            raise Unusable(" ".join(refusal.messages)) from refusal
        print(f"Administrator: {user.username}, who signs in with that name or with {user.email}")
    _say_what_is_next(settings.WAGTAILADMIN_BASE_URL, settings.EMAIL_BACKEND)


def _answer(question: str, given: str | None, check: Callable[[str], str], asks: bool) -> str:
    """Return an answer that can be used: the one that was given, or asked until it can be."""
    if given is not None:
        return check(given)
    if not asks:
        raise Unusable(f"{question}: is not given, and there is no terminal to ask. See ./run setup --help")
    while True:
        try:
            return check(input(f"{question}: "))
        except Unusable as fault:
            print(f"  {fault}")


def _password(given: argparse.Namespace, asks: bool) -> str:
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not asks:
        raise Unusable("The password is not given: write it on the input and add --password-stdin.")
    while True:
        password = getpass("A password, at least 8 characters: ")
        if password == getpass("The same once more: "):
            return password
        print("  These two are not the same.")


def _check_name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Unusable(f"A name has 1 to {LONGEST_NAME} characters that can be printed.")
    return name


def _check_language(text: str) -> str:
    language = text.strip().lower()
    if language not in env.LANGUAGES:
        raise Unusable(f"Brink speaks {LANGUAGES}, not {text.strip()!r}.")
    return language


def _check_email(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError as fault:
        raise Unusable(f"{text.strip()!r} is no e-mail address.") from fault
    return text.strip()


def _say_what_is_next(address: str, mail_backend: str) -> None:
    print(f"\nBrink is ready. ./run serve starts it, at {address}/")
    print("Then sign in, and go to the newsroom by the link in the foot of the page:")
    print("  People      list your colleagues, and invite them")
    print("  Users       give roles: editors, section editors, community managers")
    print("  Settings    add the identity provider you have; say which roles need a second factor")
    print("  Pages       write the first news item, the first procedure")
    if mail_backend.endswith("console.EmailBackend"):
        print("Mails are printed where Brink runs, until EMAIL_URL names a mail server.")
    if os.environ.get("DATABASE_URL"):
        print("On every other machine, set ORGANISATION_NAME and DEFAULT_LANGUAGE to the same.")


def _stop(message: str, status: int = 2) -> int:
    print(message, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
