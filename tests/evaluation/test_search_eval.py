"""`./run search-eval` asks judged searches of a folder of texts and writes what was found."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

pytestmark = pytest.mark.any_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "leave").mkdir(parents=True)
    (folder / "leave" / "parental.md").write_text(
        "---\ntitle: Ouderschapsverlof\n---\n\nVoor wie een kind krijgt.\n"
    )
    (folder / "parking.md").write_text("# Parkeren\n\nWie met verlof is, geeft de plaats vrij.\n")
    return folder


@pytest.mark.django_db
def test_the_ranking_is_written_and_measured(folder: Path, tmp_path: Path) -> None:
    queries, run = tmp_path / "queries.tsv", tmp_path / "run.tsv"
    queries.write_text(
        "parkeren\tparking.md\t2\nouderschapsverlof\tleave/parental.md\t2\nwijn\tparking.md\t2\n"
    )
    output = StringIO()

    call_command("search_eval", folder, queries, "--inside", engine=connection.vendor, run=run, stdout=output)

    assert run.read_text() == "parkeren\tparking.md\nouderschapsverlof\tleave/parental.md\n"
    assert "2 texts of texts" in output.getvalue()
    assert "success@3  0.667" in output.getvalue()


def test_what_cannot_be_measured_is_told(folder: Path, tmp_path: Path, settings: Settings) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("parkeren\tparking.md\t2\n")
    settings.ELASTICSEARCH_URL = ""

    with pytest.raises(CommandError, match="set ELASTICSEARCH_URL"):
        call_command("search_eval", folder, queries, engine="elasticsearch")
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("search_eval", folder / "absent", queries)
