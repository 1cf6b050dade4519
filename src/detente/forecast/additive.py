"""The inside view: a sum of terms on log-odds, one for each sign, that can be read and drawn.

Each sign has a line and eight to ten steps at fixed quantiles, so that a tail may count for more
than a line allows. All is fitted together by penalised logistic regression (ridge; steps are
penalised more than lines), so that signs that say the same share the credit instead of counting
twice. Steps in the tails follow the finding that the signal sits there.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from detente.forecast.panel import Floats

QUANTILES = (0.01, 0.03, 0.08, 0.2, 0.5, 0.8, 0.92, 0.97, 0.99)
TAIL = 0.003
"""Values beyond this quantile on either side count as the quantile."""
LINE_PENALTY, STEP_PENALTY = 10.0, 100.0
ROUNDS, CLOSE = 50, 1e-6


class Term(msgspec.Struct, frozen=True):
    """One sign: how its values become columns, and what each column is worth in log-odds."""

    name: str
    middle: float
    low: float
    high: float
    spread: float
    edges: tuple[float, ...]
    line: float = 0.0
    steps: tuple[float, ...] = ()

    def columns(self, values: Floats) -> Floats:
        """Line and steps of `values`; a missing value counts as the middle."""
        known = np.where(np.isnan(values), self.middle, values)
        line = (np.clip(known, self.low, self.high) - self.middle) / self.spread
        return np.column_stack([line, known[:, None] > np.asarray(self.edges)[None, :]])

    def worth(self, values: Floats) -> Floats:
        """Log-odds of `values`, against the sign's middle value."""
        weights = np.array([self.line, *self.steps])
        middle = self.columns(np.array([self.middle]))
        return np.asarray((self.columns(values) - middle) @ weights)


class Additive(msgspec.Struct, frozen=True):
    """A fitted model: log-odds = `base` + the worth of every sign."""

    base: float
    terms: tuple[Term, ...]

    def contributions(self, signs: Floats) -> Floats:
        """Log-odds by row and sign; `signs` has a column for each term."""
        return np.column_stack([t.worth(signs[:, i]) for i, t in enumerate(self.terms)])

    def predict(self, signs: Floats) -> Floats:
        """Probability for each row of `signs`."""
        return to_probability(self.base + self.contributions(signs).sum(axis=1))


def to_probability(log_odds: Floats) -> Floats:
    """Turn natural log-odds into a probability."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0))))


def fit(
    names: Sequence[str],
    signs: Floats,
    outcome: Floats,
    *,
    line_penalty: float = LINE_PENALTY,
    step_penalty: float = STEP_PENALTY,
) -> Additive:
    """Fit the model to `signs` (rows x names) and `outcome` (0 or 1 each).

    The penalties are half squares in log-odds of a standardised line and of a step.
    """
    terms = [_describe(name, signs[:, i]) for i, name in enumerate(names)]
    columns = np.concatenate([t.columns(signs[:, i]) for i, t in enumerate(terms)], axis=1)
    penalty = np.concatenate(
        [np.array([line_penalty, *[step_penalty] * len(t.edges)]) for t in terms]
    )
    centre = columns.mean(axis=0)
    base, weights = _solve(columns - centre, outcome, penalty)
    fitted = tuple(_weigh(terms, weights))
    middles = np.concatenate([t.columns(np.array([t.middle]))[0] for t in terms])
    return Additive(base=float(base + (middles - centre) @ weights), terms=fitted)


def _describe(name: str, values: Floats) -> Term:
    known = values[~np.isnan(values)]
    if not known.size:
        return Term(name, 0.0, 0.0, 0.0, 1.0, ())
    low, middle, high = np.quantile(known, [TAIL, 0.5, 1.0 - TAIL])
    spread = float(np.clip(known, low, high).std())
    edges = tuple(float(edge) for edge in np.unique(np.quantile(known, QUANTILES)))
    return Term(name, float(middle), float(low), float(high), spread or 1.0, edges)


def _weigh(terms: Sequence[Term], weights: Floats) -> list[Term]:
    found, place = [], 0
    for term in terms:
        line, *steps = (float(w) for w in weights[place : place + 1 + len(term.edges)])
        found.append(msgspec.structs.replace(term, line=line, steps=tuple(steps)))
        place += 1 + len(term.edges)
    return found


def _solve(columns: Floats, outcome: Floats, penalty: Floats) -> tuple[float, Floats]:
    """Newton's method with step halving; the penalised loss is convex."""
    design = np.column_stack([np.ones(len(columns)), columns])
    ridge = np.concatenate([[0.0], penalty])
    rate = np.clip(outcome.mean(), 1e-4, 1 - 1e-4)
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(rate / (1 - rate))
    loss = _loss(design, outcome, ridge, beta)
    for _ in range(ROUNDS):
        chance = to_probability(design @ beta)
        gradient = design.T @ (outcome - chance) - ridge * beta
        spread = chance * (1 - chance)
        curvature = (design * spread[:, None]).T @ design + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        share = 1.0
        while (new := _loss(design, outcome, ridge, beta + share * step)) > loss and share > 1e-4:
            share /= 2
        beta, loss = beta + share * step, min(new, loss)
        if np.abs(share * step).max() < CLOSE:
            break
    return float(beta[0]), beta[1:]


def _loss(design: Floats, outcome: Floats, ridge: Floats, beta: Floats) -> float:
    odds = design @ beta
    return float((np.logaddexp(0.0, odds) - outcome * odds).sum() + 0.5 * (ridge * beta) @ beta)
