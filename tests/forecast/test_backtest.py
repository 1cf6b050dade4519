"""A backtest sees nothing of what came later, finds planted skill and none in noise."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.forecast import Backtest, backtest, find_task, forecast_all
from detente.forecast.backtest import MODEL, stretches

from .samples import START, STATES, daily_values, small_panel, write_daily

FIRST = date(2019, 10, 1)


@pytest.fixture(scope="module")
def stormy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_daily(tmp_path_factory.mktemp("daily") / "storms.csv", daily_values())


def run(path: Path, task: str = "severe30") -> Backtest:
    chosen = find_task(task)
    return backtest(chosen, path, forecast_all(chosen, path, first=FIRST))


def test_planted_build_up_is_found(stormy: Path) -> None:
    found = run(stormy)
    value, low, _ = found.models[MODEL].bss["climatology"] or (0, 0, 0)
    assert value > 0.2
    assert low > 0.0
    assert found.from_ >= str(FIRST)
    assert found.trained > 500


def test_nothing_is_found_in_noise(tmp_path: Path) -> None:
    values = daily_values(storms=False, seed=9)
    random = np.random.default_rng(8)
    for pair in range(len(values)):
        # Blows of one day: what follows one is as if it had not been.
        values[pair, random.integers(0, values.shape[1], 9)] -= 3000.0
    found = run(write_daily(tmp_path / "noise.csv", values))
    value, _, _ = found.models[MODEL].bss["dyad_rate"] or (0, 0, 0)
    assert value < 0.05


def test_the_future_changes_no_forecast(stormy: Path, tmp_path: Path) -> None:
    """Everything after a day is shuffled and a canary planted: forecasts until then stay."""
    cut = np.datetime64("2020-02-01")
    values = daily_values()
    after = int((cut - START).astype(int)) + 1
    random = np.random.default_rng(5)
    values[:, after:] = random.permuted(values[:, after:], axis=1) - 5000.0
    changed = write_daily(tmp_path / "changed.csv", values)
    task = find_task("severe30")
    one, other = (forecast_all(task, path, first=FIRST) for path in (stormy, changed))
    before = one.panel.day <= cut
    assert before.sum() > 300
    for name, chance in one.chances.items():
        assert chance[before].tolist() == other.chances[name][: before.sum()].tolist(), name
    assert one.panel.outcome.tolist() != other.panel.outcome.tolist()


def test_no_country_counts_by_its_name(stormy: Path, tmp_path: Path) -> None:
    swapped = tuple({"AAA": "HHH", "HHH": "AAA"}.get(s, s) for s in STATES)
    other = write_daily(tmp_path / "swapped.csv", daily_values(), swapped)
    task = find_task("severe30")
    one, two = (forecast_all(task, path, first=FIRST) for path in (stormy, other))

    def by_question(made: object) -> dict[tuple[str, str], float]:
        panel, chance = made.panel, made.chances[MODEL]  # type: ignore[attr-defined]
        names = {"AAA": "HHH", "HHH": "AAA"} if made is two else {}
        keys = [
            "-".join(sorted(names.get(s, s) for s in panel.units[u].split("-"))) for u in panel.unit
        ]
        return {(k, str(d)): p for k, d, p in zip(keys, panel.day, chance, strict=True)}

    mine, theirs = by_question(one), by_question(two)
    assert mine.keys() == theirs.keys()
    assert max(abs(mine[k] - theirs[k]) for k in mine) < 1e-9


def test_strata_are_parts_of_the_whole(stormy: Path) -> None:
    found = run(stormy)
    parts = {name: part.n for name, part in found.strata.items() if part}
    assert parts["onset"] + parts.get("ongoing", 0) == found.n
    assert parts["without_named"] == found.n


@pytest.mark.parametrize("task", ["shock30", "abate30"])
def test_other_tasks_run(stormy: Path, task: str) -> None:
    found = run(stormy, task)
    assert found.n > 10
    assert set(found.models) == {"climatology", "persistence", "dyad_rate", MODEL}


def test_a_further_model_is_set_beside_ours(stormy: Path) -> None:
    task = find_task("severe30")
    made = forecast_all(
        task,
        stormy,
        first=FIRST,
        learners={"half": lambda names, signs, outcome: lambda asked: np.full(len(asked), 0.5)},
    )
    assert backtest(task, stormy, made).models["half"].brier == 0.25


def test_without_a_past_there_is_no_backtest(stormy: Path) -> None:
    with pytest.raises(InputError, match="to learn from before 2018-01-02"):
        forecast_all(find_task("severe30"), stormy, first=date(2018, 1, 2))
    with pytest.raises(InputError, match="to score from"):
        forecast_all(find_task("severe30"), stormy, first=date(2020, 6, 1), last=date(2020, 5, 1))


def test_stretches_cover_every_day_once() -> None:
    first, last = np.datetime64("2020-01-31"), np.datetime64("2020-12-31")
    found = list(stretches(first, last, 3))
    assert found[0][0] == first
    assert found[-1][1] > last
    assert all(a[1] == b[0] for a, b in pairwise(found))


def test_tasks_are_found_by_name() -> None:
    with pytest.raises(InputError, match="no task 'war'"):
        find_task("war")


def test_panels_can_be_cut() -> None:
    panel = small_panel([1, 0, 1], [0, 1, 1], [0, 1, 2]).with_sign("x", np.array([1.0, 2.0, 3.0]))
    part = panel.take(np.array([True, False, True]))
    assert len(part) == 2
    assert part.matrix(("x",)).tolist() == [[1.0], [3.0]]
