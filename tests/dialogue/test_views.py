from html.parser import HTMLParser

import pytest
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.drafts import POST_FORM, edit_form
from dialogue.models import BrinkComment, CommentReport
from dialogue.services import LONGEST_COMMENT, hide_comment, save_draft, withdraw_comment
from dialogue.targets import target_of
from dialogue.urls import urlpatterns
from news.models import NewsPage
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


def address_of(name: str, page: ContentPage, comment: BrinkComment) -> str:
    """Return the address of that name, for the page or for the comment."""
    if name in ("thread", "comment-post", "thing-react", "thing-reactions", "draft-save"):
        return reverse(f"dialogue:{name}", args=[page.content_type_id, page.pk])
    return reverse(f"dialogue:{name}", args=[comment.pk])


def post_url(page: ContentPage) -> str:
    return reverse("dialogue:comment-post", args=[page.content_type_id, page.pk])


# What stands under nothing, and so has no address to be tried here.
ON_NOTHING = {"mine"}
NAMES = [str(pattern.name) for pattern in urlpatterns if pattern.name not in ON_NOTHING]
ACTS = ["comment-reply", "comment-edit", "comment-withdraw", "comment-report", "comment-hide"]


def test_an_outsider_finds_nothing_on_any_address(client: Client, page: ContentPage, outsider: User) -> None:
    comment = comment_on(page, author=outsider)
    restrict(page)
    client.force_login(outsider)

    for name in NAMES:
        address = address_of(name, page, comment)
        for answer in (client.get(address), client.post(address, {"text": "Hallo", "reason": "Daarom"})):
            assert answer.status_code in (404, 405), name
    comment.refresh_from_db()
    assert comment.stands
    assert BrinkComment.objects.count() == 1
    assert not CommentReport.objects.exists()


def test_a_stranger_is_sent_to_the_door(client: Client, page: ContentPage) -> None:
    comment = comment_on(page)

    for name in NAMES:
        address = address_of(name, page, comment)
        for answer in (client.get(address), client.post(address, {"text": "Hallo"})):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/login/"), name


def test_a_draft_has_no_dialogue(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee)
    page.unpublish()
    client.force_login(employee)

    for name in NAMES:
        assert client.get(address_of(name, page, comment)).status_code in (404, 405), name


@pytest.mark.parametrize(
    "number", ["x", "-1", "0", "99999", "1.5", "¹", "٣", str(2**31), str(2**63), "9" * 40]
)
def test_numbers_that_lead_nowhere_are_not_found(
    client: Client, page: ContentPage, employee: User, number: str
) -> None:
    client.force_login(employee)

    for address in (
        f"/comments/{number}/",
        f"/comments/{number}/edit/",
        f"/comments/on/{number}/{page.pk}/",
        f"/comments/on/{page.content_type_id}/{number}/",
    ):
        assert client.get(address).status_code == 404, address


def test_what_nobody_talks_about_is_not_found(client: Client, employee: User) -> None:
    client.force_login(employee)
    users = ContentType.objects.get_for_model(User)

    assert client.get(f"/comments/on/{users.pk}/{employee.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("from=x", "from=-1", "from=99999999999", "from=w3", "from=1-9999999999999999~0-1", "from=&at="),
        *("at=x", "at=99999", "comments=x", "comments=waiting&from=w0-0~0-0", "comments=newest&from=3"),
    ],
)
def test_a_page_with_a_malformed_query_shows_its_thread(
    client: Client, page: ContentPage, employee: User, query: str
) -> None:
    comment = comment_on(page)
    client.force_login(employee)

    answer = client.get(f"{page.url}?{query}")

    assert answer.status_code == 200
    assert f'id="c{comment.pk}"' in answer.content.decode()


def test_placing_a_comment_leads_to_its_place(client: Client, page: ContentPage, employee: User) -> None:
    client.force_login(employee)

    answer = client.post(post_url(page), {"text": "Goed idee."})

    comment = BrinkComment.objects.get()
    assert answer.headers["Location"] == f"{page.url}#c{comment.pk}"
    assert comment.user == employee


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_comment_is_refused_at_the_field(
    client: Client, page: ContentPage, employee: User, text: str
) -> None:
    client.force_login(employee)

    answer = client.post(post_url(page), {"text": text})

    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.content.decode()
    assert not BrinkComment.objects.exists()


