"""Backtest: every question answered from what had been settled by then, beside what it must beat.

Rolling origin: the model is fitted anew every few months on questions settled before the first
day of that stretch (their outcome windows have ended: an embargo as long as the window). Only
questions on or after the first test origin are scored. Intervals are 95 %, by a bootstrap of
pairs (or crises) and months at once (Owen's pigeonhole bootstrap), the same draws for every
comparison.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from detente.errors import InputError
from detente.forecast import baselines, scores
from detente.forecast.additive import Additive, fit
from detente.forecast.panel import Days, Flags, Floats, Panel, need, settled_before
from detente.forecast.tasks import Task

MODEL = "detente"
REFERENCES = ("climatology", "persistence", "dyad_rate")
DRAWS = 1000
SEED = 13
SHARE_TESTED = 1 / 3
"""Share of the days of asking that are tested where no first test origin is given."""

Learner = Callable[[tuple[str, ...], Floats, Floats], Callable[[Floats], Floats]]
"""Sign names, signs and outcomes → a function from signs to probabilities."""

Interval = tuple[float, float, float]


class ModelScore(msgspec.Struct, frozen=True):
    """How one model did; `bss` gives value, low and high against each reference."""

    brier: float
    log: float
    bss: Mapping[str, Interval | None]
    auroc: float | None
    auroc_within_pair: float | None
    auprc: float | None
    ece: float
    corp: scores.Decomposition


class Stratum(msgspec.Struct, frozen=True):
    """A part of the questions that was fixed beforehand."""

    n: int
    base_rate: float
    models: Mapping[str, ModelScore]


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """What `detente backtest` prints."""

    task: str
    question: str
    from_: str = msgspec.field(name="from")
    to: str
    n: int
    base_rate: float
    data_sha256: str
    units: int
    trained: int
    pair_rate_strength: float
    seed: int
    models: Mapping[str, ModelScore]
    strata: Mapping[str, Stratum | None]


class Forecasts(msgspec.Struct, frozen=True):
    """The tested questions with every model's probabilities, and the last model fitted."""

    panel: Panel
    chances: Mapping[str, Floats]
    last: Additive
    trained: int
    strength: float


def backtest(task: Task, path: Path, made: Forecasts) -> Backtest:
    """Score the forecasts that `forecast_all` made on the data at `path`."""
    panel = made.panel
    return Backtest(
        task=task.id,
        question=task.question,
        from_=str(panel.day.min()),
        to=str(panel.day.max()),
        n=len(panel),
        base_rate=float(panel.outcome.mean()),
        data_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        units=len(np.unique(panel.unit)),
        trained=made.trained,
        pair_rate_strength=made.strength,
        seed=SEED,
        models=score_models(panel, made.chances),
        strata={name: _stratum(made, rows) for name, rows in _strata(panel).items()},
    )


def forecast_all(
    task: Task,
    path: Path,
    *,
    first: date | None = None,
    last: date | None = None,
    learners: Mapping[str, Learner] | None = None,
) -> Forecasts:
    """Answer the questions from the first test origin to the last, inclusive.

    Each model knows only what was settled before; `learners` are further models to set beside
    ours. Raises InputError where there are too few questions to learn from or to score.
    """
    panel = task.panel(path, first)
    start = np.datetime64(first, "D") if first else _default_start(panel)
    if first is None and task.panel(path, start.astype(object)).units != panel.units:
        # What is chosen about the data is chosen before the first test origin.
        panel = task.panel(path, start.astype(object))
    train = settled_before(panel, start)
    need(panel, train, f"to learn from before {start}")
    strength = baselines.choose_strength(panel, start)
    rate = baselines.pair_rate(panel, strength)
    references = {
        "climatology": baselines.climatology(panel),
        "persistence": baselines.persistence(panel),
        "dyad_rate": rate,
    }
    names = (*task.signs, "rate") if task.rate else task.signs
    known = panel.with_sign("rate", np.log(rate / (1 - rate)))
    end = np.datetime64(last, "D") if last else panel.day.max()
    tested = panel.tested & (panel.day >= start) & (panel.day <= end)
    need(panel, tested, f"to score from {start} to {end}")
    ours, model = _ours(task, known, names, tested, start)
    others = {
        name: _roll(known, names, tested, start, task.months, learner)
        for name, learner in (learners or {}).items()
    }
    chances = {**references, MODEL: ours, **others}
    return Forecasts(
        panel=panel.take(tested),
        chances={name: chance[tested] for name, chance in chances.items()},
        last=model,
        trained=int(train.sum()),
        strength=strength,
    )


def _ours(
    task: Task, panel: Panel, names: tuple[str, ...], tested: Flags, start: np.datetime64
) -> tuple[Floats, Additive]:
    fitted: list[Additive] = []

    def learn(names: tuple[str, ...], signs: Floats, outcome: Floats) -> Callable[[Floats], Floats]:
        fitted.append(
            fit(
                names,
                signs,
                outcome,
                line_penalty=task.line_penalty,
                step_penalty=task.step_penalty,
            )
        )
        return fitted[-1].predict

    return _roll(panel, names, tested, start, task.months, learn), fitted[-1]


