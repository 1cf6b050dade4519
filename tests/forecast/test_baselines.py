"""What must be beaten, computed by hand; nothing may be learned before it is settled."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from detente.forecast.baselines import choose_strength, climatology, pair_rate, persistence

from .samples import small_panel


def test_climatology_counts_what_was_settled_before() -> None:
    panel = small_panel([1, 0, 1, 1], [0, 0, 0, 0], [0, 1, 2, 3], window=1)
    # Settled on days 1, 2, 3, 4; half a yes and half a no are added.
    np.testing.assert_allclose(climatology(panel), [0.5, 0.5, 1.5 / 2, 1.5 / 3])


def test_the_outcome_of_the_day_itself_is_unknown() -> None:
    ones = small_panel([1, 1], [0, 0], [0, 0])
    assert climatology(ones).tolist() == [0.5, 0.5]


def test_persistence_goes_by_the_state() -> None:
    panel = small_panel([1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 5, 5])
    panel = msgspec.structs.replace(panel, state=np.array([True, False, True, False]))
    np.testing.assert_allclose(persistence(panel), [0.5, 0.5, 0.75, 0.25])


def test_pair_rate_shrinks_to_the_common_rate() -> None:
    panel = small_panel([1, 1, 0, 0], [0, 0, 1, 0], [0, 1, 2, 9])
    common = 2.5 / 4
    assert pair_rate(panel, 2.0)[3] == pytest.approx((2 + 2 * common) / 4)
    assert pair_rate(panel, 200.0)[3] == pytest.approx(common, abs=0.01)


def test_strength_is_low_where_pairs_differ_and_high_where_they_do_not() -> None:
    random = np.random.default_rng(4)
    day = np.repeat(np.arange(60), 20).tolist()
    unit = np.tile(np.arange(20), 60).tolist()
    differ = np.where(np.array(unit) % 2 == 0, 0.9, 0.1)
    for chance, wanted in ((differ, (1.0, 5.0)), (np.full(1200, 0.5), (50.0, 200.0))):
        outcome = (random.random(1200) < chance).astype(float).tolist()
        found = choose_strength(small_panel(outcome, unit, day), np.datetime64("2020-02-20"))
        assert wanted[0] <= found <= wanted[1]
