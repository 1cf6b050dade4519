"""How far the rules' status of a deed can be trusted: counts against the bundled cases.

    python -m training.status

For each status that the rules give, the statuses of the expected events whose words overlap, with
half a count added to every one (Jeffreys). Written to `src/detente/reading/data/status_odds.csv`,
which `detente classify` reads. The cases were at hand when the rules were written, so these odds
are of development and flatter the rules; the expected readings are a language model's.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import get_args

from detente.cases import CASES, load_case, load_expected
from detente.reading.reader import Reader
from detente.records import Status

STATUSES: tuple[Status, ...] = get_args(Status)
OUT = Path("src/detente/reading/data/status_odds.csv")
PRIOR = 0.5


def main() -> None:
    """Count and write the table."""
    counts = count(Reader.load())
    with OUT.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rule", "n", *STATUSES])
        for rule in STATUSES:
            n = sum(counts[rule, status] for status in STATUSES)
            total = n + PRIOR * len(STATUSES)
            shares = [round((counts[rule, s] + PRIOR) / total, 4) for s in STATUSES]
            writer.writerow([rule, n, *shares])


def count(reader: Reader) -> Counter[tuple[str, str]]:
    """(status by rule, expected status) → how often, over all bundled reports."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in sorted(CASES):
        for report, expected in zip(load_case(name).reports, load_expected(name), strict=True):
            for event in reader.read(report).events:
                for wanted in expected.events:
                    start = report.text.find(wanted.quote)
                    end = start + len(wanted.quote)
                    if event.anchor.start < end and start < event.anchor.end:
                        counts[event.modality.status, wanted.status] += 1
                        break
    return counts


if __name__ == "__main__":
    main()
