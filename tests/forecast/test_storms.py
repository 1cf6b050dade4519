"""The index of news storms, against its definition computed the slow way."""

from __future__ import annotations

import numpy as np
import pytest

from detente.forecast.daily import DailySeries
from detente.forecast.storms import (
    SEVERE,
    SHOCK,
    Index,
    abated,
    any_below,
    measure,
    rolling_mean,
)

from .samples import START, daily_values


def series(days: int = 500) -> DailySeries:
    values = daily_values(days)[:6]
    values[:, [40, 41, 42, 300]] = np.nan
    values[:, 420:426] = np.nan
    pairs = tuple(("AAA", f"X{i}") for i in range(len(values)))
    return DailySeries(pairs, START + np.arange(days), values)


def test_index_is_what_its_definition_says() -> None:
    given = series()
    days = np.array([170, 200, 364, 423, 460])
    index = measure(given, days)
    for pair in range(len(given.pairs)):
        week = np.full(given.values.shape[1], np.nan)
        for t in range(len(week)):
            known = given.values[pair, max(0, t - 6) : t + 1]
            known = known[~np.isnan(known)]
            if len(known) >= 4:
                week[t] = 7 * known.mean()
        for column, t in enumerate(days):
            past = week[max(0, t - 364) : t + 1]
            past = past[~np.isnan(past)]
            if len(past) < 180:
                assert np.isnan(index.median[pair, column])
                continue
            middle = np.median(past)
            scale = max(25.0, 1.4826 * float(np.median(np.abs(past - middle))))
            assert index.median[pair, column] == pytest.approx(middle)
            assert index.scale[pair, column] == pytest.approx(scale)
            if np.isnan(week[t]):
                assert np.isnan(index.z7[pair, column])
            else:
                assert index.z7[pair, column] == pytest.approx((week[t] - middle) / scale)


def test_outcome_is_settled_by_weeks_after_the_day_only() -> None:
    flat = np.tile(np.array([30.0, -30.0]), 300)[None, :]
    storm = flat.copy()
    storm[0, 400:407] = -2000.0
    days = np.arange(360, 410)
    found = any_below(
        measure(DailySeries((("A", "B"),), START + np.arange(600), storm), days), SEVERE
    )
    # S7 is severe for windows that end on days 400 to 412 or so; day t looks at t+7 ... t+30.
    assert not found[0, days == 369][0]
    assert found[0, days == 370][0]
    assert found[0, days == 393][0]
    calm = any_below(
        measure(DailySeries((("A", "B"),), START + np.arange(600), flat), days), SEVERE
    )
    assert not calm.any()


def test_a_shock_is_rarer_than_a_severe_week() -> None:
    given = series()
    index = measure(given, np.arange(200, 460))
    severe, shock = any_below(index, SEVERE), any_below(index, SHOCK)
    assert severe.sum() > shock.sum()
    assert not (shock & ~severe).any()
    assert not (abated(index) & severe).any()


def test_means_need_enough_days() -> None:
    values = np.array([[1.0, np.nan, 3.0, np.nan, np.nan]])
    found = rolling_mean(values, 3, 2)
    np.testing.assert_allclose(found, [[np.nan, np.nan, 2.0, np.nan, np.nan]])


def test_tense_is_severe_or_a_bad_month() -> None:
    index = Index(
        days=np.array([0]),
        week=np.array([[0.0], [-900.0], [0.0]]),
        median=np.zeros((3, 1)),
        scale=np.full((3, 1), 100.0),
        z7=np.zeros((3, 1)),
        z30=np.array([[-1.4], [0.0], [-1.6]]),
    )
    assert index.tense[:, 0].tolist() == [False, True, True]
