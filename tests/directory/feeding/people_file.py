"""Files of people as a personnel system writes them: by hand, or of any size and the same for a seed."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADINGS = (
    "Personeelsnummer",
    "Voornaam",
    "Tussenvoegsel",
    "Achternaam",
    "E-mail",
    "Functie",
    "Afdeling",
    "Leidinggevende",
    "Locatie",
    "Telefoon",
    "In dienst",
)
FIRST = ("Anouk", "Bram", "Chanel", "Daan", "Emre", "Fatima", "Gwen", "Hugo", "Ineke", "Joris", "Renée")
PREFIXES = ("", "", "", "de", "van", "van den", "van der", "el")
LAST = ("Aerts", "Bakker", "Berg", "Bos", "Demir", "Dijk", "Hoekstra", "Jansen", "Linde", "Vos", "Yildiz")
JOBS = ("Adviseur", "Beheerder", "Boswachter", "Griffier", "Inspecteur", "Jurist", "Planner")
PEOPLE_PER_TEAM = 25
PEOPLE_PER_LEADER = 10


def write_csv(
    path: Path,
    rows: Iterable[Sequence[object]],
    *,
    headings: Sequence[str] = HEADINGS,
    encoding: str = "utf-8",
    delimiter: str = ";",
) -> Path:
    """Write a file of people and return where it is."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def person_row(number: object, first: str = "Noor", last: str = "Linde", **more: str) -> list[str]:
    """Return the row of one colleague; `more` by heading in lower case, such as `functie`."""
    given = {"personeelsnummer": str(number), "voornaam": first, "achternaam": last, **more}
    return [given.get(heading.lower().replace("-", "_").replace(" ", "_"), "") for heading in HEADINGS]


def many_rows(count: int, seed: int = 1) -> Iterable[list[str]]:
    """Yield an organisation: each tenth number leads the nine after it, up to one at the top."""
    invented = random.Random(seed)
    for number in range(count):
        first, prefix, last = (invented.choice(words) for words in (FIRST, PREFIXES, LAST))
        leader = number // PEOPLE_PER_LEADER
        team = number // PEOPLE_PER_TEAM
        yield [
            f"{100_000 + number}",
            first,
            prefix,
            last,
            f"colleague{number}@organisation.example",
            invented.choice(JOBS),
            f"Organisatie / Afdeling {team // 20} / Team {team}",
            f"{100_000 + leader}" if number else "",
            f"Gebouw {number % 40}",
            f"+3188{number:07}",
            f"{invented.randint(1, 28):02}-{invented.randint(1, 12):02}-{invented.randint(1990, 2025)}",
        ]
