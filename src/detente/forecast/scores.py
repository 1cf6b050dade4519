"""Scores of probabilities against outcomes (0 or 1), on the 0-1 scale.

Brier 1950; Brier skill score against a reference; logarithmic score clipped at `CLIP`;
CORP decomposition (Dimitriadis, Gneiting and Jordan 2021): score = miscalibration -
discrimination + uncertainty, exactly, with the calibration curve by isotonic regression.
"""

from __future__ import annotations

import msgspec
import numpy as np

from detente.forecast.panel import Floats, Integers

CLIP = 1e-4
"""Probabilities are kept this far from 0 and 1 in the logarithmic score."""
BINS = 10


class Decomposition(msgspec.Struct, frozen=True):
    """Brier score = miscalibration - discrimination + uncertainty."""

    miscalibration: float
    discrimination: float
    uncertainty: float


def brier(chance: Floats, outcome: Floats) -> float:
    """Mean squared error of probabilities; 0 is perfect."""
    return float(np.mean((chance - outcome) ** 2))


def log_score(chance: Floats, outcome: Floats) -> float:
    """Mean negative natural logarithm of what came true; 0 is perfect."""
    kept = np.clip(chance, CLIP, 1 - CLIP)
    return float(-np.mean(outcome * np.log(kept) + (1 - outcome) * np.log(1 - kept)))


def skill(chance: Floats, reference: Floats, outcome: Floats) -> float | None:
    """Brier skill score: 1 is perfect, 0 no better than the reference; None if that is perfect."""
    known = brier(reference, outcome)
    return 1.0 - brier(chance, outcome) / known if known > 0 else None


def auroc(chance: Floats, outcome: Floats) -> float | None:
    """Chance that a yes is put above a no (ties count half); None without both."""
    yes, ranks = outcome > 0.5, average_ranks(chance)
    n_yes, n_no = int(yes.sum()), int((~yes).sum())
    if not n_yes or not n_no:
        return None
    return float((ranks[yes].sum() - n_yes * (n_yes + 1) / 2) / (n_yes * n_no))


def auroc_within(chance: Floats, outcome: Floats, unit: Integers) -> float | None:
    """The same among questions of one unit only: skill at when, not at which.

    Units count by how many yes-no pairs they have; None where none has both.
    """
    total = weight = 0.0
    for one in np.unique(unit):
        rows = unit == one
        own = auroc(chance[rows], outcome[rows])
        if own is not None:
            pairs = float(outcome[rows].sum() * (1 - outcome[rows]).sum())
            total, weight = total + own * pairs, weight + pairs
    return total / weight if weight else None


def average_precision(chance: Floats, outcome: Floats) -> float | None:
    """Area under precision over recall, by steps, ties taken together; None without a yes."""
    if not outcome.sum():
        return None
    order = np.argsort(-chance, kind="stable")
    ordered, hits = chance[order], np.cumsum(outcome[order])
    ends = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))
    recall = hits[ends] / outcome.sum()
    precision = hits[ends] / (ends + 1)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def calibration_error(chance: Floats, outcome: Floats, bins: int = BINS) -> float:
    """Expected calibration error over `bins` bins of equal width, weighted by their questions."""
    place = np.minimum((chance * bins).astype(np.intp), bins - 1)
    gaps = np.bincount(place, weights=chance - outcome, minlength=bins)
    return float(np.abs(gaps).sum() / len(chance))


def average_ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[inverse])


def isotonic(chance: Floats, outcome: Floats) -> Floats:
    """Recalibrated probabilities: the best non-decreasing function of `chance` (pool adjacent)."""
    _, inverse, counts = np.unique(chance, return_inverse=True, return_counts=True)
    means = np.bincount(inverse, weights=outcome) / counts
    blocks: list[tuple[float, float, int]] = []
    for mean, count in zip(means, counts, strict=True):
        block = (float(mean), float(count), 1)
        while blocks and blocks[-1][0] >= block[0]:
            before = blocks.pop()
            weight = before[1] + block[1]
            pooled = (before[0] * before[1] + block[0] * block[1]) / weight
            block = (pooled, weight, before[2] + block[2])
        blocks.append(block)
    curve = np.repeat([b[0] for b in blocks], [b[2] for b in blocks])
    return np.asarray(curve[inverse])


def decompose(chance: Floats, outcome: Floats) -> Decomposition:
    """CORP decomposition of the Brier score."""
    score = brier(chance, outcome)
    calibrated = brier(isotonic(chance, outcome), outcome)
    uncertainty = brier(np.full(len(outcome), outcome.mean()), outcome)
    return Decomposition(score - calibrated, uncertainty - calibrated, uncertainty)