def _roll(
    panel: Panel,
    names: tuple[str, ...],
    tested: Flags,
    start: np.datetime64,
    months: int,
    learner: Learner,
) -> Floats:
    """Fit at the start of every stretch that holds a tested question; answer the stretch."""
    signs = panel.matrix(names)
    chance = np.full(len(panel), np.nan)
    for begin, stop in stretches(start, panel.day[tested].max(), months):
        asked = tested & (panel.day >= begin) & (panel.day < stop)
        if asked.any():
            rows = settled_before(panel, begin)
            chance[asked] = learner(names, signs[rows], panel.outcome[rows])(signs[asked])
    return chance


def stretches(
    start: np.datetime64, end: np.datetime64, months: int
) -> Iterator[tuple[np.datetime64, np.datetime64]]:
    """Cut the days from `start` to `end` into runs of so many months: first day, day after."""
    month = start.astype("datetime64[M]")
    inside = start - month.astype("datetime64[D]")
    begin = start
    while begin <= end:
        month += np.timedelta64(months, "M")
        stop = month.astype("datetime64[D]") + inside
        yield begin, stop
        begin = stop


def _default_start(panel: Panel) -> np.datetime64:
    """The first tested day where the panel names some, else the last third of all days."""
    days: Days = np.unique(panel.day[panel.tested])
    if not days.size:
        raise InputError("there is nothing to score", hint="give a longer file")
    if panel.tested.all():
        return np.datetime64(days[int(len(days) * (1 - SHARE_TESTED))])
    return np.datetime64(days[0])


def _strata(panel: Panel) -> dict[str, Flags]:
    return {
        "onset": ~panel.ongoing,
        "ongoing": panel.ongoing,
        "without_named": ~panel.named,
    }


def _stratum(made: Forecasts, rows: Flags) -> Stratum | None:
    """Score a part; None where it is empty or has one outcome only."""
    outcome = made.panel.outcome[rows]
    if outcome.size == 0 or outcome.min() == outcome.max():
        return None
    part = made.panel.take(rows)
    chances = {name: chance[rows] for name, chance in made.chances.items()}
    return Stratum(len(part), float(outcome.mean()), score_models(part, chances))


def score_models(panel: Panel, chances: Mapping[str, Floats]) -> dict[str, ModelScore]:
    """Score every model on one set of questions."""
    draws = _Draws(panel)
    return {name: _score(panel, chance, chances, draws) for name, chance in chances.items()}


def _score(
    panel: Panel, chance: Floats, chances: Mapping[str, Floats], draws: _Draws
) -> ModelScore:
    return ModelScore(
        brier=scores.brier(chance, panel.outcome),
        log=scores.log_score(chance, panel.outcome),
        bss={name: draws.skill(chance, chances[name]) for name in REFERENCES},
        auroc=scores.auroc(chance, panel.outcome),
        auroc_within_pair=scores.auroc_within(chance, panel.outcome, panel.unit),
        auprc=scores.average_precision(chance, panel.outcome),
        ece=scores.calibration_error(chance, panel.outcome),
        corp=scores.decompose(chance, panel.outcome),
    )


class _Draws:
    """Resamples of pairs and of months: a question counts as often as both were drawn."""

    def __init__(self, panel: Panel) -> None:
        random = np.random.default_rng(SEED)
        units, self._unit = np.unique(panel.cluster, return_inverse=True)
        months, self._month = np.unique(panel.day.astype("datetime64[M]"), return_inverse=True)
        self._shape = (len(units), len(months))
        self._outcome = panel.outcome
        self._units = _resample(random, len(units))
        self._months = _resample(random, len(months))

    def skill(self, chance: Floats, reference: Floats) -> Interval | None:
        """Brier skill score against a reference, with the bounds of its 95 % interval."""
        value = scores.skill(chance, reference, self._outcome)
        if value is None:
            return None
        ours, theirs = self._sums(chance), self._sums(reference)
        with np.errstate(invalid="ignore", divide="ignore"):
            drawn = 1.0 - ours / theirs
        low, high = np.nanquantile(drawn, [0.025, 0.975])
        return (value, float(low), float(high))

    def _sums(self, chance: Floats) -> Floats:
        """Summed squared error of each draw."""
        table = np.zeros(self._shape)
        np.add.at(table, (self._unit, self._month), (chance - self._outcome) ** 2)
        return np.asarray(((self._units @ table) * self._months).sum(axis=1))


def _resample(random: np.random.Generator, size: int) -> Floats:
    """How often each of `size` things is drawn, by draw; a single thing is always there."""
    return random.multinomial(size, np.full(size, 1 / size), size=DRAWS).astype(np.float64)
