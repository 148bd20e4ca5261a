from home.bench.figures import Figure, comparison_of, figure_of, table_of
from home.bench.station import Reading


def readings(*milliseconds: float, queries: int = 5) -> list[Reading]:
    return [Reading(ms=ms, cpu_ms=ms / 2, bytes=2000, queries=queries) for ms in milliseconds]


def test_the_round_with_the_lowest_median_counts() -> None:
    disturbed, calm = readings(10, 90, 95), readings(20, 21, 40)

    figure = figure_of("home", 100, [disturbed, calm], floor_ms=7)

    assert figure.median_ms == 21
    assert figure.p95_ms == 40
    assert figure.cpu_ms == 10.5
    assert figure.rps == 37.0
    assert figure.times_floor == 3.0


def test_the_most_queries_of_any_round_are_told() -> None:
    figure = figure_of("home", 100, [readings(10), readings(9, 9, queries=8)])

    assert figure.queries == 8
    assert figure.times_floor == 1.0


def figure(screen: str, people: int, median_ms: float, queries: int) -> Figure:
    return Figure(screen, people, median_ms, 9, 100, 4, queries, 0, 12_345, 2)


def test_the_table_puts_the_sizes_of_a_screen_below_each_other() -> None:
    lines = table_of(
        [figure(screen, people, 5, 20) for people in (100, 1000) for screen in ("home", "search")]
    ).splitlines()

    assert [line.split()[:2] for line in lines[1:]] == [
        ["home", "100"],
        ["home", "1,000"],
        ["search", "100"],
        ["search", "1,000"],
    ]
    assert len({len(line) for line in lines}) == 1


def test_the_comparison_says_how_much_longer_and_how_many_queries_more() -> None:
    figures = [figure("home", 100, 10, 20), figure("home", 1000, 15, 22), figure("search", 100, 4, 9)]

    assert comparison_of(figures).splitlines() == [
        "home: 1.50 times as long with 1,000 people as with 100, +2 queries",
        "search: 1.00 times as long with 100 people as with 100, as many queries",
    ]
