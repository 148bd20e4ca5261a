"""What the comments package would do by itself, and does not do here."""

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.core import mail
from django.db.models.signals import pre_save
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django_comments_xtd import get_model
from django_comments_xtd.models import XtdComment, publish_or_unpublish_on_pre_save
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from wagtail.models import Page

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.reading import read_thread
from dialogue.services import edit_comment, hide_comment, post_comment
from dialogue.services.refusals import ParentElsewhere
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, comments_on, moderator
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db

PACKAGES = ("django_comments.", "django_comments_xtd.")


def views_under(resolver: URLResolver) -> list[object]:
    """Return the view of every address."""
    views: list[object] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            views.append(pattern.callback)
        else:
            views += views_under(pattern)
    return views


def test_comments_of_a_closed_page_are_on_no_address(
    client: Client, page: ContentPage, outsider: User
) -> None:
    comment = comment_on(page, "Alleen voor de directie")
    target = target_of(page)
    restrict(page)
    client.force_login(outsider)

    addresses = [
        reverse("dialogue:thread", args=[target.content_type.pk, target.key]),
        *(
            reverse(f"dialogue:comment-{act}", args=[comment.pk])
            for act in ("detail", "more", "reply", "edit", "withdraw", "report", "hide", "restore")
        ),
        f"/comments/api/news-newspage/{page.pk}/",
        f"/comments/reply/{comment.pk}/",
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
    assert client.get(page.url).status_code != 200


def test_no_address_of_the_packages_is_mounted() -> None:
    modules = {getattr(view, "__module__", "") for view in views_under(get_resolver())}

    assert "dialogue.views.threads" in modules
    assert not [module for module in modules if f"{module}.".startswith(PACKAGES)]


def test_nobody_comments_under_another_name(client: Client, page: ContentPage) -> None:
    client.force_login(colleague("Bram Kuiper"))

    client.post(
        reverse("dialogue:comment-post", args=[page.content_type_id, page.pk]),
        {
            "text": "Vanaf nu is alles gratis.",
            "name": "De Burgemeester",
            "user_name": "De Burgemeester",
            "email": "burgemeester@lindewaard.example",
            "user_email": "burgemeester@lindewaard.example",
        },
    )

    comment = BrinkComment.objects.get()
    assert (comment.user.person.name, comment.user_name, comment.user_email) == ("Bram Kuiper", "", "")


def test_a_name_in_the_row_is_not_shown(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=colleague("Bram Kuiper"))
    BrinkComment.objects.filter(pk=comment.pk).update(user_name="De Burgemeester")
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert "Bram Kuiper" in shown
    assert "De Burgemeester" not in shown


def test_an_answer_stays_under_the_page_of_what_it_answers(page: ContentPage, employee: User) -> None:
    elsewhere = comment_on(ProcedurePageFactory())

    with pytest.raises(ParentElsewhere):
        post_comment(author=employee, target=page, text="Hallo", parent=elsewhere, now=NOW)

    assert not BrinkComment.objects.under(page.content_type_id, str(page.pk)).exists()


def test_a_comment_that_cannot_be_placed_leaves_no_row(
    page: ContentPage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = comment_on(page)

    def fail(comment: XtdComment) -> None:
        raise RuntimeError

    monkeypatch.setattr(XtdComment, "_calculate_thread_data", fail)
    with pytest.raises(RuntimeError):
        post_comment(author=employee, target=page, text="Hallo", parent=parent, now=NOW)

    assert BrinkComment.objects.get().pk == parent.pk


def test_the_deepest_level_takes_answers_without_an_error(
    client: Client, page: ContentPage, employee: User
) -> None:
    deepest = comment_on(page, parent=comment_on(page, parent=comment_on(page)))
    client.force_login(employee)

    answer = client.post(reverse("dialogue:comment-reply", args=[deepest.pk]), {"text": "Toch nog iets"})

    assert answer.status_code == 302
    assert BrinkComment.objects.get(comment="Toch nog iets").level == deepest.level


def test_a_base_page_finds_the_comments_of_the_specific_one(
    rf: RequestFactory, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page, "Zichtbaar op elke manier")
    base = Page.objects.get(pk=page.pk)

    target = target_of(base)
    request = rf.get("/")
    request.user = employee
    shown = Template("{% load dialogue %}{% thread page %}").render(
        Context({"request": request, "page": base})
    )

    assert target.content_type == ContentType.objects.get_for_model(type(page))
    assert [line.comment.pk for line in read_thread(target, employee).lines] == [comment.pk]
    assert "Zichtbaar op elke manier" in shown


def test_a_comment_on_a_base_page_is_stored_under_the_specific_one(page: ContentPage, employee: User) -> None:
    comment = post_comment(author=employee, target=Page.objects.get(pk=page.pk), text="Hallo", now=NOW)

    assert comment.content_type_id == page.content_type_id


def test_saving_a_comment_changes_nothing_around_it(page: ContentPage) -> None:
    root = comment_on(page)
    parent = comment_on(page, parent=root)
    reply = comment_on(page, parent=parent)
    BrinkComment.objects.filter(pk=reply.pk).update(is_public=False)

    for comment in BrinkComment.objects.order_by("pk"):
        comment.save()

    counts = BrinkComment.objects.order_by("pk").values_list("nested_count", "is_public")
    assert list(counts) == [(2, True), (1, True), (0, False)]


def test_a_hidden_answer_stays_hidden_when_its_parent_is_edited(page: ContentPage, employee: User) -> None:
    parent = comment_on(page, author=employee)
    reply = comment_on(page, "Niet zo aardig", parent=parent)
    hide_comment(moderator=moderator(), comment=reply, reason="Dit is geen gesprek.", now=NOW)

    edit_comment(editor=employee, comment=parent, text="Anders gezegd", now=NOW)

    lines = read_thread(target_of(page), UserFactory()).lines
    assert [line.comment.pk for line in lines] == [parent.pk]


def test_the_handler_of_the_package_is_off() -> None:
    assert pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=BrinkComment) is False


def test_a_thread_of_three_hundred_costs_as_many_queries_as_one_of_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quiet, busy = NewsPageFactory(), NewsPageFactory()
    authors = [colleague(f"Collega {number}") for number in range(10)]
    for place, count in ((quiet, 1), (busy, 100)):
        for number in range(count):
            [root] = comments_on(place, 1, "Vraag", author=authors[number % 10])
            [answer] = comments_on(place, 1, "Antwoord", parent=root, author=authors[(number + 1) % 10])
            comments_on(place, 1, "Dank", parent=answer, author=authors[number % 10])
    reader = UserFactory()
    shown = []
    for place in (quiet, busy):
        # Read anew, since what a reader may do and see is remembered on the object.
        viewer = User.objects.get(pk=reader.pk)
        target = target_of(type(place).objects.select_related("keeper", "visibility").get(pk=place.pk))
        # What the reader moderates (two) and sees of colleagues (four), the sum of the thread, its
        # conversations, the places of their comments, these, what is pinned, what the reader asked, the
        # reactions, the authors, and what those hide.
        with django_assert_num_queries(15):
            shown.append(len(read_thread(target, viewer).lines))

    assert shown == [3, 48]
    assert BrinkComment.objects.under(busy.content_type_id, str(busy.pk)).count() == 300


def test_who_moderates_is_shown_the_way_to_hide(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    hide_url = reverse("dialogue:comment-hide", args=[comment.pk])

    client.force_login(employee)
    assert hide_url not in client.get(page.url).content.decode()
    client.force_login(moderator())
    assert hide_url in client.get(page.url).content.decode()


def test_nobody_is_mailed_by_the_package(client: Client, page: ContentPage, employee: User) -> None:
    parent = comment_on(page, author=UserFactory())
    BrinkComment.objects.filter(pk=parent.pk).update(followup=True)
    client.force_login(employee)

    client.post(reverse("dialogue:comment-reply", args=[parent.pk]), {"text": "Hallo", "followup": "on"})

    assert BrinkComment.objects.get(comment="Hallo").followup is False
    assert mail.outbox == []
    # Should anything of it ever send, then not in a thread of its own, behind the request's back.
    assert settings.COMMENTS_XTD_THREADED_EMAILS is False
    assert settings.COMMENTS_XTD_CONFIRM_EMAIL is False


@pytest.mark.parametrize("name", ["comments-xtd-confirm", "comments-xtd-mute", "comments-xtd-reply"])
def test_no_address_reads_a_signed_pickle(client: Client, employee: User, name: str) -> None:
    client.force_login(employee)

    with pytest.raises(NoReverseMatch):
        reverse(name, args=["key"])
    assert client.get(f"/comments/{name.rpartition('-')[2]}/key/").status_code == 404


def test_no_address_leads_to_gravatar(client: Client, page: ContentPage) -> None:
    administrator = UserFactory(is_superuser=True, email="beheer@lindewaard.example")
    comment_on(page, author=administrator)
    client.force_login(administrator)

    for address in (page.url, "/admin/", "/admin/account/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"gravatar" not in answer.content.lower(), address


def test_the_admin_does_not_call_home() -> None:
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False


def test_a_deleted_page_takes_its_comments_along(page: ContentPage) -> None:
    comment_on(page, parent=comment_on(page))
    elsewhere = comment_on(NewsPageFactory())

    page.delete()

    assert list(BrinkComment.objects.values_list("pk", flat=True)) == [elsewhere.pk]
    assert list(XtdComment.objects.values_list("pk", flat=True)) == [elsewhere.pk]


def test_a_deleted_branch_takes_the_comments_of_all_its_pages_along() -> None:
    section = SectionPageFactory()
    comment_on(section)
    comment_on(ProcedurePageFactory(parent=section))

    Page.objects.get(pk=section.pk).delete()

    assert not BrinkComment.objects.exists()


def test_the_package_is_set_to_our_comment_and_to_three_levels(page: ContentPage) -> None:
    deepest = comment_on(page, parent=comment_on(page, parent=comment_on(page)))

    assert get_model() is BrinkComment
    assert deepest.level == 2
    assert Site.objects.filter(pk=settings.SITE_ID).exists()


def test_two_comments_of_the_same_moment_are_both_kept(page: ContentPage, employee: User) -> None:
    comment_on(page, "Eens", author=employee, now=NOW)
    comment_on(page, "En nog iets", author=employee, now=NOW)

    assert BrinkComment.objects.filter(submit_date=NOW).count() == 2


def test_the_transitional_setting_is_not_used(settings: Settings) -> None:
    assert not settings.is_overridden("FORMS_URLFIELD_ASSUME_HTTPS")
