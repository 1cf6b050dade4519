"""How often our recalled office rows disagree with REIGN and Archigos, where both name a leader.

    python -m evaluation.offices --data ../shared/data/actors

For every state and month that a file covers, its effective leader is looked up among our heads of
state and government of that day: agreement is when one of ours has the same surname, or a name of
ours holds it. Counted apart for rows that cite these files (which must agree) and recalled ones.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from detente.actors import load_tables
from detente.actors.rows import Office, holds
from detente.actors.tokens import folded_name

HEADS = frozenset(
    {
        "president", "prime minister", "chancellor", "premier", "king", "queen", "emperor", "emir",
        "sultan", "leader", "grand duke", "supreme leader", "general secretary", "first secretary",
        "acting president", "paramount leader", "acting prime minister", "chief executive",
        "junta leader", "prince", "crown prince", "chairman of the presidency",
    }
)  # fmt: skip
FIRST = 1946


class Term(NamedTuple):
    """One leader's time by another file; `number` is the state's Correlates of War number."""

    number: int
    name: str
    start: date
    end: date


def main(argv: Sequence[str] | None = None) -> None:
    """Compare with each file that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args(argv).data
    json.dump(
        {
            "reign": compare(list(_reign(folder / "reign_leaders_1946_2021.csv"))),
            "archigos": compare(list(_archigos(folder / "archigos_leaders_1840_2015.csv"))),
        },
        sys.stdout,
        indent=1,
    )


def compare(terms: Sequence[Term]) -> dict[str, Any]:
    """Leader-years in which our tables name the same leader, another, or nobody."""
    tables = load_tables()
    codes: dict[int, list[Any]] = defaultdict(list)
    for state in tables.states:
        for number in {n for n in (state.cow_number, state.gw) if n is not None}:
            codes[number].append(state)
    offices: dict[str, list[Office]] = defaultdict(list)
    for office in tables.offices:
        if office.role in HEADS:
            offices[office.code].append(office)
    counts: Counter[str] = Counter()
    for term in terms:
        for year in range(max(term.start.year, FIRST), term.end.year + 1):
            day = date(year, 7, 1)
            if term.start <= day <= term.end:
                states = [s for s in codes.get(term.number, ()) if holds(s, day)]
                rows = [o for s in states for o in offices[s.code] if holds(o, day)]
                counts[_verdict(term.name, rows)] += 1
    recalled = counts["agree, recalled"] + counts["differ"]
    compared = recalled + counts["agree, cited"]
    return {
        "leader_years": dict(counts),
        "n": compared,
        "disagreement": round(counts["differ"] / max(1, compared), 4),
        "disagreement_of_recalled": round(counts["differ"] / max(1, recalled), 4),
    }


def _verdict(name: str, rows: Sequence[Office]) -> str:
    words = set(folded_name(name).split())
    same = [o for o in rows if words & {w for n in o.names for w in folded_name(n).split()}]
    if not same:
        return "differ" if rows else "nobody in our tables"
    cited = any(not office.source.startswith("recalled") for office in same)
    return "agree, cited" if cited else "agree, recalled"


def _reign(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if not (row["syear"] and row["eyear"]):
                continue
            start = date(int(row["syear"]), int(row["smonth"]), max(1, int(row["sdate"] or 1)))
            end = date(int(row["eyear"]), int(row["emonth"]), 28)
            yield Term(int(row["ccode"]), row["leader"], start, end)


def _archigos(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            start, end = (date.fromisoformat(row[key]) for key in ("startdate", "enddate"))
            yield Term(int(row["ccode"]), row["leader"], start, end)


if __name__ == "__main__":
    main()
