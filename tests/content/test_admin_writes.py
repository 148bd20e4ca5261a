"""What the Wagtail admin writes takes effect at once and as a whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import Signal
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from access.models import User
from content.models import PageScope
from knowledge.models import SectionPage
from tests.admin_forms import filled_form
from tests.factories.accounts import UserFactory
from tests.factories.pages import ImageFactory, SectionPageFactory

SIGNALS: dict[str, tuple[Signal, Any]] = {
    "published": (page_published, None),
    "unpublished": (page_unpublished, None),
    "moved": (post_page_move, None),
    "page saved": (post_save, SectionPage),
    "page deleted": (post_delete, Page),
    "restricted": (post_save, PageViewRestriction),
    "groups chosen": (m2m_changed, PageViewRestriction.groups.through),
    "lifted": (post_delete, PageViewRestriction),
}


@contextmanager
def heard() -> Iterator[dict[str, bool]]:
    """Collect which signals come, and whether each came inside a transaction."""
    inside: dict[str, bool] = {}
    receivers = {name: partial(_note, inside, name) for name in SIGNALS}
    for name, (signal, sender) in SIGNALS.items():
        signal.connect(receivers[name], sender=sender, weak=False)
    try:
        yield inside
    finally:
        for name, (signal, sender) in SIGNALS.items():
            signal.disconnect(receivers[name], sender=sender)


def _note(inside: dict[str, bool], name: str, **kwargs: Any) -> None:
    inside[name] = inside.get(name, True) and connection.in_atomic_block


def set_privacy(client: Client, page: Page, *groups: Group) -> Any:
    form = {"restriction_type": "groups" if groups else "none", "groups": [group.pk for group in groups]}
    return client.post(f"/admin/pages/{page.pk}/privacy/", form)


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_each_write_of_the_admin_is_one_transaction(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    council = Group.objects.create(name="Works council")
    target = SectionPageFactory(title="Target")
    page = SectionPageFactory(title="Page")
    other = SectionPageFactory(title="Other")
    alias = other.create_alias(update_slug="alias")
    base = f"/admin/pages/{page.pk}"

    def save(**extra: str) -> Any:
        return client.post(f"{base}/edit/", filled_form(client, f"{base}/edit/", **extra))

    def bulk(action: str, **form: Any) -> Any:
        return client.post(f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}", form)

    copied = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": target.pk,
        "publish_copies": "on",
    }
    writes: dict[str, Callable[[], Any]] = {
        "draft": lambda: save(title="Draft"),
        "publish": lambda: save(title="Published", **{"action-publish": "1"}),
        "unpublish": lambda: client.post(f"{base}/unpublish/"),
        "publish in bulk": lambda: bulk("publish"),
        "unpublish in bulk": lambda: bulk("unpublish"),
        "restrict": lambda: set_privacy(client, page, council),
        "lift": lambda: set_privacy(client, page),
        "move": lambda: client.post(f"{base}/move/{target.pk}/confirm/"),
        "move in bulk": lambda: bulk("move", chooser=other.pk),
        "copy": lambda: client.post(f"{base}/copy/", copied),
        "reorder": lambda: client.post(f"/admin/pages/{other.pk}/set_position/?position=0"),
        "convert": lambda: client.post(f"/admin/pages/{alias.pk}/convert_alias/"),
        "delete": lambda: client.post(f"{base}/delete/"),
        "delete in bulk": lambda: client.post(f"/admin/bulk/wagtailcore/page/delete/?id={target.pk}"),
    }
    came: dict[str, set[str]] = {}

    for name, write in writes.items():
        with heard() as inside:
            response = write()

        assert response.status_code in (200, 302), (name, response.content)
        assert all(inside.values()), (name, inside)
        came[name] = set(inside)

    assert came == {
        "draft": {"page saved"},
        "publish": {"page saved", "published"},
        "unpublish": {"page saved", "unpublished"},
        "publish in bulk": {"page saved", "published"},
        "unpublish in bulk": {"unpublished"},
        "restrict": {"restricted", "groups chosen"},
        "lift": {"lifted"},
        "move": {"moved"},
        "move in bulk": {"moved"},
        "copy": {"page saved"},
        "reorder": {"moved"},
        "convert": {"page saved"},
        "delete": {"page deleted"},
        "delete in bulk": {"page deleted", "unpublished"},
    }


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_a_write_that_breaks_off_after_the_move_leaves_nothing_moved(
    client: Client, admin_user: User
) -> None:
    client.force_login(admin_user)
    client.raise_request_exception = False
    closed, page = SectionPageFactory(title="Closed"), SectionPageFactory(title="Page")
    set_privacy(client, closed, Group.objects.create(name="Works council"))
    before = Page.objects.get(pk=page.pk).path, PageScope.objects.get(page=page).scope_id

    def break_off(**kwargs: Any) -> None:
        raise RuntimeError("the power went")

    post_page_move.connect(break_off)
    try:
        response = client.post(f"/admin/pages/{page.pk}/move/{closed.pk}/confirm/")
    finally:
        post_page_move.disconnect(break_off)

    assert response.status_code == 500
    assert (Page.objects.get(pk=page.pk).path, PageScope.objects.get(page=page).scope_id) == before


@pytest.mark.django_db
def test_what_the_admin_closes_is_closed_for_the_outsider_at_once(client: Client, admin_user: User) -> None:
    editor, outsider = Client(), Client()
    editor.force_login(admin_user)
    outsider.force_login(UserFactory())
    council = Group.objects.create(name="Works council")
    image = ImageFactory()
    closed = SectionPageFactory(title="Closed", slug="closed")
    parent = SectionPageFactory(title="Parent", slug="parent")
    page = SectionPageFactory(
        title="Haven", slug="haven", parent=parent, body=[("figure", {"image": image, "caption": ""})]
    )
    picture = image.get_rendition("width-100").url

    def reached() -> tuple[bool, bool, bool]:
        """Whether the outsider gets the page, its picture, and its title in the list of its parent."""
        parent_address = Page.objects.get(pk=page.pk).get_parent().specific.url
        address = Page.objects.get(pk=page.pk).url
        shelf = outsider.get("/knowledge/").content + outsider.get(parent_address).content
        return (
            outsider.get(address).status_code == 200,
            outsider.get(picture).status_code == 200,
            b"Haven" in shelf,
        )

    everything, nothing = (True, True, True), (False, False, False)

    assert reached() == everything
    set_privacy(editor, page, council)
    assert reached() == nothing
    set_privacy(editor, page)
    assert reached() == everything
    set_privacy(editor, parent, council)
    assert reached() == nothing
    set_privacy(editor, parent)
    set_privacy(editor, closed, council)
    assert reached() == everything
    editor.post(f"/admin/pages/{page.pk}/move/{closed.pk}/confirm/")
    assert reached() == nothing
    editor.post(f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/")
    assert reached() == everything
    editor.post(f"/admin/pages/{page.pk}/unpublish/")
    assert reached() == nothing