@pytest.mark.parametrize("is_htmx", [False, True])
def test_twenty_thousand_characters_are_refused_and_kept(
    client: Client, page: ContentPage, employee: User, is_htmx: bool
) -> None:
    client.force_login(employee)
    text = "zin met woorden " * 1250

    answer = client.post(post_url(page), {"text": text}, headers={"hx-request": "true"} if is_htmx else None)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert text in shown
    assert str(LONGEST_COMMENT) in shown
    assert ("<html" in shown) is not is_htmx
    assert not BrinkComment.objects.exists()


def test_a_null_character_is_no_server_error(client: Client, page: ContentPage, employee: User) -> None:
    client.force_login(employee)

    answer = client.post(post_url(page), {"text": "voor\x00na", "submission_key": "\x00"})

    assert answer.status_code == 422
    assert "voor" in answer.content.decode()


def test_what_was_written_before_comments_closed_can_be_copied(client: Client, employee: User) -> None:
    page = NewsPageFactory()
    own = comment_on(page, author=employee)
    for form in (POST_FORM, edit_form(own.pk)):
        save_draft(user=employee, target=target_of(page), form=form, text=f"Woorden in {form}", now=NOW)
    page.comments_open, page.comments_closed_reason = False, "De rechter beslist morgen."
    page.save()
    client.force_login(employee)

    read = client.get(page.url)
    edited = client.get(f"/comments/{own.pk}/edit/")

    assert "Woorden in post" in read.text
    assert edited.status_code == 200
    assert f"Woorden in edit:{own.pk}" in edited.text


def test_a_closed_page_says_why_and_has_no_form(client: Client, employee: User) -> None:
    page = NewsPageFactory(comments_open=False, comments_closed_reason="De rechter beslist morgen.")
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert "De rechter beslist morgen." in shown
    assert "Nog geen reacties" not in shown
    assert post_url(page) not in shown


def test_a_news_item_shows_beside_it_who_talks_and_leads_there(client: Client, employee: User) -> None:
    page = NewsPageFactory()
    comment_on(page, author=colleague("Quinten Xavier"))
    client.force_login(employee)

    shown = client.get(page.url).text

    rail = shown.partition('<div class="rail">')[2].partition('<div class="flow">')[0]
    assert ">QX</span>" in rail
    assert '<a href="#comments">' in rail


def test_a_page_that_closes_while_someone_types_says_why_and_keeps_the_text(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page)
    page.comments_open, page.comments_closed_reason = False, "De rechter beslist morgen."
    page.save()
    client.force_login(employee)

    for address in (post_url(page), reverse("dialogue:comment-reply", args=[comment.pk])):
        answer = client.post(address, {"text": "Mijn lange verhaal"})

        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "De rechter beslist morgen." in shown
        assert "Mijn lange verhaal" in shown


def test_a_double_submit_makes_one_comment(client: Client, page: ContentPage, employee: User) -> None:
    client.force_login(employee)
    form = {"text": "Eens", "submission_key": "0b6e0c1c-5f0e-4a39-9d6a-0f8f6c1f3d11"}

    first = client.post(post_url(page), form)
    again = client.post(post_url(page), form)

    assert BrinkComment.objects.count() == 1
    assert first.headers["Location"] == again.headers["Location"]


@pytest.mark.parametrize("key", ["", "x", "0b6e0c1c", "'; drop table"])
def test_a_key_that_we_did_not_make_does_no_harm(
    client: Client, page: ContentPage, employee: User, key: str
) -> None:
    client.force_login(employee)

    assert client.post(post_url(page), {"text": "Eens", "submission_key": key}).status_code == 302


