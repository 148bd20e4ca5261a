"""Elasticsearch finds more than the database, and follows it whatever happens on the way."""

import threading
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from access.models import User
from home.models import HomePage
from search import services
from search.engines import elastic_words
from search.index import analysis, bulk, filling, sending
from search.index.bulk import action_of
from search.index.client import alias, for_sending
from search.index.renewal import renew
from search.index.sending import send_dirty
from search.models import Entry, Filling
from search.queries import Results, query
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.search.conftest import NODE, UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("node")]


def titles(results: Results) -> list[str]:
    assert results.engine == "elasticsearch"
    return [hit.entry.title for hit in results.hits]


def found(user: User, text: str) -> list[str]:
    catch_up()
    return titles(query(user, text))


def documents() -> dict[str, dict[str, Any]]:
    """Return what the index holds: the version and what it can tell of each document."""
    for_sending().indices.refresh(index=alias())
    answer = for_sending().search(
        index=alias(), size=1000, version=True, source=False, docvalue_fields=[{"field": "entry"}]
    )
    return {hit["_id"]: {"version": hit["_version"], **hit["fields"]} for hit in answer["hits"]["hits"]}


def test_words_within_long_words_are_found_and_marked(home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Ouderschapsverlof", summary="Voor wie een kind krijgt.")
    NewsPageFactory(title="De fietsenstalling is open", summary="Achter het gemeentehuis.")

    assert found(employee, "verlof") == ["Ouderschapsverlof"]
    [hit] = query(employee, "huis").hits
    assert "<mark>gemeentehuis</mark>" in hit.passage


def test_forms_that_no_stemmer_knows_are_found(home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Fietsen naar je werk")
    NewsPageFactory(title="Nieuwe leden gezocht")
    NewsPageFactory(title="De huizen aan de brink")

    assert found(employee, "fiets") == ["Fietsen naar je werk"]
    assert found(employee, "lid") == ["Nieuwe leden gezocht"]
    assert found(employee, "huis") == ["De huizen aan de brink"]


def test_each_language_is_read_by_its_own_rules(home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Studies you can follow", language="en")
    ProcedurePageFactory(title="Studies die je kunt volgen")

    assert found(employee, "study") == ["Studies you can follow"]
    assert set(found(employee, "studie")) >= {"Studies die je kunt volgen"}


def test_a_typing_error_is_forgiven(home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Vergunning aanvragen")
    PersonFactory(name="Anneke de Groot")

    assert found(employee, "vergunnnig") == ["Vergunning aanvragen"]
    [hit] = query(employee, "Aneke").hits
    assert hit.title == "<mark>Anneke</mark> de Groot"


def test_a_slip_finds_what_was_meant_and_little_else(home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Parkeren bij het stadhuis")
    NewsPageFactory(title="Werken in de kern", summary="De partners kerven hun namen in de perken.")

    assert found(employee, "parkerren") == ["Parkeren bij het stadhuis"]


def test_a_word_that_is_known_is_no_slip(home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Koppen die kloppen")
    NewsPageFactory(title="Vrije uren kopen")

    assert found(employee, "kopen") == ["Vrije uren kopen"]


def test_a_part_of_another_word_for_it_alone_finds_nothing(home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Een plaats ter ere van iemand")
    NewsPageFactory(title="Parkeerplaatsen achter het huis")

    assert found(employee, "parkeren") == ["Parkeerplaatsen achter het huis"]


def test_only_words_that_make_others_are_looked_for_within_a_word(home: HomePage, employee: User) -> None:
    for title in (
        "Onze inkoop",
        "Zo gaat bestellen",
        "Het beste idee bestaat al",
        "Ziek en weer beter melden",
    ):
        ProcedurePageFactory(title=title)

    purchase = found(employee, "inkoop")
    assert purchase[0] == "Onze inkoop"
    assert set(purchase) <= {"Onze inkoop", "Zo gaat bestellen"}
    assert found(employee, "ziekmelden")[0] == "Ziek en weer beter melden"


@pytest.mark.parametrize("nonsense", ["xyzzy", "blorptest", "qwrtpsdf plkjhgf"])
def test_nonsense_finds_nothing(home: HomePage, employee: User, nonsense: str) -> None:
    PersonFactory(name="Kees Wouda")
    ProcedurePageFactory(title="Testen en plannen", summary="Kies een test.")

    assert found(employee, nonsense) == []


def test_words_near_each_other_come_before_words_far_apart(home: HomePage, employee: User) -> None:
    between = "Dan volgt er een heel stuk over iets anders. " * 4
    for title, text in (
        ("Een", f"Uren sparen. {between} Vitaal werken."),
        ("Twee", f"Sparen van verlof. {between}"),
    ):
        ProcedurePageFactory(title=title, summary=text)
    ProcedurePageFactory(title="Drie", summary=f"Vitaal sparen. {between} Uren werken.")

    assert found(employee, "vitaal sparen")[0] == "Drie"


def test_words_that_hardly_tell_anything_find_nothing_beside_others(home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof aanvragen")
    ProcedurePageFactory(title="Hoe je een pas aanvraagt")

    assert found(employee, "hoe kan ik verlof aanvragen") == ["Verlof aanvragen"]
    assert len(found(employee, "aanvragen")) == 2


def test_a_change_that_the_index_does_not_know_yet_hides_at_once(home: HomePage, employee: User) -> None:
    section = SectionPageFactory(title="Buitendienst")
    keeper = PersonFactory(name="Otto Raad")
    closed = ProcedurePageFactory(title="Reorganisatie", parent=section, keeper=keeper)
    gone = NewsPageFactory(title="Reorganisatie van de kantine")
    person = PersonFactory(name="Rita Reorganisatie")
    NewsPageFactory(title="Geen reorganisatie")
    assert len(found(employee, "reorganisatie")) == 4

    restrict(section, Group.objects.create(name="Ondernemingsraad"))
    gone.unpublish()
    person.delete()

    results = query(employee, "reorganisatie")
    assert titles(results) == ["Geen reorganisatie"]
    assert (results.total, results.kinds, results.people) == (1, {"news": 1}, [])
    assert closed.pk


def test_what_is_clean_is_what_a_search_shows(home: HomePage, employee: User) -> None:
    page = NewsPageFactory(title="Verlof")
    send_dirty(timezone.now())
    assert titles(query(employee, "verlof")) == ["Verlof"]

    page.unpublish()
    send_dirty(timezone.now())

    assert query(employee, "verlof").total == 0


def test_what_was_deleted_leaves_the_index_and_the_table(home: HomePage, employee: User) -> None:
    page = NewsPageFactory(title="Verlof")
    catch_up()

    page.delete()
    catch_up()

    assert documents() == {}
    assert not Entry.objects.filter(kind="news").exists()


@pytest.mark.django_db(transaction=True)
def test_a_commit_sends_by_itself(home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Verlof")

    for_sending().indices.refresh(index=alias())

    assert titles(query(employee, "verlof")) == ["Verlof"]
    assert not Entry.objects.waiting().exists()


def test_while_it_is_away_the_database_answers_and_afterwards_it_knows_all(
    home: HomePage, employee: User, settings: Settings
) -> None:
    before, gone = (
        NewsPageFactory(title="Verlof van voor de storing"),
        NewsPageFactory(title="Verlof dat weg is"),
    )
    catch_up()

    settings.ELASTICSEARCH_URL = UNUSED_PORT
    gone.delete()
    before.title = "Verlof, aangepast tijdens de storing"
    before.save_revision().publish()
    NewsPageFactory(title="Verlof van tijdens de storing")
    assert send_dirty(timezone.now()) == 0
    during = query(employee, "verlof")

    settings.ELASTICSEARCH_URL = NODE
    cache.clear()
    afterwards = found(employee, "verlof")

    assert during.is_fallback
    assert during.engine == connection.vendor
    expected = {"Verlof, aangepast tijdens de storing", "Verlof van tijdens de storing"}
    assert {hit.entry.title for hit in during.hits} == set(afterwards) == expected
    assert not Entry.objects.waiting().exists()


def test_a_node_that_is_away_is_left_alone_for_some_seconds(
    home: HomePage, employee: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ELASTICSEARCH_URL = UNUSED_PORT

    for _ in range(3):
        assert query(employee, "verlof").is_fallback

    assert [record.name for record in caplog.records].count("search.index.client") == 1


def test_a_question_that_is_refused_does_not_close_the_door_for_the_next(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory(title="Verlof")
    catch_up()

    with monkeypatch.context() as patch:
        patch.setattr(elastic_words, "TIE_BREAKER", "not a number")
        assert query(employee, "verlof").is_fallback

    assert titles(query(employee, "verlof")) == ["Verlof"]


def test_without_an_index_the_database_answers(home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Verlof")

    results = query(employee, "verlof")

    assert (results.is_fallback, results.total) == (True, 1)
    assert not for_sending().indices.exists(index=alias())


def test_a_late_write_does_not_replace_a_newer_one(home: HomePage) -> None:
    page = NewsPageFactory(title="Oud")
    catch_up()
    [late] = Entry.objects.filter(kind="news").prefetch_related("passages")
    page.title = "Nieuw"
    page.save_revision().publish()
    catch_up()
    newest = Entry.objects.get(kind="news")

    sending._send([late], timezone.now())

    assert documents()[newest.key]["version"] == newest.version
    assert not newest.is_dirty


def test_an_entry_that_changes_while_it_is_sent_stays_dirty(home: HomePage) -> None:
    page = NewsPageFactory()
    catch_up()
    page.save()
    [read] = Entry.objects.filter(kind="news").prefetch_related("passages")
    page.save()

    sending._send([read], timezone.now())

    assert Entry.objects.get(kind="news").is_dirty
    assert Entry.objects.get(kind="news").version > read.version


def test_one_entry_that_is_refused_does_not_hold_up_the_others(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    refused = NewsPageFactory(title="Kapot")
    NewsPageFactory(title="Heel")

    def broken(entry: Entry, index: str) -> dict[str, Any]:
        action = action_of(entry, index)
        if entry.object_id == refused.pk:
            action["_source"]["unknown"] = "field"
        return action

    monkeypatch.setattr(bulk, "action_of", broken)

    send_dirty(timezone.now())

    assert [entry.title for entry in Entry.objects.waiting()] == ["Kapot"]

    filling.fill(timezone.now())

    assert [entry.title for entry in Entry.objects.waiting()] == ["Kapot"]


def test_an_index_of_an_older_version_is_replaced(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory(title="Verlof")
    catch_up()
    [old] = filling.indices_in_use()

    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    catch_up()

    [new] = filling.indices_in_use()
    assert new.startswith(f"{alias()}-v{analysis.VERSION}-")
    assert not for_sending().indices.exists(index=old)
    assert found(employee, "verlof") == ["Verlof"]


def test_what_changes_during_a_filling_is_sent_afterwards(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker may send a change to the old index, and mark it clean, in the middle."""
    changed, gone = NewsPageFactory(title="Oud"), NewsPageFactory(title="Verdwijnt")
    NewsPageFactory(title="Blijft")
    catch_up()
    put_in_use = filling._put_in_use

    def put_in_use_late(name: str) -> None:
        changed.title = "Nieuw"
        changed.save_revision().publish()
        gone.delete()
        NewsPageFactory(title="Komt erbij")
        send_dirty(timezone.now())
        put_in_use(name)

    monkeypatch.setattr(filling, "_put_in_use", put_in_use_late)
    assert filling.fill(timezone.now())
    send_dirty(timezone.now())

    held = documents()
    assert {key: value["version"] for key, value in held.items()} == {
        entry.key: entry.version for entry in Entry.objects.all()
    }
    assert {entry.title for entry in Entry.objects.all()} == {"Nieuw", "Blijft", "Komt erbij"}
    assert not Entry.objects.waiting().exists()


def test_only_one_worker_fills_until_it_is_lost(home: HomePage) -> None:
    NewsPageFactory()
    now = timezone.now()
    Filling.objects.create(name=alias(), token="another", seen_at=now)

    assert not filling.fill(now)
    assert send_dirty(now) == 0

    assert filling.fill(now + filling.LOST_AFTER + timedelta(seconds=1))
    assert Filling.objects.get().seen_at is None


def test_a_filling_that_fails_leaves_the_old_index_in_use(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory()
    catch_up()
    in_use = filling.indices_in_use()

    def fail(entries: list[Entry], name: str, *, is_alias: bool) -> bulk.Answer:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(filling, "put", fail)
        with pytest.raises(RuntimeError):
            filling.fill(timezone.now())

    assert list(for_sending().indices.get(index=f"{alias()}-v*")) == in_use
    assert filling.fill(timezone.now())


def test_an_index_that_has_grown_gathers_the_parts_of_compounds_anew(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    monkeypatch.setattr(filling, "FEWEST_NEW", 1)
    assert not renew(timezone.now())

    NewsPageFactory(title="Vogel gezien")
    NewsPageFactory(title="Nog een vogel")
    NewsPageFactory(title="Het vogelnest")
    assert "Het vogelnest" not in found(employee, "vogel")
    assert renew(timezone.now())

    assert "Het vogelnest" in found(employee, "vogel")


def test_the_command_reads_everything_anew_and_tells_how_it_stands(
    home: HomePage, employee: User, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    page = NewsPageFactory(title="Verlof")
    Entry.objects.all().delete()
    Entry.objects.create(kind="news", object_id=page.pk + 1, title="Bestaat niet", version=1)

    call_command("search_index", "rebuild")

    assert "Read 1 things, dropped 1 that are gone." in capsys.readouterr().out
    assert found(employee, "verlof") == ["Verlof"]
    call_command("search_index", "status")
    assert "1 news" in (told := capsys.readouterr().out)
    assert "1 documents" in told

    settings.ELASTICSEARCH_URL = UNUSED_PORT
    with pytest.raises(CommandError, match="does not answer"):
        call_command("search_index", "status")


@pytest.mark.django_db(transaction=True)
def test_two_writers_and_three_workers_end_with_an_index_that_is_right(
    home: HomePage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of the workers are slow, so that what they read is old when they write it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    pages = [NewsPageFactory(title=f"Bericht {number}") for number in range(12)]
    catch_up()
    writers_done = threading.Event()

    def slow_put(entries: list[Entry], index: str, *, is_alias: bool) -> bulk.Answer:
        if threading.current_thread().name == "slow":
            time.sleep(0.05)
        return bulk.put(entries, index, is_alias=is_alias)

    monkeypatch.setattr(sending, "put", slow_put)

    def write(seed: int) -> None:
        for turn in range(20):
            page = pages[(turn * 5 + seed) % len(pages)]
            now: datetime = timezone.now()
            if turn % 7 == seed:
                services.forget(["news"], [page.pk], now=now)
            else:
                page.refresh_from_db()
                page.save()
        connection.close()

    def work() -> None:
        while not writers_done.is_set():
            send_dirty(timezone.now())
        connection.close()

    workers = [threading.Thread(target=work, name=name) for name in ("slow", "slow", "quick")]
    writers = [threading.Thread(target=write, args=(seed,)) for seed in (1, 2)]
    for thread in (*workers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    writers_done.set()
    for thread in workers:
        thread.join()
    send_dirty(timezone.now())

    assert {key: value["version"] for key, value in documents().items()} == {
        entry.key: entry.version for entry in Entry.objects.all()
    }
    assert not Entry.objects.waiting().exists()


def test_a_thing_made_again_by_a_clock_that_lags_is_found(home: HomePage, employee: User) -> None:
    page = NewsPageFactory(title="Verlof")
    catch_up()
    now = timezone.now()
    services.forget(["news"], [page.pk], now=now + timedelta(minutes=5))
    catch_up()

    services.remember([page], now=now)
    catch_up()
    assert Entry.objects.waiting().count() == 1
    # Only a version of after that goes past what the index has.
    send_dirty(now + timedelta(minutes=6))
    catch_up()

    assert titles(query(employee, "verlof")) == ["Verlof"]
    assert not Entry.objects.waiting().exists()


@pytest.mark.django_db(transaction=True)
def test_a_thing_made_again_while_its_end_is_told_stays(
    home: HomePage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = NewsPageFactory(title="Verlof")
    catch_up()
    services.forget(["news"], [page.pk], now=timezone.now())

    def made_again(entries: list[Entry], index: str, *, is_alias: bool) -> bulk.Answer:
        answer = bulk.put(entries, index, is_alias=is_alias)
        services.remember([page], now=timezone.now())
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(sending, "put", made_again)
        send_dirty(timezone.now())
    catch_up()

    assert list(documents()) == [f"news-{page.pk}"]
    assert Entry.objects.get(kind="news", object_id=page.pk).is_deleted is False
