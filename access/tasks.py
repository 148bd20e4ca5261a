"""What a worker does about signing in."""

from django.utils import timezone

from access.password_reset import mail_reset_link
from background.queue import task


# A worker that dies in the middle may leave a second mail, with a link that is as good as the first.
@task(idempotent=True)
def send_reset_link(address: str, language: str) -> None:
    """Mail a link for a new password to whoever has that address, if anyone has."""
    mail_reset_link(address=address, language=language, now=timezone.now())
