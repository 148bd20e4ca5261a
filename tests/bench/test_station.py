import json
import os
import tempfile
from dataclasses import fields
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from elastic_transport import NodeConfig, Transport
from pytest_django import Settings

from home.bench import measuring
from home.bench.figures import Figure
from home.bench.station import FLOOR_MIDDLEWARE, Station, WrongAnswer, counted_searches, serve
from home.management.commands import bench

SCREENS = [
    "floor",
    "home",
    "news list",
    "news of one subject",
    "events",
    "news with 300 comments",
    "thread of 50",
    "thread of 60",
    "thread of 50 under one",
    "thread of 60 under one",
    "blog list",
    "episode",
    "procedure",
    "colleagues",
    "colleagues of a unit, here today",
    "colleagues of a language",
    "colleagues found",
    "profile",
    "unit",
    "units",
    "chart of units",
    "chart of managers",
    "search without words",
    "search",
    "search on a tab",
    "search with limits",
    "suggestions",
    "notices",
    "stream",
    "stream of one kind",
    "groups",
    "group",
    "members of a group",
    "questions",
    "question",
    "ask form",
    "host room",
]


@pytest.fixture
def station(db: None, settings: Settings) -> Station:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, FLOOR_MIDDLEWARE]
    return Station(people=20, long_count=60)


def test_a_station_answers_each_line_with_what_the_screen_cost(station: Station) -> None:
    answers = StringIO()

    serve(station, StringIO("".join(f"{screen}\n" for screen in SCREENS)), answers)

    first, *rest = map(json.loads, answers.getvalue().splitlines())
    assert first == SCREENS
    assert len(rest) == len(SCREENS)
    floor, *others = rest
    assert floor["bytes"] == 1
    for screen, reading in zip(SCREENS[1:], others, strict=True):
        assert reading["queries"] > floor["queries"] > 0, screen
        assert reading["bytes"] > 1000, screen
        assert reading["ms"] > 0, screen


def test_the_news_that_is_measured_has_its_comments(station: Station) -> None:
    answer = station.client.get(station.addresses["news with 300 comments"])

    assert "300 reacties" in answer.content.decode()


def test_the_threads_that_are_measured_are_as_long_as_they_say(station: Station) -> None:
    shown = {
        name: station.client.get(address).content.decode()
        for name, address in station.addresses.items()
        if name.startswith("thread of")
    }

    assert all(f"{name.split()[2]} reacties" in page for name, page in shown.items())
    conversations = [page.count('<article class="comment" id=') for page in shown.values()]
    assert conversations[2:] == [1, 1]
    assert min(conversations[:2]) > 1


def test_a_screen_that_does_not_answer_well_is_not_measured(station: Station) -> None:
    station.addresses["home"] = "/nowhere/"

    with pytest.raises(WrongAnswer, match="home: /nowhere/ answers 404"):
        station.measure("home")


def test_requests_to_elasticsearch_are_counted_and_then_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Transport, "perform_request", lambda self, *arguments, **options: None)
    transport = Transport([NodeConfig("http", "127.0.0.1", 9)])

    with counted_searches() as searches:
        transport.perform_request("GET", "/")
        transport.perform_request("GET", "/")
    transport.perform_request("GET", "/")

    assert searches.count == 2


def test_small_numbers_are_refused() -> None:
    with pytest.raises(CommandError, match="more than 100 people"):
        call_command("bench", people=100)


@pytest.mark.django_db
def test_the_command_measures_two_scratch_organisations_and_cleans_up(
    copied_places: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(bench, "SMALL", 20)
    monkeypatch.setattr(measuring, "WARM_UP_COUNT", 1)
    said = StringIO()

    call_command(
        "bench",
        people=24,
        long_thread=60,
        rounds=1,
        requests=1,
        json=tmp_path / "figures.json",
        stdout=said,
        stderr=StringIO(),
    )

    figures = json.loads((tmp_path / "figures.json").read_text())
    assert [(figure["people"], figure["screen"]) for figure in figures] == [
        (people, screen) for people in (20, 24) for screen in SCREENS
    ]
    assert set(figures[0]) == {field.name for field in fields(Figure)}
    assert "news with 300 comments" in said.getvalue()
    assert list(tmp_path.glob("brink-bench-*")) == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"brink_bench_{os.getpid()}_%"]
            )
            assert cursor.fetchall() == []
