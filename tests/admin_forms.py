"""What a browser sends from the editor of the Wagtail admin."""

from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

# The script of the editor writes the counts of StreamFields; the reader of the form takes a ticked box for an
# empty one.
WRITTEN_BY_SCRIPTS = {"body-count": "0", "steps-count": "0", "comments_open": "on"}


def filled_form(
    client: Client, address: str, **changes: str
) -> dict[str, Any]:  # Any: as the client takes it
    """Return the form of the editor at `address` as it would be sent, with `changes`."""
    html = client.get(address).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    return {**form, **WRITTEN_BY_SCRIPTS, **changes}
