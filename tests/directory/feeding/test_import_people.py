from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import Workbook

from access.models import User
from directory.feeding.columns import columns_of
from directory.leaving import leave
from directory.models import ColumnMapping, ImportRun, Location, Person, Source, SourceLink, Unit
from tests.directory.feeding.people_file import HEADINGS, many_rows, person_row, write_csv
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocationFactory, PersonFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def run(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str, **options: Any) -> str:
    """Return what an import says, with its last word if it stops on an error."""
    try:
        call_command("import_people", str(path), *arguments, **{"verbosity": 0, **options})
    except CommandError as error:
        return f"{capsys.readouterr().out}\n{error}"
    return capsys.readouterr().out


def counts() -> dict[str, int]:
    kept = ImportRun.objects.latest("started_at").counts
    return {name: count for name, count in kept.items() if count}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is said, in the words of the tests."""
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def test_a_file_of_people_becomes_colleagues(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unit, hall = UnitFactory(name="Boombeheer"), LocationFactory(name="Werf Noord")
    write_csv(
        file,
        [
            person_row(1, "Anouk", "Berg", tussenvoegsel="van den", e_mail="anouk@lindewaard.example"),
            person_row(2, "Emre", "Yildiz", leidinggevende="1", afdeling="boombeheer", locatie="Werf Noord",
                       telefoon="088 555 1234", functie="Boswachter", in_dienst="01-02-2026"),
        ],
    )  # fmt: skip

    run(capsys, file)

    anouk, emre = Person.objects.order_by("source_links__external_id")
    assert (anouk.name, anouk.sort_name) == ("Anouk van den Berg", "Berg, Anouk van den")
    assert (emre.manager, emre.unit, emre.location) == (anouk, unit, hall)
    assert (emre.phone.as_e164, emre.job_title, str(emre.started_on)) == (
        "+31885551234",
        "Boswachter",
        "2026-02-01",
    )
    assert counts() == {"read": 2, "made": 2}
    assert ImportRun.objects.get().outcome == ImportRun.Outcome.DONE


def test_the_same_file_again_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, many_rows(60))
    run(capsys, file, "--make-units", "--make-locations")

    run(capsys, file)

    assert counts() == {"read": 60, "unchanged": 60}


def test_what_differs_is_changed_with_its_history(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1, functie="Adviseur"), person_row(2, "Sam", "Postma")])
    run(capsys, file)
    write_csv(file, [person_row(1, functie="Jurist", leidinggevende="2"), person_row(2, "Sam", "Postma")])

    run(capsys, file)

    person = Person.objects.get(name="Noor Linde")
    changes = {
        change.field: (change.before, change.after)
        for change in person.changes.exclude(before="", field="name")
    }
    assert changes == {"job_title": ("Adviseur", "Jurist"), "manager": ("", "Sam Postma")}
    assert {change.source for change in person.changes.all()} == {Source.objects.get()}
    assert counts() == {"read": 2, "changed": 1, "unchanged": 1}


def test_a_trial_tells_each_difference_and_writes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(file, [person_row(1, functie="Adviseur")])
    run(capsys, file)
    write_csv(file, [person_row(1, functie="Jurist"), person_row(2, "Sam", "Postma", afdeling="Nieuw")])

    said = run(capsys, file, "--dry-run", "--make-units")

    assert "Noor Linde (1): " in said
    assert "Adviseur → Jurist" in said
    assert "Sam Postma (2)" in said
    assert Person.objects.get().job_title == "Adviseur"
    assert not Unit.objects.exists()
    assert ImportRun.objects.latest("started_at").outcome == ImportRun.Outcome.TRIAL


@pytest.mark.parametrize(
    ("encoding", "delimiter", "said"),
    [
        ("utf-8", ";", "UTF-8"),
        ("utf-8-sig", ",", "UTF-8 (BOM)"),
        ("utf-16", "\t", "UTF-16"),
        ("utf-16-le", ";", "UTF-16"),
        ("cp1252", ";", "Windows-1252"),
    ],
)
def test_letters_and_separators_are_recognised(
    file: Path, capsys: pytest.CaptureFixture[str], encoding: str, delimiter: str, said: str
) -> None:
    write_csv(file, [person_row(1, "Renée", "Çelik")], encoding=encoding, delimiter=delimiter)

    answer = run(capsys, file)

    assert Person.objects.get().name == "Renée Çelik"
    assert said in answer


def test_excel_is_read_as_it_looks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.active.append(["uitleg"])
    sheet = book.create_sheet("Medewerkers")
    sheet.append(["Personeelsnummer", "Naam", "In dienst"])
    sheet.append([1001, "Noor de Wit", date(2026, 2, 1)])
    book.save(tmp_path / "people.xlsx")

    run(capsys, tmp_path / "people.xlsx", "--sheet", "Medewerkers")

    person = Person.objects.get()
    assert (person.name, str(person.started_on)) == ("Noor de Wit", "2026-02-01")
    assert SourceLink.objects.get().external_id == "1001"


def test_a_list_in_json_is_read_by_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "team.json").write_text(
        '{"results": [{"name": "noor.linde", "full_name": "Noor Linde", "location": "DCA", "skills": ["a"]}]}'
    )
    (tmp_path / "mapping.yaml").write_text("columns: {number: name, name: full_name, location: location}")

    run(capsys, tmp_path / "team.json", "--mapping", str(tmp_path / "mapping.yaml"), "--make-locations")

    assert Person.objects.get(source_links__external_id="noor.linde").location == Location.objects.get()


def test_a_saved_mapping_says_which_column_holds_what(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Source.objects.create(slug="hr", name="HR")
    columns = {"number": "ID", "name": "A + B", "unit": "Sector / Team", "started_on": "Sinds"}
    ColumnMapping.objects.create(name="Beaufort", source=source, columns=columns, date_format="%m/%d/%Y")
    write_csv(
        file,
        [["1", "Noor", "Linde", "Ruimte", "Bomen", "02/01/2026"]],
        headings=["ID", "A", "B", "Sector", "Team", "Sinds"],
    )

    run(capsys, file, "--mapping", "Beaufort", "--make-units")

    person = Person.objects.get(source_links__source=source)
    assert (person.name, str(person.started_on)) == ("Noor Linde", "2026-02-01")
    assert person.unit is not None
    assert [unit.name for unit in person.unit.get_ancestors()] == ["Ruimte"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (person_row("", "Noor"), "number is missing"),
        (person_row(1, "", ""), "name is missing"),
        (person_row(1, "=cmd|' /C calc'!A0"), "begins like a formula"),
        (person_row(1, functie="@SUM(A1)"), "begins like a formula"),
        (person_row(1, e_mail="noor at home"), "e-mail cannot be taken"),
        (person_row(1, telefoon="12"), "phone cannot be taken"),
        (person_row(1, afdeling="Bestaat niet"), "There is no unit Bestaat niet"),
        (person_row(1, afdeling="Dicht"), "was closed"),
        (person_row(1, afdeling="Dubbel"), "Several units are called Dubbel"),
        (person_row(1, locatie="Maan"), "There is no location Maan"),
        (person_row(1, leidinggevende="77"), "manager 77 is not in the file"),
        (person_row(1, in_dienst="31-02-2026"), "no day that exists"),
        (person_row(1, functie="j" * 151), "job title cannot be taken"),
        ([*person_row(1), "te", "veel"], "more cells than there are headings"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_by_its_line(
    file: Path, capsys: pytest.CaptureFixture[str], row: list[str], said: str
) -> None:
    UnitFactory(name="Dicht", slug="dicht", closed_on=NOW.date())
    UnitFactory(name="Dubbel", slug="d1", parent=UnitFactory(name="A"))
    UnitFactory(name="Dubbel", slug="d2", parent=UnitFactory(name="B"))
    write_csv(file, [person_row(2, "Sam", "Postma"), row])

    answer = run(capsys, file)

    assert "people.csv:3: " in answer
    assert said in answer
    assert "Refused: 1; the rest went in" in answer
    assert [person.name for person in Person.objects.all()] == ["Sam Postma"]


def test_two_people_of_one_number_are_both_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1), person_row(2, "Sam", "Postma"), person_row(1, "Ravi", "Sardjoe")])

    answer = run(capsys, file)

    assert "people.csv:2: The number 1 also stands at line 4." in answer
    assert "people.csv:4: The number 1 also stands at line 2." in answer
    assert [person.name for person in Person.objects.all()] == ["Sam Postma"]


def test_a_circle_of_managers_is_refused_with_who_hangs_on_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(
        file,
        [
            person_row(1, "Anouk", "Aerts", leidinggevende="2"),
            person_row(2, "Bram", "Bos", leidinggevende="3"),
            person_row(3, "Daan", "Dijk", leidinggevende="1"),
            person_row(4, "Emre", "Yildiz", leidinggevende="1"),
            person_row(5, "Sam", "Postma", leidinggevende="5"),
        ],
    )

    answer = run(capsys, file)

    assert answer.count("in a circle: 2, 3, 4") == 3
    assert "people.csv:5: The manager, at line 2, was refused." in answer
    assert [(person.name, person.manager) for person in Person.objects.all()] == [("Sam Postma", None)]


def test_who_stands_here_already_is_found_by_address(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = PersonFactory(name="Noor Linde", email="Noor@lindewaard.example", ask_me_about="bomen")
    write_csv(file, [person_row(1, e_mail="noor@lindewaard.example")])

    run(capsys, file)

    assert SourceLink.objects.get(external_id="1").person == known
    run(capsys, file)
    assert counts() == {"read": 1, "unchanged": 1}


def test_who_is_no_longer_in_the_file_leaves_and_comes_back_with_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everyone = [person_row(1), person_row(2, "Sam", "Postma")]
    write_csv(file, everyone)
    run(capsys, file)
    sam = Person.objects.get(name="Sam Postma")

    write_csv(file, everyone[:1])
    run(capsys, file)

    assert list(Person.objects.working_here()) == [Person.objects.get(name="Noor Linde")]
    assert counts() == {"read": 1, "unchanged": 1, "left": 1}

    write_csv(file, everyone)
    run(capsys, file)

    assert Person.objects.working_here().get(name="Sam Postma") == sam
    assert counts() == {"read": 2, "unchanged": 1, "changed": 1, "back": 1}


def test_a_day_of_leaving_in_the_file_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headings = ["Personeelsnummer", "Naam", "Uit dienst"]
    write_csv(file, [["1", "Noor", ""], ["2", "Sam", ""], ["3", "Oud", "2020-01-01"]], headings=headings)
    run(capsys, file)
    assert counts() == {"read": 3, "made": 2, "skipped": 1}

    write_csv(file, [["1", "Noor", "2999-01-01"], ["2", "Sam", "2026-01-31"]], headings=headings)
    run(capsys, file)

    noor = Person.objects.working_here().get()
    assert (noor.name, str(noor.leaves_on)) == ("Noor", "2999-01-01")

    write_csv(file, [["1", "Noor", ""], ["2", "Sam", "2026-01-31"]], headings=headings)
    run(capsys, file)

    noor.refresh_from_db()
    assert noor.leaves_on is None
    run(capsys, file)
    assert counts() == {"read": 2, "unchanged": 2}


def test_too_many_leavers_stop_the_import_before_anything_is_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(file, many_rows(20))
    run(capsys, file, "--make-units", "--make-locations")
    rows = list(many_rows(15))
    rows[0][5] = "Directeur"
    write_csv(file, rows)

    answer = run(capsys, file)

    assert "Stopped: 5 of 20 colleagues would leave, more than 10 %" in answer
    assert "--most-leavers 25" in answer
    assert Person.objects.working_here().count() == 20
    assert not Person.objects.filter(job_title="Directeur").exists()
    assert ImportRun.objects.latest("started_at").outcome == ImportRun.Outcome.STOPPED

    run(capsys, file, "--most-leavers", "25")

    assert Person.objects.working_here().count() == 15


def test_a_part_of_the_people_lets_nobody_leave(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1), person_row(2, "Sam", "Postma", leidinggevende="1")])
    run(capsys, file)
    write_csv(file, [person_row(2, "Sam", "Postma", leidinggevende="1", functie="Jurist")])

    run(capsys, file, "--keep-missing")

    assert Person.objects.working_here().count() == 2
    assert counts() == {"read": 1, "changed": 1}


def test_whose_row_is_refused_does_not_leave(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1), person_row(2, "Sam", "Postma")])
    run(capsys, file)
    write_csv(file, [person_row(1, e_mail="fout"), person_row("", "Sam", "Postma")])

    run(capsys, file)

    assert Person.objects.working_here().count() == 2


def test_who_was_let_go_by_hand_stays_away(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1)])
    run(capsys, file)
    leave(person=Person.objects.get(), on=NOW.date(), actor=UserFactory(is_superuser=True), now=NOW)

    answer = run(capsys, file)

    assert "comes back by hand" in answer
    assert not Person.objects.working_here().exists()


def test_what_the_person_wrote_is_not_written_over(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Source.objects.create(slug="hr", name="HR", delivers=["name"])
    write_csv(file, [person_row(1, telefoon="0885551234")])
    run(capsys, file)
    Person.objects.update(phone="+31885559999")

    run(capsys, file)

    assert Person.objects.get().phone.as_e164 == "+31885559999"
    assert counts() == {"read": 1, "unchanged": 1}


def test_an_account_follows_a_new_address(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(file, [person_row(1, e_mail="linde@lindewaard.example")])
    run(capsys, file)
    Person.objects.update(user=UserFactory(email="linde@lindewaard.example"))
    write_csv(file, [person_row(1, e_mail="wit@lindewaard.example")])

    run(capsys, file)

    assert User.objects.get().email == "wit@lindewaard.example"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.csv", b"", "empty"),
        ("people.csv", b"Personeelsnummer;Naam\n1;\"Noor", "quotation marks"),
        ("people.csv", b"Kleur;Maat\nrood;3", "Write a mapping. The columns are: Kleur, Maat"),
        ("people.csv", b"Naam;Personeelsnummer\n\x81\x8d;1", "letters of the file cannot be read"),
        ("people.xlsx", b"PK nonsense", "not an Excel file"),
        ("people.json", b"{", "not JSON"),
        ("people.json", b'{"a": 1}', "must be a list of people"),
        ("people.doc", b"", "no file of people"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)

    answer = run(capsys, tmp_path / name)

    assert said in answer
    assert ImportRun.objects.get().outcome == ImportRun.Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "nothing"], "There is no source of files called nothing"),
        (["--mapping", "nothing"], "There is no column mapping called nothing"),
        (["--mapping", "/nowhere/mapping.yaml"], "cannot be read"),
    ],
)
def test_what_is_not_known_is_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    write_csv(file, [person_row(1)])

    assert said in run(capsys, file, *arguments)


def test_a_file_costs_as_many_queries_for_forty_people_as_for_four(
    file: Path, capsys: pytest.CaptureFixture[str], django_assert_max_num_queries: Any
) -> None:
    UnitFactory(name="Team")

    def rows(count: int) -> list[list[str]]:
        return [person_row(number, f"Noor{number}", afdeling="Team") for number in range(count)]

    with django_assert_max_num_queries(1000) as few:
        run(capsys, write_csv(file, rows(4)))
    with django_assert_max_num_queries(len(few) + 16):
        run(capsys, write_csv(file, rows(40)))


def test_headings_are_understood_in_two_languages() -> None:
    dutch = columns_of(HEADINGS)
    english = columns_of(["Employee ID", "Full Name", "E-mail", "Job title", "Department", "Manager"])

    assert set(dutch.places) >= {
        "number",
        "first_name",
        "prefix",
        "last_name",
        "unit",
        "manager",
        "started_on",
    }
    assert set(english.places) == {"number", "name", "email", "job_title", "unit", "manager"}
