"""Every screen of the demonstration, as axe, the markup checker and a camera see it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from access.models import User
from blog.models import Blog, BlogPost, Episode, Podcast
from content.models import BrinkImage
from dialogue.models import BrinkComment, Reaction
from dialogue.services import edit_comment
from directory.models import Person, Subject, Unit
from directory.profile.sections import SECTIONS
from following.models import Visit as Absence
from groups.models import Group, Membership, Question
from groups.services.asking import NewQuestion, ask_in_group
from groups.services.founding import NewGroup, found_group
from knowledge.models import ProcedurePage, SectionPage, StatementPage, ToolGuidePage
from news.models import EventPage, NewsPage
from notices.deeds import NoMailDeed
from notices.links import link_to
from notices.models import Digest
from tests.browser import markup
from tests.browser.accessible import assert_accessible, assert_in_shape
from tests.browser.conftest import HEIGHT, Visit, take_picture
from tests.browser.gathering_screens import gathering_screens
from tests.browser.looks import LANGUAGES, LOOKS, Language, Theme
from tests.browser.posting_screens import posting_screens
from tests.factories.directory import PersonFactory
from tests.factories.groups import let_in
from tests.factories.pages import NewsPageFactory, StatementPageFactory, ToolGuidePageFactory, rule
from tests.proofs import is_large

# In which look axe sees a screen, by turns: by day on a phone in Dutch, or by night at a desk in English. In
# the other language it is looked at where there is least room.
SEEN_WHOLE: list[tuple[Language, Theme, int]] = [("nl", "light", 320), ("en", "dark", 1280)]


def looks_in(language: Language) -> list[tuple[Theme, int]]:
    """Return in which themes and widths a screen is looked at in this language."""
    return [(theme, width) for spoken, theme, width in LOOKS if spoken == language]


def screens_of(user: User) -> dict[str, str]:
    """Return the address of each kind of screen, as the demonstration fills it: {name: address}."""
    # Any: Wagtail's managers have no types.
    news: Any = NewsPage.objects.filter(locale__language_code="nl").live().visible_to(user)
    events: Any = EventPage.objects.filter(locale__language_code="nl").live().visible_to(user)
    own = Person.objects.get(user=user)
    guide = guide_page()
    statement = StatementPage.objects.live().first() or StatementPageFactory()
    procedures: Any = ProcedurePage.objects.live().visible_to(user)
    mine = BrinkComment.objects.filter(user=user).order_by("pk")[0]
    other = BrinkComment.objects.exclude(user=user).order_by("pk")[0]
    reacted = Reaction.objects.filter(comment=None).order_by("pk")[0]
    reacted_comment = Reaction.objects.exclude(comment=None).order_by("pk")[0]
    talked_about = news.get(pk=mine.object_pk) if news.filter(pk=mine.object_pk) else news.first()
    return {
        "home": "/",
        "home-en": "/en/",
        "news": "/news/",
        "news-item": talked_about.url,
        "news-item-comments": f"{talked_about.url}?comments=newest",
        "news-narrowed-down": f"/news/?when={talked_about.published_on:%Y-%m}",
        "news-nothing-left": "/news/?when=2001",
        "events": "/events/",
        "events-past": "/events/?past=1",
        "event": events.upcoming(timezone.now()).first().url,
        "event-past": events.past(timezone.now()).first().url,
        "blocks": blocks_page().url,
        "tool-guide": guide.url,
        "tool-guide-question": f"{guide.url}?for=one&what=ask",
        "tool-guide-advice": f"{guide.url}?for=one&what=ask&long=today",
        "tool-guide-no-advice": f"{guide.url}?for=outside&what=find&long=lasting",
        "statement": statement.url,
        "knowledge": "/knowledge/",
        "section": SectionPage.objects.live().visible_to(user).first().url,
        "procedure": procedures.exclude(steps=[]).first().url,
        "procedure-overdue": procedures.exclude(review_due_on=None).order_by("review_due_on").first().url,
        "people": reverse("directory:person-list"),
        "people-nobody": reverse("directory:person-list") + "?q=xyzzy",
        "people-words": reverse("directory:person-list") + "?q=aanbesteden",
        "people-narrowed-down": reverse("directory:person-list") + "?unit=dienstverlening&language=nl",
        "people-compact": reverse("directory:person-list") + "?view=compact",
        "people-faces": reverse("directory:person-list") + "?view=faces",
        "people-new": reverse("directory:person-list") + "?new=1",
        "units": reverse("directory:unit-list"),
        "unit-chart": reverse("directory:unit-chart"),
        "unit-chart-part": reverse("directory:unit-chart") + "?unit=ruimte",
        "unit-with-parts": reverse("directory:unit-detail", args=["dienstverlening"]),
        "unit-closed": reverse("directory:unit-detail", args=["bodekamer"]),
        "unit-edit": reverse("directory:unit-edit", args=["communicatie"]),
        "team": reverse("directory:person-team", args=["petra-vos"]),
        "profile": own.get_absolute_url(),
        "profile-as-others": reverse("directory:person-as-others", args=[own.slug]),
        "profile-history": reverse("directory:person-history", args=[own.slug]),
        "profile-edit": reverse("directory:profile-edit", args=[own.slug]),
        "profile-photo": reverse("directory:profile-photo", args=[own.slug]),
        "profile-absences": reverse("directory:profile-absences", args=[own.slug]),
        **{
            f"profile-{name}": reverse("directory:profile-section", args=[own.slug, name])
            for name in SECTIONS
        },
        "unit": Unit.get_root_nodes()[0].get_absolute_url(),
        "search": reverse("search:search") + "?q=verlof",
        "search-empty": reverse("search:search"),
        "search-narrowed-down": reverse("search:search") + "?q=verlof&tab=procedures&since=year&sort=newest",
        "search-too-narrow": reverse("search:search") + "?q=verlof&tab=podcasts&checked=yes&since=week",
        "search-nothing": reverse("search:search") + "?q=xyzzy",
        "search-slip": reverse("search:search") + "?q=parkerren",
        "comment-history": reverse("dialogue:comment-history", args=[edited(mine).pk]),
        "comment-reply": reverse("dialogue:comment-reply", args=[other.pk]),
        "comment-edit": reverse("dialogue:comment-edit", args=[mine.pk]),
        "comment-withdraw": reverse("dialogue:comment-withdraw", args=[mine.pk]),
        "comment-report": reverse("dialogue:comment-report", args=[other.pk]),
        "conversations": reverse("dialogue:mine"),
        "conversations-questions": reverse("dialogue:mine") + "?show=questions",
        "reactions": reverse("dialogue:thing-reactions", args=[reacted.content_type_id, reacted.object_pk]),
        "reactions-comment": reverse("dialogue:comment-reactions", args=[reacted_comment.comment_id]),
        "saved": reverse("content:saved-list"),
        "notices": reverse("notices:mine"),
        "notices-for-me": reverse("notices:mine") + "?show=me",
        "following": reverse("following:mine"),
        "following-subjects": reverse("following:mine") + "?kind=subject",
        "subject": reverse("directory:subject-detail", args=[Subject.objects.order_by("pk")[0].slug]),
        "design": reverse("design"),
        "settings": reverse("access:settings"),
        "my-data": reverse("directory:my-data"),
        "digest": digest_screen(user),
        "second-factor": reverse("mfa_index"),
        "tokens": reverse("access:token-list"),
        "blogs": "/blogs/",
        "blog": Blog.objects.live().visible_to(user).exclude(changes=None).first().url,
        "blog-post": BlogPost.objects.live().visible_to(user).exclude(question="").first().url,
        "podcasts": "/podcasts/",
        "podcast": Podcast.objects.live().visible_to(user).first().url,
        "episode": Episode.objects.live().visible_to(user).first().url,
        "feeds": reverse("content:feed-list"),
        "mail-link": urlsplit(link_to(NoMailDeed.name, user, now=timezone.now())).path,
        "stream": reverse("following:stream") + "?all=1",
        "stream-narrowed-down": reverse("following:stream") + "?kind=comment",
        "stream-nothing": reverse("following:stream") + "?kind=tool_guide",
        "stream-missed": after_absence(user, reverse("following:stream")),
        **group_screens(user),
        **question_screens(user),
        **posting_screens(user),
        **gathering_screens(user),
        "missing": "/nowhere/",
    }


def group_screens(user: User) -> dict[str, str]:
    """Return the address of each kind of screen of a group, of one that `user` hosts: {name: address}."""
    group = hosted_group(user)
    screens = {
        f"group-{name}": reverse(f"groups:{name}", args=[group.slug])
        for name in ("members", "membership", "invite", "rules")
    }
    member = let_in(group, PersonFactory(name="Bea Balie"))
    return {
        "groups": reverse("groups:list"),
        "groups-found": reverse("groups:list") + "?q=leren&kind=practice",
        "groups-nothing": reverse("groups:list") + "?q=xyzzy",
        "group-new": reverse("groups:new"),
        "group": group.get_absolute_url(),
        "group-host-member": reverse("groups:host-member", args=[group.slug, member.pk]),
        **screens,
    }


def question_screens(user: User) -> dict[str, str]:
    """Return the address of each screen about questions, with one that `user` asked: {name: address}."""
    new = NewQuestion(title="Wie heeft een voorbeeldbrief over verlof?", text="Zonder jargon.", language="nl")
    post = ask_in_group(asker=user, group=hosted_group(user), new=new, now=timezone.now())
    question = Question.objects.get(post=post)
    return {
        "questions": reverse("groups:questions"),
        "questions-nothing": reverse("groups:questions") + "?whose=mine&state=closed",
        "ask": reverse("groups:ask"),
        "ask-typed": reverse("groups:ask") + "?q=Waar vind ik een voorbeeldbrief over verlof",
        "question": question.get_absolute_url(),
        "question-settle": reverse("groups:question-settle", args=[question.pk]),
        "subjects-skipped": reverse("groups:subjects-skipped"),
    }


def hosted_group(user: User) -> Group:
    """Return a group that `user` hosts, as the demonstration has it or founded for it."""
    hosted = Membership.objects.of_user(user).hosts().first()
    if hosted is not None:
        return Group.objects.get(pk=hosted.group_id)
    new = NewGroup(
        name="Leren in de wijk",
        kind=Group.Kind.PRACTICE,
        purpose="We leren van elkaars huisbezoeken.",
        access=Group.Access.OPEN,
        review_on=timezone.localdate() + timedelta(days=180),
        brings="Een huisbezoek dat je bijbleef",
        gets="Twee mensen die meedenken",
        rhythm="Elke eerste dinsdag",
        language="nl",
    )
    return found_group(founder=user, new=new, now=timezone.now())


def digest_screen(user: User) -> str:
    """Return the address of the last digest of `user`, with a month in it."""
    now = timezone.now()
    Digest.objects.create(
        receiver=user,
        due_on=timezone.localdate(now),
        covers_from=now - timedelta(days=31),
        covers_until=now,
        state=Digest.State.SENT,
    )
    return reverse("notices:digest")


def after_absence(user: User, address: str) -> str:
    """Return the address, for `user` who was away and has not caught up yet."""
    today = timezone.localdate()
    came_back = {"last_on": today, "away_since": today - timedelta(days=21)}
    Absence.objects.update_or_create(visitor=user, defaults=came_back)
    return address


def edited(comment: BrinkComment) -> BrinkComment:
    """Return the comment once it says something else than before."""
    text = f"{comment.comment} Tot gauw."
    edit_comment(editor=comment.user, comment=comment, text=text, now=timezone.now())
    return comment


def blocks_page() -> Page:
    """Return a news item in which each block stands once."""
    person, image = Person.objects.order_by("pk")[0], BrinkImage.objects.order_by("pk")[0]
    body: list[tuple[str, Any]] = [
        ("heading", "Wat verandert er?"),
        ("text", "<p>De balie verhuist.</p>"),
        ("figure", {"image": {"image": image.pk, "alt_text": "Een linde", "decorative": False}}),
        ("quote", {"quote": "We gaan naar waar mensen zijn.", "speaker": "Liv Aerts"}),
        ("steps", [{"title": "Kies je werkplek", "text": "<p>Voor 15 januari.</p>"}]),
        ("callout", {"text": "<p>Doe je niets, dan blijf je zitten.</p>"}),
        ("accordion", [{"title": "Mag mijn fiets mee?", "text": "<p>Ja.</p>"}]),
        ("video", {"title": "De brug", "address": "https://vimeo.com/76979871", "poster": image.pk}),
        ("video", {"title": "De sluis", "address": "https://youtu.be/dQw4w9WgXcQ", "words": "Water."}),
        ("person", {"person": person.pk, "note": "Vraag het gerust"}),
        ("cards", [{"page": NewsPage.objects.live().order_by("pk")[0].pk, "text": "Lees verder"}]),
        ("code", "ssh brink.lindewaard.example"),
    ]
    blocks = json.dumps([{"type": name, "value": value} for name, value in body])
    found = Page.objects.filter(slug="alle-blokken").first()
    return found or NewsPageFactory(title="Alle blokken", slug="alle-blokken", body=blocks)


def guide_page() -> Page:
    """Return the guide of the demonstration, or one with a rule that fits and one that does not."""
    rules = [rule("Bel", for_whom=["one"], url="https://bellen.example/"), rule("Mail", for_whom=["team"])]
    found = ToolGuidePage.objects.live().first()
    return found or ToolGuidePageFactory(title="Welk middel wanneer", rules=json.dumps(rules))


# A test each, so that they run side by side.
@pytest.mark.proof("looks")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_valid_markup_and_accessible_in_both_themes(
    visit: Visit, noor: User, tmp_path: Path, language: Language
) -> None:
    html = {}
    page = visit(noor, language=language)

    for place, (name, address) in enumerate(screens_of(noor).items()):
        response = page.goto(address)
        assert response is not None
        html[name] = response.text()
        its_turn = SEEN_WHOLE[place % len(SEEN_WHOLE)]
        looks = looks_in(language)
        if its_turn[0] != language and not is_large("looks"):
            looks = [min(looks, key=lambda look: look[1])]
        # Opened once: day and night, and all widths, are of one style sheet.
        for theme, width in looks:
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": HEIGHT})
            # What is of one width alone is its shape.
            sees_all = (language, theme, width) == its_turn or is_large("looks")
            (assert_accessible if sees_all else assert_in_shape)(page)
            take_picture(page, f"{name}-{language}-{theme}")

    assert markup.errors(html, tmp_path) == []
