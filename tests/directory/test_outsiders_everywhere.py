"""What a colleague hides makes no difference to an outsider, at any address of Brink.

Every address is asked twice: while the colleague has something in each field that is hidden, and once those
fields are empty. Both answers must be the same, so that not even an order or a count tells.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from itertools import product
from typing import Any, cast
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from access.feed_keys import make_feed_key, word_of
from access.models import User
from access.roles import Role, give_role
from dialogue.models import BrinkComment
from directory.models import Location, Person, ScimUser, Subject
from groups.models import Membership, Post, Question
from home.models import HomePage
from tests.factories.blog import BlogFactory, BlogPostFactory, EpisodeFactory, PodcastFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory
from tests.factories.groups import GroupFactory, let_in, post_in
from tests.factories.pages import (
    EventPageFactory,
    NewsPageFactory,
    ProcedurePageFactory,
    ToolGuidePageFactory,
    rule,
)
from tests.factories.tokens import bearer
from tests.factories.whole_person import (
    MARKERS,
    deliver_by_scim,
    hide_everything,
    tell_nothing,
    whole_person,
)

pytestmark = pytest.mark.django_db

# What differs each time: secrets, versions, and the keys of forms and of who edits.
PASSING = re.compile(
    rb'\b[A-Za-z0-9]{64}\b|"(?:version|lastModified)": "(?:\\.|[^"\\])*"'
    rb'|name="(?:submission_key|seal)" value="[^"]*"|/admin/editing-sessions/[\w/]*'
)
WORDS = [
    *("zwier", "+31885550917", "088 555 0917", "90417", "0612340917", "geheimadres@klaver.example"),
    *("Torenkamer", "waterlinie", "watrelinie", "glasblazen", "dijkverleggen", "Tigrinya"),
    *("Bedrijfsnoodarts", "Vogeldagboek", "Verscholen Vink"),
]
SCIM_CONDITIONS = [
    'emails.value eq "geheimadres@klaver.example"',
    'emails[type eq "work" and value co "klaver"]',
    'not (emails.value eq "geheimadres@klaver.example")',
    'emails.value ne "geheimadres@klaver.example"',
    "emails pr",
    "emails.primary eq true",
    "phoneNumbers pr",
    'phoneNumbers.value eq "+31885550917"',
    'phoneNumbers.value gt "+31600000000"',
    'phoneNumbers[type eq "mobile"]',
    'userName eq "vink"',
]
SCIM_ORDERS = ["emails.value", "emails.primary", "phoneNumbers.value", "phoneNumbers.type"]
FEEDS = ["news", "blogs", "podcasts", "events"]


@pytest.fixture
def hider(home: HomePage) -> Person:
    """A colleague who fills every field, wrote and keeps things everywhere, and hides what can be hidden."""
    person = whole_person()
    deliver_by_scim(person)
    block = ("person", {"person": person, "note": ""})
    ProcedurePageFactory(slug="contact", contact=person, body=[block])
    yesterday = timezone.localdate() - timedelta(days=1)
    ProcedurePageFactory(slug="keeper", keeper=person, deputy=person, ends_on=yesterday)
    ToolGuidePageFactory(slug="guide", keeper=person, rules=[rule("Kaart", keeper=person.pk)])
    EventPageFactory(slug="event", keeper=person)
    blog = BlogFactory(slug="blog", keeper=person)
    BlogPostFactory(parent=blog, author=person, slug="post")
    podcast = PodcastFactory(slug="podcast", keeper=person)
    podcast.hosts.create(person=person)
    EpisodeFactory(parent=podcast, slug="episode").guests.create(person=person)
    comment_on(NewsPageFactory(slug="item", author=person), "Dat klopt.", author=person.user)
    _gather(person)
    hide_everything(person)
    return person


def _gather(person: Person) -> None:
    """Let a colleague host a group, write there, answer and come to an event."""
    group = GroupFactory(slug="groep")
    let_in(group, person, "host")
    assert person.user is not None
    # What they may see was asked before they came in.
    user = User.objects.get(pk=person.user.pk)
    comment_on(post_in(group, kind="question", author=user), "Zo gaat dat.", author=user)
    post_in(group, author=user)


@pytest.fixture
def outsider(employee: User) -> User:
    """A colleague of another unit, who may export and writes for the whole intranet."""
    PersonFactory.create(name="Olle Outsider", user=employee)
    employee.user_permissions.add(Permission.objects.get(codename="export_people"))
    give_role(employee, Role.EDITOR)
    give_role(employee, Role.COMMUNITY_MANAGER)
    for purpose in FEEDS:
        make_feed_key(user=employee, purpose=purpose, now=timezone.now())
    return User.objects.get(pk=employee.pk)


def routes(
    resolver: URLResolver, space: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each address outside the admin that has one, with its parts that vary."""
    for entry in resolver.url_patterns:
        pattern: Any = entry.pattern  # Any: a route or an expression
        parts = (*above, *(getattr(pattern, "converters", {}) or pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            if not str(pattern).startswith("admin/"):
                yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space, parts)
        elif entry.name and not entry.name.startswith("wagtail_serve"):
            yield f"{space}{entry.name}", parts


# Any, below: keys and words.
def values_for(person: Person, viewer: User) -> list[tuple[str, dict[str, list[Any]]]]:
    """Return what to fill in for each part that varies, by what the name of a route begins with."""
    pages = list(Page.objects.live().filter(depth__gt=3).values_list("pk", flat=True))
    scim_user = ScimUser.objects.get(person=person).key.hex
    whichever = {
        "slug": [person.slug],
        "name": ["name", "contact", "work", "about", "unit", "duties"],
        "digest": [person.photo.digest],
        "size": ["s", "xl"],
        "source": ["entra"],
        "file_format": ["csv", "xlsx"],
        "path": ["Users", "Groups", f"Users/{scim_user}", "Schemas"],
        "pk": [BrinkComment.objects.earliest("pk").pk],
        "content_type_id": [ContentType.objects.get_for_model(Page).pk],
        "key": [Page.objects.get(slug="item").pk],
        **{name: ["none"] for name in ("token", "provider_id", "organization_slug", "uidb36")},
    }
    of_feeds: dict[str, list[Any]] = {
        "name": FEEDS,
        "word": [word_of(key) for key in viewer.feed_keys.all()],
        "part": pages[:1],
    }
    of_groups = sorted(
        {
            pk
            for model in (Post, Question, Membership)
            for pk in model._default_manager.values_list("pk", flat=True)
        }
    )
    return [
        ("directory:unit-", {**whichever, "slug": ["bruggen", "sluizen"]}),
        ("directory:subject-", {"slug": list(Subject.objects.values_list("slug", flat=True))}),
        ("following:", {"kind": ["person"], "pk": [person.pk]}),
        ("content:feed", {**whichever, **of_feeds}),
        ("content:", {**whichever, "pk": pages[:1]}),
        ("news:", {"pk": pages}),
        ("groups:", {"slug": ["groep"], "pk": of_groups, "kind": ["question"]}),
        ("blog:", {"word": of_feeds["word"], "pk": pages[:1], "name": ["a.wav"]}),
        ("home:", {"digest": ["0123456789abcdef"]}),
        ("search:heard", {"page_id": pages}),
        ("", whichever),
    ]


def addresses_of_routes(person: Person, viewer: User) -> Iterator[str]:
    """Yield every address outside the admin; one with a part that is not known here is an error."""
    values = values_for(person, viewer)
    for name, parts in routes(get_resolver()):
        known = next(known for start, known in values if name.startswith(start))
        unknown = set(parts) - known.keys()
        assert not unknown, f"{name} is new: say in values_for what to fill in for {unknown}"
        for chosen in product(*(known[part] for part in parts)):
            yield reverse(name, kwargs=dict(zip(parts, chosen, strict=True)))


def questions(person: Person) -> Iterator[str]:
    """Yield what can be asked of lists and of search, by what is hidden."""
    words = [f"q={quote(word)}" for word in WORDS]
    filters = ["unit=bruggen", "duty=noodarts", "subject=waterlinie", "language=ti", "new=1"]
    filters += ["when=today", "when=tomorrow"]
    filters += [f"location={place.pk}" for place in Location.objects.all()]
    yield from (f"/people/?{asked}" for asked in [*words, *filters])
    yield from (f"/people/?view={view}&{asked}" for view, asked in product(["compact", "faces"], filters))
    yield from (f"/people/export.csv?{asked}" for asked in [*words, *filters])
    yield from (f"/people/suggest/?{asked}{more}" for asked, more in product(words, ["", "&as=options"]))
    yield from (f"/{place}/?{asked}" for place, asked in product(["questions", "groups"], words))
    yield from (f"/search/?{asked}{more}" for asked, more in product(words, ["", "&kind=person"]))
    yield from (f"/scim/v2/Users?filter={quote(condition)}" for condition in SCIM_CONDITIONS)
    for order, by in product(["ascending", "descending"], SCIM_ORDERS):
        yield f"/scim/v2/Users?sortBy={by}&sortOrder={order}"


def addresses_of_admin(person: Person) -> Iterator[str]:
    """Yield what an editor opens in the admin that lists or offers colleagues."""
    choosers = "wagtailsnippetchoosers_directory_person"
    lists = [reverse("wagtailsnippets_directory_person:list"), reverse(f"{choosers}:choose_results")]
    yield from ["/admin/", reverse(f"{choosers}:choose"), *lists]
    yield from (f"{address}?q={quote(word)}" for address, word in product(lists, WORDS))
    yield reverse(f"{choosers}:chosen", args=[person.pk])
    yield reverse("wagtailsnippets_directory_person:edit", args=[person.pk])
    for register in ("unit", "location", "audience", "subject", "duty", "source", "outsidegroup"):
        yield reverse(f"directory_{register}_modeladmin_index")
    yield reverse("wagtailadmin_pages:edit", args=[Page.objects.get(slug="contact").pk])


def answer_of(client: Client, address: str, token: str) -> bytes:
    """Return what `address` answers, without what differs each time."""
    cache.clear()
    headers = {"Authorization": token} if address.startswith("/scim/") else {}
    if address.startswith("/people/suggest/"):
        headers["HX-Request"] = "true"
    response = cast(Any, client.get(address, headers=headers))  # Any: streamed or not
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        content = repr(list(load_workbook(BytesIO(content)).active.values)).encode()
    return b"%d %s" % (response.status_code, PASSING.sub(b"", content))


def markers_in(answer: bytes, address: str) -> list[str]:
    """Return what of the hidden fields stands in an answer, other than what was asked."""
    letters, asked = (re.sub(r"[\W_]+", "", text.lower()) for text in (answer.decode(), unquote(address)))
    return [marker for marker in MARKERS if marker in letters and marker not in asked]


def test_what_is_hidden_makes_no_difference_at_any_address(
    client: Client, hider: Person, outsider: User, capsys: pytest.CaptureFixture[str]
) -> None:
    client.force_login(outsider)
    token = bearer()
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    addresses = [*addresses_of_routes(hider, outsider), *questions(hider), *pages, *addresses_of_admin(hider)]
    # What is said once, in the screen that happens to come next.
    addresses = [address for address in dict.fromkeys(addresses) if address not in ("/logout/", "/design/")]

    told = {address: answer_of(client, address, token) for address in addresses}
    tell_nothing(hider)
    empty = {address: answer_of(client, address, token) for address in addresses}

    with capsys.disabled():
        opened = sum(answer.startswith(b"200") for answer in told.values())
        print(f"\n{len(addresses)} addresses, {opened} of them open to an outsider")
    # A form of Wagtail gives its blocks new keys each time.
    alike = [address for address in addresses if not address.startswith("/admin/pages/")]
    assert [address for address in alike if told[address] != empty[address]] == []
    assert [address for address in addresses if markers_in(told[address], address)] == []
    assert [address for address in addresses if told[address].startswith(b"5")] == []


def test_what_is_hidden_from_nobody_is_found_that_way(client: Client, hider: Person, outsider: User) -> None:
    client.force_login(outsider)
    hider.visibilities.all().delete()
    hider.save()
    token = bearer()

    found = {
        address: markers_in(answer_of(client, address, token), address)
        for address in [
            "/people/verscholen-vink/",
            "/scim/v2/Users",
            "/knowledge/contact/",
            "/people/export.csv",
        ]
    }

    assert all(found.values())
    assert {marker for several in found.values() for marker in several} == set(MARKERS)
