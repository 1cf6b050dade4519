"""The questions that can be backtested, each with a written definition and a panel from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from detente.errors import InputError
from detente.forecast import coded, crises
from detente.forecast.daily import DailySeries, read_daily
from detente.forecast.panel import Flags, Panel
from detente.forecast.signs import MEANINGS, read_signs
from detente.forecast.storms import LAST, SEVERE, SHOCK, Index, abated, any_below, measure

SHARE = 0.9
"""Pairs with news on at least this share of the days before the first test origin are asked."""
NAMED = frozenset({"RUS", "UKR", "ISR", "PSE"})
"""States that dominate the news of these years; a row without them shows what they carry."""
FRIDAY = 4


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of question.

    `panel(path, first)` reads a file; what is chosen about it is chosen before the day `first`.
    `signs` name the model's inputs; `rate` tells whether the pair's own rate is one of them.
    `months` is how often the model is fitted anew.
    """

    id: str
    question: str
    data: str
    panel: Callable[[Path, date | None], Panel]
    signs: tuple[str, ...]
    rate: bool = True
    months: int = 3
    line_penalty: float = 10.0
    step_penalty: float = 100.0


def _storm_panel(
    outcome: Callable[[Index], Flags], asked: Callable[[Index], Flags] | None = None
) -> Callable[[Path, date | None], Panel]:
    def read(path: Path, first: date | None) -> Panel:
        series = read_daily(path, share=SHARE, until=first)
        return storm_panel(series, outcome, asked)

    return read


def storm_panel(
    series: DailySeries,
    outcome: Callable[[Index], Flags],
    asked: Callable[[Index], Flags] | None = None,
) -> Panel:
    """Ask every pair on every Friday (or where `asked`) whose outcome the series still covers."""
    # numpy counts days from 1970-01-01, a Thursday, which Python calls weekday 3.
    weekdays = (series.days.astype(np.int64) + 3) % 7
    fridays = np.flatnonzero(weekdays == FRIDAY)
    index = measure(series, fridays[fridays + LAST < len(series.days)])
    signs = read_signs(series, index)
    rows = ~np.isnan(index.z7) & ~np.isnan(index.z30)
    if asked is not None:
        rows &= asked(index)
    unit, column = np.nonzero(rows)
    order = np.lexsort((unit, column))
    unit, column = unit[order], column[order]
    severe = index.severe[unit, column]
    return Panel(
        units=tuple("-".join(pair) for pair in series.pairs),
        unit=unit,
        cluster=unit,
        day=series.days[index.days[column]],
        settled=series.days[index.days[column]] + LAST,
        outcome=outcome(index)[unit, column].astype(np.float64),
        state=severe,
        ongoing=severe,
        named=np.array([bool(NAMED & set(pair)) for pair in series.pairs])[unit],
        tested=np.ones(len(unit), dtype=np.bool_),
        signs={name: values[unit, column] for name, values in signs.items()},
    )


_STORM_SIGNS = tuple(name for name in MEANINGS if name != "rate")
_DAILY = "daily dyad series: Parquet or CSV with the columns date, a, b, w"

TASKS: Mapping[str, Task] = {
    task.id: task
    for task in (
        Task(
            id="severe30",
            question="Is any week that ends 7 to 30 days from now severe for the pair?",
            data=_DAILY,
            panel=_storm_panel(lambda index: any_below(index, SEVERE)),
            signs=_STORM_SIGNS,
        ),
        Task(
            id="shock30",
            question="Is any week that ends 7 to 30 days from now a shock for the pair?",
            data=_DAILY,
            panel=_storm_panel(lambda index: any_below(index, SHOCK)),
            signs=_STORM_SIGNS,
        ),
        Task(
            id="abate30",
            question="Does a tense pair calm down: no severe week in 7 to 30 days, a usual mean?",
            data=_DAILY,
            panel=_storm_panel(abated, lambda index: index.tense),
            signs=_STORM_SIGNS,
        ),
        Task(
            id="t1",
            question="Is there material conflict (CAMEO 15, 17-20) between them within 30 days?",
            data=coded.DATA,
            panel=coded.conflict_panel,
            signs=coded.SIGNS,
            months=1,
        ),
        Task(
            id="force30",
            question="Is there force (CAMEO 18-20) between the two states within 30 days?",
            data=coded.DATA,
            panel=coded.force_panel,
            signs=coded.SIGNS,
            months=1,
        ),
        Task(
            id="icb-violence",
            question="Does the crisis reach serious clashes or war (ICB viol 3 or 4)?",
            data=crises.DATA,
            panel=crises.violence_panel,
            signs=crises.SIGNS,
            rate=False,
            months=60,
        ),
    )
}
"""Every task by id."""


def find_task(name: str) -> Task:
    """Return the task called `name`; raises InputError for none."""
    if name not in TASKS:
        raise InputError(
            f"there is no task {name!r}", where="--task", hint=f"the tasks are {', '.join(TASKS)}"
        )
    return TASKS[name]