def test_placing_asks_for_a_post_with_our_own_token(page: ContentPage, employee: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(employee)
    comment = comment_on(page, author=employee)

    assert client.get(post_url(page)).status_code == 405
    assert client.post(post_url(page), {"text": "Hallo"}).status_code == 403
    for name in ACTS:
        assert client.post(address_of(name, page, comment), {"text": "Hallo"}).status_code == 403, name


def test_reading_changes_nothing(client: Client, page: ContentPage) -> None:
    author = moderator()
    comment = comment_on(page, author=author)
    client.force_login(author)

    for name in NAMES:
        client.get(address_of(name, page, comment))

    comment.refresh_from_db()
    assert comment.stands
    assert comment.edited_at is None
    assert BrinkComment.objects.count() == 1


class ScriptFinder(HTMLParser):
    """Collects what a browser would run, or follow to somewhere that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "img", "style", "object", "form", "b"):
            self.dangers.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:")):
                self.dangers.append(f"{name}={value}")
            if tag == "a" and name == "href":
                self.links.append(value or "")


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>
<a href="javascript:alert(1)">klik</a> javascript:alert(1) JaVaScRiPt:alert(1) data:text/html,<b>x</b>

<iframe src="https://evil.example"></iframe> https://evil.example/"onmouseover="alert(1) </div></article>
<style>*{}</style> vbscript:x file:///etc/passwd http://<script>alert(1)</script> https://good.example/pad?a=1&b=<x>"""


def test_hostile_text_is_shown_as_text(client: Client, page: ContentPage, employee: User) -> None:
    comment_on(page, HOSTILE)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()
    body = shown[shown.index('<div class="text">') :]
    found = ScriptFinder()
    found.feed(body[: body.index("</div>")])

    assert found.dangers == []
    assert [link.partition("?")[0] for link in found.links] == [
        "https://evil.example",
        "https://evil.example/",
        "https://good.example/pad",
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_hostile_reason_is_shown_as_text(client: Client, page: ContentPage, employee: User) -> None:
    author, reader = UserFactory(), moderator()
    comment = comment_on(page, author=author)
    hide_comment(moderator=reader, comment=comment, reason="<script>alert(1)</script>", now=NOW)
    client.force_login(reader)

    shown = client.get(page.url).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("name", ["detail", "reply", "edit", "withdraw", "report", "hide", "restore"])
def test_a_hidden_comment_is_nowhere_by_its_number(
    client: Client, page: ContentPage, employee: User, name: str
) -> None:
    comment = comment_on(page, "Een nare opmerking")
    comment_on(page, parent=comment)
    hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)
    client.force_login(employee)

    answer = client.get(reverse(f"dialogue:comment-{name}", args=[comment.pk]))

    assert answer.status_code == 404
    assert "Een nare opmerking" not in answer.content.decode()


def test_a_hidden_comment_with_answers_keeps_its_place_and_tells_the_reason(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page, "Een nare opmerking")
    comment_on(page, "Wees lief", parent=comment)
    hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert "Een nare opmerking" not in shown
    assert "Te scherp." in shown
    assert "Wees lief" in shown


def test_a_withdrawn_comment_with_answers_keeps_its_place(
    client: Client, page: ContentPage, employee: User
) -> None:
    author = UserFactory()
    comment = comment_on(page, "Spijt ervan", author=author)
    comment_on(page, "Wees lief", parent=comment)
    withdraw_comment(author=author, comment=comment, now=NOW)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert "Spijt ervan" not in shown
    assert f'id="c{comment.pk}"' in shown
    assert "Wees lief" in shown


def test_what_was_typed_to_a_comment_that_is_gone_can_be_placed_as_a_new_one(
    client: Client, page: ContentPage, employee: User
) -> None:
    author = UserFactory()
    comment = comment_on(page, "Spijt ervan", author=author)
    withdraw_comment(author=author, comment=comment, now=NOW)
    client.force_login(employee)

    answer = client.post(reverse("dialogue:comment-reply", args=[comment.pk]), {"text": "Mijn antwoord"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn antwoord" in shown
    assert f'action="{post_url(page)}"' in shown
    assert "Spijt ervan" not in shown


@pytest.mark.parametrize("name", ["edit", "withdraw"])
def test_another_persons_comment_cannot_be_changed(
    client: Client, page: ContentPage, employee: User, name: str
) -> None:
    comment = comment_on(page)
    client.force_login(employee)
    address = reverse(f"dialogue:comment-{name}", args=[comment.pk])

    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Anders"}).status_code == 404
    comment.refresh_from_db()
    assert comment.comment == "Goed idee."


@pytest.mark.parametrize("name", ["hide", "restore"])
def test_only_moderators_hide_and_put_back(
    client: Client, page: ContentPage, employee: User, name: str
) -> None:
    comment = comment_on(page, author=employee)
    keeper = colleague("Liv Aerts")
    page.keeper = keeper.person
    page.save()
    address = reverse(f"dialogue:comment-{name}", args=[comment.pk])

    for reader in (employee, keeper):
        client.force_login(reader)
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "Daarom"}).status_code == 404


def test_a_moderator_hides_with_a_reason_and_puts_back(client: Client, page: ContentPage) -> None:
    comment = comment_on(page, "Een nare opmerking")
    client.force_login(moderator())
    hide_url = reverse("dialogue:comment-hide", args=[comment.pk])

    refused = client.post(hide_url, {"reason": " "})
    hidden = client.post(hide_url, {"reason": "Te scherp."}, follow=True)
    restored = client.post(reverse("dialogue:comment-restore", args=[comment.pk]), follow=True)

    assert refused.status_code == 422
    assert "Te scherp." in hidden.content.decode()
    assert "Een nare opmerking" not in hidden.content.decode()
    assert "Een nare opmerking" in restored.content.decode()


def test_a_report_reaches_the_moderators_with_what_was_said(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page, "Een nare opmerking")
    client.force_login(employee)
    address = reverse("dialogue:comment-report", args=[comment.pk])

    refused = client.post(address, {"rule": "unkind", "reason": ""})
    client.post(address, {"rule": "unkind", "reason": "Dit kwetst iemand."})
    client.post(address, {"rule": "other", "reason": "Nog steeds."})

    report = CommentReport.objects.get()
    assert refused.status_code == 422
    assert (report.text, report.reason, report.reporter) == (
        "Een nare opmerking",
        "Dit kwetst iemand.",
        employee,
    )


def test_an_author_edits_and_withdraws(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee)
    client.force_login(employee)

    form = client.get(reverse("dialogue:comment-edit", args=[comment.pk])).content.decode()
    edited = client.post(reverse("dialogue:comment-edit", args=[comment.pk]), {"text": "Beter"}, follow=True)
    gone = client.post(reverse("dialogue:comment-withdraw", args=[comment.pk]), follow=True)

    assert "Goed idee." in form
    assert "Beter" in edited.content.decode()
    assert "Beter" not in gone.content.decode()
    assert gone.status_code == 200


def test_htmx_gets_the_form_alone_and_then_the_thread_at_the_new_comment(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page)
    client.force_login(employee)
    address = reverse("dialogue:comment-reply", args=[comment.pk])
    asked_by_htmx = {"hx-request": "true"}

    form = client.get(address, headers=asked_by_htmx)
    refused = client.post(address, {"text": ""}, headers=asked_by_htmx)
    placed = client.post(address, {"text": "Mijn antwoord"}, headers=asked_by_htmx)

    answer = BrinkComment.objects.get(comment="Mijn antwoord")
    assert "<html" not in form.content.decode() + refused.content.decode() + placed.content.decode()
    assert (refused.status_code, refused.headers["HX-Retarget"]) == (422, f"#c{comment.pk}-act")
    assert placed.headers["HX-Retarget"] == "#comments"
    assert f'id="c{answer.pk}" tabindex="-1" autofocus' in placed.content.decode()


def test_the_thread_without_htmx_is_the_page(client: Client, page: ContentPage, employee: User) -> None:
    client.force_login(employee)

    answer = client.get(reverse("dialogue:thread", args=[page.content_type_id, page.pk]))

    assert answer.headers["Location"] == f"{page.url}#comments"


def test_the_preview_of_a_new_page_has_no_thread(employee: User) -> None:
    request = RequestFactory().get("/")
    request.user = employee

    drawn = Template("{% load dialogue %}{% thread page %}").render(
        Context({"request": request, "page": NewsPage(title="Nieuw")})
    )

    assert drawn == ""
