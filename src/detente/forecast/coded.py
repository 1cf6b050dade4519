"""Coded events between states (ICEWS): who is a state, and panels of questions about conflict.

A state actor is a bare country name or "Role (Country)" with one of `ROLES`; persons are not
taken for their states, as the file does not say whose they are. Pairs are unordered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import msgspec
import numpy as np

from detente.errors import InputError
from detente.events.names import state_names
from detente.forecast.panel import Days, Flags, Floats, Integers, Panel

DATA = "coded events: Parquet or CSV with the columns date, src, tgt, code (ICEWS)"
COLUMNS = ("date", "src", "tgt", "code")

ROLES = (
    "Air Force", "Army Personnel", "Cabinet / Council of Ministers / Advisors", "Chief of Staff",
    "Commando", "Defense / Security Ministry", "Domestic Affairs", "Envoy", "Fighter Bomber",
    "Foreign Affairs", "Government", "Government Official", "Head of Government",
    "High Ranking Military Personnel", "Intelligence", "Military", "Military Personnel",
    "Military Personnel - Special", "Ministry", "National Security Advisor", "Naval",
    "Other Authorities / Officials", "Police", "Reserve Personnel", "Royal Administration",
    "Secret Agent", "Treasury/Finance Ministry",
)  # fmt: skip
"""Government, military and police roles that stand for their state."""

GROUPS: Mapping[str, tuple[int, ...]] = {
    "conflict": (15, 17, 18, 19, 20),
    "force": (18, 19, 20),
    "mobilisation": (15,),
    "threats": (13,),
    "words": (9, 11, 12),
    "sanctions": (16,),
    "talks": (3, 4, 5),
    "aid": (6, 7, 8),
    "all": tuple(range(1, 21)),
}
"""Kinds of events as CAMEO roots."""

HORIZON = 30
SPANS = (7, 30, 60)
MEMORY = 90
SIGNS = (
    "target7", "target30", "target60", "since", "force30", "mobilisation30", "threats30",
    "words30", "talks30", "all30",
)  # fmt: skip
NAMED = frozenset({"RUS", "UKR", "ISR", "PSE"})


class Counts(msgspec.Struct, frozen=True):
    """Events a day: `daily[group]` is pairs x days."""

    pairs: tuple[tuple[str, str], ...]
    days: Days
    daily: Mapping[str, Floats]

    def within(self, group: str, origin: int | np.intp, span: int) -> Floats:
        """Events of a group on `origin` and the `span` - 1 days before it, by pair."""
        return np.asarray(self.daily[group][:, max(0, origin - span + 1) : origin + 1].sum(axis=1))

    def after(self, group: str, origin: int | np.intp) -> Floats:
        """Events of a group in the `HORIZON` days after `origin`, by pair."""
        return np.asarray(self.daily[group][:, origin + 1 : origin + 1 + HORIZON].sum(axis=1))


def conflict_panel(path: Path, first: date | None) -> Panel:
    """T1: material conflict within 30 days, pairs with 3 or more events in the 60 days before.

    Asked every 10 days from the 60th; tested every 30 days from `first` (the 150th day).
    """
    counts = read_counts(path)
    start = 150 if first is None else _place(counts, first)
    origins = np.arange(start % 10 + 60 - 60 % 10, len(counts.days) - HORIZON, 10)
    tested = (origins >= start) & ((origins - start) % HORIZON == 0)
    active = np.stack([counts.within("all", o, 60) >= 3 for o in origins], axis=1)
    return _panel(counts, "conflict", origins, tested, active, onset_after=30)


def force_panel(path: Path, first: date | None) -> Panel:
    """force30: force within 30 days, pairs with 40 or more events before `first`, weekly.

    Onset is a pair without force in the 90 days before. `first` is the 1 May of the first year
    if not given.
    """
    counts = read_counts(path)
    day = first or date(int(str(counts.days[0])[:4]), 5, 1)
    start = _place(counts, day)
    origins = np.arange(30 + (start - 30) % 7, len(counts.days) - HORIZON, 7)
    enough = counts.daily["all"][:, :start].sum(axis=1) >= 40
    asked = np.repeat(enough[:, None], len(origins), axis=1)
    return _panel(counts, "force", origins, origins >= start, asked, onset_after=MEMORY)


def read_counts(path: Path) -> Counts:
    """Count the events of each pair of states by day and kind.

    Raises InputError for a file that cannot be read, lacks a column or has no two states.
    """
    if not path.is_file():
        raise InputError("there is no such file", where=str(path), hint="check the name")
    with duckdb.connect() as connection:
        try:
            source = connection.read_parquet if path.suffix == ".parquet" else connection.read_csv
            relation = source(str(path))
            missing = [name for name in COLUMNS if name not in relation.columns]
            if missing:
                raise InputError(
                    f"has no column {', '.join(missing)}", where=str(path), hint=f"give {DATA}"
                )
            relation.create_view("given")
            connection.execute("CREATE TABLE states (name TEXT PRIMARY KEY, code TEXT)")
            connection.executemany(
                "INSERT INTO states VALUES (?, ?)", sorted(state_names().items())
            )
            first, last = connection.execute(_SPAN).fetchall()[0]
            found = connection.execute(_EVENTS, [list(ROLES)]).fetchall()
        except duckdb.Error as error:
            raise InputError(
                f"cannot be read as coded events: {str(error).splitlines()[0]}", where=str(path)
            ) from error
    if not found:
        raise InputError("has no event between two states", where=str(path))
    return _count(found, first, last)


_SPAN = "SELECT min(CAST(date AS DATE)), max(CAST(date AS DATE)) FROM given"
_EVENTS = r"""
WITH sides AS (
  SELECT CAST(date AS DATE) AS day, TRY_CAST(left(code, 2) AS INTEGER) AS root,
    regexp_extract(src, '^(.*?)(?: \(([^()]*)\))?$', ['role', 'land']) AS s,
    regexp_extract(tgt, '^(.*?)(?: \(([^()]*)\))?$', ['role', 'land']) AS t
  FROM given WHERE src IS NOT NULL AND tgt IS NOT NULL),
