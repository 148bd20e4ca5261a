"""Rankings become the figures that they should, worked out by hand."""

from pathlib import Path

import pytest

from home.evaluation.judgements import BadJudgements, read_judgements
from home.evaluation.measures import mean_of, score


def test_the_best_order_scores_one_and_a_later_place_less() -> None:
    grades = {"a.md": 2, "b.md": 1}

    assert score("verlof", ["a.md", "b.md", "c.md"], grades).ndcg == 1
    # 3 / log2(3) + 1 / log2(4), over 3 / log2(2) + 1 / log2(3)
    assert score("verlof", ["c.md", "a.md", "b.md"], grades).ndcg == pytest.approx(0.65900, abs=1e-5)
    assert score("verlof", ["c.md"], grades).ndcg == 0


def test_only_a_file_that_answers_counts_as_found() -> None:
    related_first = score("verlof", ["b.md", "c.md", "d.md", "a.md"], {"a.md": 2, "b.md": 1})

    assert related_first.reciprocal_rank == 0.25
    assert not related_first.is_success
    assert related_first.places == {"b.md": 1, "a.md": 4}


def test_what_stands_below_the_tenth_place_gains_nothing() -> None:
    assert score("verlof", [*"0123456789", "a.md"], {"a.md": 2}).ndcg == 0


def test_the_interval_lies_around_the_mean_and_is_the_same_each_time() -> None:
    scored = [score("x", ["a"] if number % 2 else ["b"], {"a": 2}) for number in range(20)]

    mean = mean_of(scored, lambda one: one.ndcg)

    assert mean.low < mean.value == 0.5 < mean.high
    assert mean == mean_of(scored, lambda one: one.ndcg)


def test_judgements_are_read_with_or_without_a_head(tmp_path: Path) -> None:
    file = tmp_path / "queries.tsv"
    file.write_text("query\tpath\tgrade\nverlof kopen\ta/verlof.md\t2\nverlof kopen\tb.md\t1\n")

    assert read_judgements(file) == {"verlof kopen": {"a/verlof.md": 2, "b.md": 1}}


@pytest.mark.parametrize("line", ["verlof\ta.md", "verlof\ta.md\tgoed", "verlof a.md 2"])
def test_a_line_that_is_no_judgement_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "queries.tsv"
    file.write_text(f"ziek\tb.md\t1\n{line}\n")

    with pytest.raises(BadJudgements, match=r"queries\.tsv:2: expected"):
        read_judgements(file)
