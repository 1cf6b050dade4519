"""International crises (ICB version 14): reference classes, and the question of violence.

Crises inside an ongoing war (`iwcmb` 3 and more) are left out. Only what is known at the outset
is used: trigger, place in a protracted conflict, year. Variables that code the outcome or were
coded with it in view (gravity, issues, power discrepancy, management and so on) are not.
"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from detente.errors import InputError
from detente.forecast.panel import Panel

DATA = "the crises of ICB version 14: icb1v14.csv"

TRIGGERS: Mapping[int, str] = {
    1: "verbal act",
    2: "political act",
    3: "economic act",
    4: "external change",
    5: "other non-violent act",
    6: "internal challenge",
    7: "non-violent military act",
    8: "indirect violent act",
    9: "violent act",
}
"""Trigger (`break`) by code, in our words."""

SIGNS = ("violent", "military", "indirect", "protracted", "year")
VIOLENT = 3
"""From this `viol` on: serious clashes; 4 is full-scale war."""
IN_WAR = 3
PROTRACTED = (2, 3)


class Crisis(msgspec.Struct, frozen=True, kw_only=True):
    """One crisis; `viol` is 1 none, 2 minor clashes, 3 serious clashes, 4 full-scale war."""

    number: int
    name: str
    trigger: int
    start: date
    end: date
    viol: int
    in_war: bool
    protracted: bool


def read_crises(path: Path) -> tuple[Crisis, ...]:
    """Read icb1v14.csv; a crisis without a coded outcome is passed over.

    Raises InputError naming file and line for what is no such file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise InputError("the file cannot be read", where=str(path), hint=f"give {DATA}") from error
    reader = csv.DictReader(text.splitlines())
    found = []
    for row in reader:
        if "viol" in row and not (row["viol"] or "").strip():
            continue  # a crisis that is listed and not coded has no outcome
        try:
            found.append(_crisis(row))
        except (KeyError, ValueError) as error:
            raise InputError(
                f"this is no crisis of ICB: {error}",
                where=f"{path}:{reader.line_num}",
                hint=f"give {DATA}",
            ) from error
    return tuple(found)


def _crisis(row: Mapping[str, str]) -> Crisis:
    return Crisis(
        number=int(row["crisno"]),
        name=row["crisname"],
        trigger=int(row["break"]),
        start=_day(row, "trig", last=False),
        end=_day(row, "term", last=True),
        viol=int(row["viol"]),
        in_war=int(row["iwcmb"] or 1) >= IN_WAR,
        protracted=int(row["protrac"] or 1) in PROTRACTED,
    )


def _day(row: Mapping[str, str], which: str, *, last: bool) -> date:
    """Read a date, its unknown parts so that nothing counts as settled too early.

    An unknown day is the last (or first) of the month, an unknown month of the year.
    """
    if last and not row[f"yr{which}"].strip():
        return date.max  # never known to have ended
    year = int(row[f"yr{which}"])
    month = _within(row[f"mo{which}"], 12) or (12 if last else 1)
    longest = calendar.monthrange(year, month)[1]
    return date(year, month, _within(row[f"da{which}"], longest) or (longest if last else 1))


def _within(cell: str, most: int) -> int | None:
    value = int(cell) if cell.strip() else 0
    return value if 1 <= value <= most else None


def violence_panel(path: Path, first: date | None) -> Panel:
    """Does a crisis reach serious clashes or war? One question a crisis, on its first day.

    The unit is the trigger, so that the "pair's own rate" is the rate of the trigger's kind.
    """
    start = first or date(1970, 1, 1)
    crises = sorted(
        (c for c in read_crises(path) if not c.in_war), key=lambda c: (c.start, c.number)
    )
    trigger = np.array([c.trigger for c in crises], dtype=np.intp)
    codes = sorted({*TRIGGERS, *(int(t) for t in trigger)})
    day = np.array([c.start for c in crises], dtype="datetime64[D]")
    end = np.array([c.end for c in crises], dtype="datetime64[D]")
    return Panel(
        units=tuple(TRIGGERS.get(code, f"trigger {code}") for code in codes),
        unit=np.searchsorted(codes, trigger),
        cluster=np.arange(len(crises)),
        day=day,
        settled=np.maximum(day, end),
        outcome=np.array([float(c.viol >= VIOLENT) for c in crises]),
        state=trigger >= 8,
        ongoing=trigger >= 8,
        named=np.zeros(len(crises), dtype=np.bool_),
        tested=day >= np.datetime64(start, "D"),
        signs={
            "violent": (trigger == 9).astype(np.float64),
            "military": (trigger == 7).astype(np.float64),
            "indirect": (trigger == 8).astype(np.float64),
            "protracted": np.array([float(c.protracted) for c in crises]),
            "year": np.array([c.start.year + c.start.month / 12 for c in crises]),
        },
    )