named AS (
  SELECT day, root,
    CASE WHEN s.land = '' THEN s.role WHEN list_contains($1, s.role) THEN s.land END AS a,
    CASE WHEN t.land = '' THEN t.role WHEN list_contains($1, t.role) THEN t.land END AS b
  FROM sides WHERE root BETWEEN 1 AND 20)
SELECT least(x.code, y.code), greatest(x.code, y.code), day, root, count(*)
FROM named JOIN states x ON x.name = a JOIN states y ON y.name = b WHERE x.code <> y.code
GROUP BY ALL ORDER BY ALL
"""


def _count(found: Sequence[tuple[str, str, date, int, int]], first: date, last: date) -> Counts:
    pairs = sorted({(a, b) for a, b, *_ in found})
    place = {pair: i for i, pair in enumerate(pairs)}
    days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
    daily = {group: np.zeros((len(pairs), len(days))) for group in GROUPS}
    for a, b, day, root, count in found:
        for group, roots in GROUPS.items():
            if root in roots:
                daily[group][place[a, b], (day - first).days] += count
    return Counts(tuple(pairs), days, daily)


def _place(counts: Counts, day: date) -> int:
    return int((np.datetime64(day, "D") - counts.days[0]).astype(int))


def _panel(
    counts: Counts,
    target: str,
    origins: Integers,
    tested: Flags,
    asked: Flags,
    *,
    onset_after: int,
) -> Panel:
    unit, column = np.nonzero(asked)
    order = np.lexsort((unit, column))
    unit, column = unit[order], column[order]

    def rows(values: Sequence[Floats] | Sequence[Flags]) -> Floats:
        return np.stack(values, axis=1)[unit, column].astype(np.float64)

    def within(group: str, span: int) -> Floats:
        return rows([counts.within(group, o, span) for o in origins])

    signs = {f"target{span}": np.log1p(within(target, span)) for span in SPANS}
    signs["since"] = np.log1p(rows([_since(counts.daily[target], o) for o in origins]))
    for name in SIGNS[4:]:
        signs[name] = np.log1p(within(name.removesuffix("30"), 30))
    return Panel(
        units=tuple("-".join(pair) for pair in counts.pairs),
        unit=unit,
        cluster=unit,
        day=counts.days[origins[column]],
        settled=counts.days[origins[column]] + HORIZON,
        outcome=(rows([counts.after(target, o) for o in origins]) > 0).astype(np.float64),
        state=within(target, 30) > 0,
        ongoing=within(target, onset_after) > 0,
        named=np.array([bool(NAMED & set(pair)) for pair in counts.pairs])[unit],
        tested=tested[column],
        signs=signs,
    )


def _since(daily: Floats, origin: int | np.intp) -> Floats:
    """Days since the last event, `MEMORY` at most."""
    seen = daily[:, max(0, origin - MEMORY + 1) : origin + 1] > 0
    ago = np.argmax(seen[:, ::-1], axis=1)
    return np.where(seen.any(axis=1), ago, MEMORY).astype(np.float64)
