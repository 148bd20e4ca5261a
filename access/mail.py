"""Mails to one person, in their language, as text and as simple HTML."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from access.models import User


# Any: a template takes any value.
def send_mail(
    *, to: str, language: str, subject: str | Promise, template: str, context: dict[str, Any]
) -> None:
    """Send what `compose_mail` makes.

    Call it from a task: a mail server may be slow or away. A task may run twice, so the caller says what
    keeps a mail from going out twice, or why that does no harm.
    """
    compose_mail(to=to, language=language, subject=subject, template=template, context=context).send()


def compose_mail(
    *,
    to: str,
    language: str,
    subject: str | Promise,
    template: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Return `email/<template>.txt` with `email/<template>.html` beside it, in that language."""
    with translation.override(language):
        given = {
            **context,
            "subject": str(subject),
            "language": language,
            "organisation_name": settings.WAGTAIL_SITE_NAME,
            "brink_url": full_address("/"),
        }
        message = EmailMultiAlternatives(
            " ".join(str(subject).split()),
            render_to_string(f"email/{template}.txt", given),
            to=[to],
            headers=headers,
        )
        message.attach_alternative(render_to_string(f"email/{template}.html", given), "text/html")
    return message


def full_address(path: str) -> str:
    """Return `path` as a link in a mail, by the address of the environment and not by that of a request."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL + "/", path)


def language_of(user: User, otherwise: str = "") -> str:
    """Return the language in which to write to `user`."""
    return user.language or otherwise or str(settings.LANGUAGE_CODE)


def mails_are_sent() -> bool:
    """Tell whether mails leave the house; without a mail server they are printed where Brink runs."""
    return not settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))
