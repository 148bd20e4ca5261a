"""One colleague leaves a trace everywhere; the export finds each, and the erasure leaves none."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from access.models import User
from access.traces import Policy, traces
from dialogue.models import BrinkComment
from directory.leaving import leave
from directory.models import Person, PersonChange, Unit
from directory.privacy.erasing import erase_person
from directory.privacy.telling import place_of
from directory.privacy.whose import listed
from tests.factories.directory import PersonFactory
from tests.privacy.planting import LATER, MOBILE, NAME, NOW, PHONE, WORDS, Planted
from tests.privacy.searching import files_that_hold, places_that_hold

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

CALLED = (NAME, PHONE, MOBILE)
# What the person wrote stays by the one policy, and what the organisation's pages say by both.
WRITTEN = {
    "blog_blogpost",
    "content_brinkimage.title",
    "dialogue_appeal.text",
    "dialogue_commentreport.reason",
    "dialogue_commentreport.text",
    "django_comments.comment",
    "search_",
    "wagtailcore_comment.text",
    "wagtailcore_commentreply.text",
    "wagtailcore_page",
    "wagtailcore_pagelogentry",
    "wagtailcore_revision",
    "wagtailcore_taskstate.comment",
    "wagtailsearch_indexentry",
}
# A picture is used by pages, and an approval belongs to the page.
OF_THE_ORGANISATION = {
    "content_brinkimage.title",
    "wagtailcore_pagelogentry.data",
    "wagtailcore_taskstate.comment",
    "wagtailsearch_indexentry",
}


def test_the_export_finds_a_trace_in_every_place(planted: Planted) -> None:
    someone = listed(planted.person)

    missed = [trace.model for trace in traces() if not place_of(trace, someone.traced(), someone.user).rows]

    assert missed == [], "Plant a trace there in tests/privacy/planting.py."


@pytest.mark.parametrize(
    ("label", "is_found"),
    [
        ("jan@lindewaard.example", True),
        ("Jan (JAN@lindewaard.example).", True),
        ("marjan@lindewaard.example", False),
        ("ot.jan@lindewaard.example", False),
    ],
)
def test_an_address_that_is_the_end_of_another_is_not_found_in_it(label: str, is_found: bool) -> None:
    of_a_unit = ContentType.objects.get_for_model(Unit)
    ModelLogEntry.objects.create(
        content_type=of_a_unit, object_id="1", label=label, action="wagtail.edit", timestamp=NOW
    )
    jan = listed(PersonFactory(email="jan@lindewaard.example")).traced()

    [lines] = [trace for trace in traces() if trace.model == "wagtailcore.ModelLogEntry"]

    assert lines.rows(jan).exists() == is_found


def test_an_address_is_found_behind_the_end_of_a_line() -> None:
    of_a_unit = ContentType.objects.get_for_model(Unit)
    data = {"text": "Mail aan\njan@lindewaard.example"}
    ModelLogEntry.objects.create(
        content_type=of_a_unit, object_id="1", label="Wegen", data=data, action="wagtail.edit", timestamp=NOW
    )
    jan = listed(PersonFactory(email="jan@lindewaard.example")).traced()

    [lines] = [trace for trace in traces() if trace.model == "wagtailcore.ModelLogEntry"]

    assert lines.rows(jan).exists()


def test_an_erasure_leaves_no_name_anywhere(planted: Planted) -> None:
    assert places_that_hold(*CALLED)
    assert files_that_hold(*CALLED)

    _erase(planted, Policy.ANONYMISE)

    assert places_that_hold(*CALLED) == set()
    assert files_that_hold(*CALLED) == set()


def test_what_was_written_stays_without_a_name(planted: Planted) -> None:
    _erase(planted, Policy.ANONYMISE)

    assert BrinkComment.objects.filter(user=planted.user, comment__contains=WORDS).exists()
    assert _not_in(places_that_hold(WORDS), WRITTEN) == set()


def test_what_was_written_goes_too_where_that_is_the_policy(planted: Planted) -> None:
    _erase(planted, Policy.REMOVE)

    assert places_that_hold(*CALLED) == set()
    assert _not_in(places_that_hold(WORDS), OF_THE_ORGANISATION) == set()
    answer = BrinkComment.objects.get(user=planted.other)
    assert answer.comment == "Dat klopt."
    assert BrinkComment.objects.get(pk=answer.parent_id).withdrawn_at is not None


def test_erasing_again_changes_nothing(planted: Planted) -> None:
    _erase(planted, Policy.ANONYMISE)
    before = Person.objects.get(pk=planted.person.pk).erased_at

    assert not erase_person(person=planted.person, policy=Policy.REMOVE, actor=None, now=LATER)
    assert Person.objects.get(pk=planted.person.pk).erased_at == before
    assert BrinkComment.objects.filter(user=planted.user, comment__contains=WORDS).exists()


def test_an_erasure_that_stopped_goes_on_where_it_was(planted: Planted) -> None:
    class Stopped(Exception):
        pass

    leave(person=planted.person, on=NOW.date(), now=NOW)
    for stop in range(0, sum(not trace.is_last for trace in traces()), 7):

        def until(places: list[object], stop: int = stop) -> object:
            for number, place in enumerate(places):
                if number == stop:
                    raise Stopped
                yield place

        with pytest.raises(Stopped):
            erase_person(
                person=planted.person,
                policy=Policy.ANONYMISE,
                actor=None,
                now=NOW,
                progress=until,  # type: ignore[arg-type]  # a list of anything
            )
        assert Person.objects.get(pk=planted.person.pk).name == planted.person.name

    assert erase_person(person=planted.person, policy=Policy.ANONYMISE, actor=None, now=NOW)
    assert places_that_hold(*CALLED) == set()


def test_a_namesake_keeps_their_name(planted: Planted) -> None:
    namesake = PersonFactory(name=planted.person.name, slug="een-ander", nickname="Z")
    PersonChange.objects.create(person=namesake, at=NOW, field="name", before="", after=namesake.name)

    _erase(planted, Policy.ANONYMISE)

    assert Person.objects.get(pk=namesake.pk).name == planted.person.name
    assert PersonChange.objects.get(person=namesake).after == planted.person.name


def test_who_is_erased_cannot_come_in_and_others_still_can(planted: Planted) -> None:
    _erase(planted, Policy.ANONYMISE)

    erased = User.objects.get(pk=planted.user.pk)
    assert (erased.is_active, erased.has_usable_password()) == (False, False)
    assert erased.username == str(erased.key)
    assert planted.browser.get("/").status_code == 302
    assert User.objects.get(pk=planted.other.pk).email == "other@lindewaard.example"


def _erase(planted: Planted, policy: Policy) -> None:
    leave(person=planted.person, on=NOW.date(), now=NOW)
    assert erase_person(person=planted.person, policy=policy, actor=None, now=NOW)


def _not_in(found: set[str], known: set[str]) -> set[str]:
    return {place for place in found if not place.startswith(tuple(known))}
