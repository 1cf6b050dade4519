"""The additive model: terms that add up, signals found, nothing found in noise."""

from __future__ import annotations

import numpy as np
import pytest

from detente.forecast.additive import Additive, fit, to_probability


def fitted(seed: int = 2, signal: float = 1.5) -> tuple[Additive, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    signs = random.normal(size=(3000, 3))
    signs[random.random(signs.shape) < 0.05] = np.nan
    chance = to_probability(-2.0 + signal * np.nan_to_num(signs[:, 0]))
    outcome = (random.random(3000) < chance).astype(np.float64)
    return fit(("a", "b", "c"), signs, outcome), signs, outcome


def test_forecast_is_base_plus_terms() -> None:
    model, signs, _ = fitted()
    chance = model.predict(signs)
    odds = np.log(chance / (1 - chance))
    np.testing.assert_allclose(odds, model.base + model.contributions(signs).sum(axis=1), atol=1e-9)


def test_the_sign_that_counts_gets_the_weight() -> None:
    model, _, _ = fitted()
    spans = [float(np.ptp(t.worth(np.array([t.low, t.high])))) for t in model.terms]
    assert spans[0] > 5.0
    assert max(spans[1:]) < 1.0


def test_a_missing_sign_is_worth_nothing() -> None:
    model, _, _ = fitted()
    assert model.terms[0].worth(np.array([np.nan])) == pytest.approx(0.0)


def test_forecasts_are_calibrated_on_average() -> None:
    model, signs, outcome = fitted()
    assert model.predict(signs).mean() == pytest.approx(outcome.mean(), abs=1e-4)


def test_noise_is_worth_little() -> None:
    model, signs, _ = fitted(signal=0.0)
    assert np.ptp(model.predict(signs)) < 0.25


def test_a_sign_never_seen_is_harmless() -> None:
    signs = np.column_stack([np.linspace(-1, 1, 200), np.full(200, np.nan), np.zeros(200)])
    outcome = (signs[:, 0] > 0.2).astype(np.float64)
    chance = fit(("seen", "unseen", "constant"), signs, outcome).predict(signs)
    assert np.isfinite(chance).all()
    assert chance[-1] > chance[0]
