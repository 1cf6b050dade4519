"""What a forecast must beat: the rate of all, things staying as they are, and the pair's own rate.

Each is computed online: a question is answered from those that were settled before it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.forecast.panel import Flags, Floats, Integers, Panel, settled_before

STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
"""How many questions of the common rate a pair starts with; the best on training years is used."""
PRIOR = 0.5
"""Added to either outcome, so that no rate is 0 or 1 before there is a record."""


def by_day(panel: Panel) -> Iterator[tuple[Flags, Flags]]:
    """For each day of asking: the questions asked on it, and those settled before."""
    for day in np.unique(panel.day):
        yield panel.day == day, settled_before(panel, day)


def climatology(panel: Panel) -> Floats:
    """Share of all settled questions that came true."""
    found = np.full(len(panel), np.nan)
    for asked, settled in by_day(panel):
        found[asked] = _rate(panel.outcome[settled])
    return found


def persistence(panel: Panel) -> Floats:
    """Share that came true among settled questions with the same state as the one asked."""
    found = np.full(len(panel), np.nan)
    for asked, settled in by_day(panel):
        for state in (False, True):
            same = settled & (panel.state == state)
            found[asked & (panel.state == state)] = _rate(panel.outcome[same])
    return found


def pair_rate(panel: Panel, strength: float) -> Floats:
    """Share of the pair's own settled questions, with `strength` questions of the common rate."""
    found = np.full(len(panel), np.nan)
    size = len(panel.units)
    for asked, settled in by_day(panel):
        yes = _count(panel.unit[settled], panel.outcome[settled], size)
        all_ = _count(panel.unit[settled], np.ones(int(settled.sum())), size)
        rate = (yes + strength * _rate(panel.outcome[settled])) / (all_ + strength)
        found[asked] = rate[panel.unit[asked]]
    return found


def choose_strength(panel: Panel, before: np.datetime64) -> float:
    """The strength whose pair rates fit best (Brier) the questions settled before a day."""
    train = settled_before(panel, before)

    def loss(strength: float) -> float:
        return float(((pair_rate(panel, strength) - panel.outcome)[train] ** 2).mean())

    return min(STRENGTHS, key=loss)


def _rate(outcomes: Floats) -> float:
    return float((outcomes.sum() + PRIOR) / (outcomes.size + 2 * PRIOR))


def _count(unit: Integers, weight: Floats, size: int) -> Floats:
    return np.bincount(unit, weights=weight, minlength=size).astype(np.float64)
