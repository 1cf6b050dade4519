"""Scores agree with scikit-learn's and add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    log_loss,
    roc_auc_score,
)

from detente.forecast import scores
from detente.forecast.panel import Floats

CLOSE = 1e-9


def sample(seed: int, n: int = 400, ties: bool = False) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    chance = random.beta(1, 4, n)
    if ties:
        chance = np.round(chance, 1)
    return np.clip(chance, 0.001, 0.999), (random.random(n) < chance).astype(np.float64)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("ties", [False, True])
def test_scores_agree_with_scikit_learn(seed: int, ties: bool) -> None:
    chance, outcome = sample(seed, ties=ties)
    assert scores.brier(chance, outcome) == pytest.approx(
        brier_score_loss(outcome, chance), abs=CLOSE
    )
    assert scores.log_score(chance, outcome) == pytest.approx(log_loss(outcome, chance), abs=CLOSE)
    assert scores.auroc(chance, outcome) == pytest.approx(roc_auc_score(outcome, chance), abs=CLOSE)
    assert scores.average_precision(chance, outcome) == pytest.approx(
        average_precision_score(outcome, chance), abs=CLOSE
    )


@pytest.mark.parametrize("ties", [False, True])
def test_isotonic_agrees_with_scikit_learn(ties: bool) -> None:
    chance, outcome = sample(7, ties=ties)
    theirs = IsotonicRegression().fit_transform(chance, outcome)
    np.testing.assert_allclose(scores.isotonic(chance, outcome), theirs, atol=CLOSE)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_decomposition_adds_up(rows: list[tuple[float, bool]]) -> None:
    chance = np.array([p for p, _ in rows])
    outcome = np.array([float(y) for _, y in rows])
    parts = scores.decompose(chance, outcome)
    whole = parts.miscalibration - parts.discrimination + parts.uncertainty
    assert whole == pytest.approx(scores.brier(chance, outcome), abs=1e-12)
    assert parts.miscalibration >= -1e-12
    assert parts.discrimination >= -1e-12


def test_skill_against_itself_is_nothing_and_of_a_seer_all() -> None:
    chance, outcome = sample(3)
    assert scores.skill(chance, chance, outcome) == 0.0
    assert scores.skill(outcome, chance, outcome) == 1.0
    assert scores.skill(chance, outcome, outcome) is None


def test_skill_within_units_ignores_which_unit() -> None:
    unit = np.repeat([0, 1], 4)
    outcome = np.array([0, 0, 0, 1, 0, 1, 1, 1.0])
    chance = np.where(unit == 1, 0.9, 0.1)
    assert scores.auroc(chance, outcome) == pytest.approx(0.75)
    assert scores.auroc_within(chance, outcome, unit) == pytest.approx(0.5)


def test_calibration_error_of_a_known_case() -> None:
    chance = np.array([0.15, 0.15, 0.95, 0.95])
    outcome = np.array([0.0, 0.0, 1.0, 0.0])
    assert scores.calibration_error(chance, outcome) == pytest.approx((0.3 + 0.9) / 4)


def test_ranking_scores_need_both_outcomes() -> None:
    none = np.zeros(3)
    assert scores.auroc(np.array([0.1, 0.2, 0.3]), none) is None
    assert scores.average_precision(np.array([0.1, 0.2, 0.3]), none) is None
