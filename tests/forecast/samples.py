"""Made-up series and panels: random, with a seed, and with a signal that is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from detente.forecast.panel import Panel

Floats = npt.NDArray[np.float64]
STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH")
START = np.datetime64("2018-01-01")


def daily_values(days: int = 900, seed: int = 1, storms: bool = True) -> Floats:
    """Pairs x days; where `storms`, quarrels build up for weeks before they break out."""
    random = np.random.default_rng(seed)
    pairs = len(STATES) * (len(STATES) - 1) // 2
    values = random.normal(20.0, 60.0, (pairs, days))
    if storms:
        for pair in range(pairs):
            for _ in range(random.poisson(days / 250)):
                day = int(random.integers(0, days - 40))
                values[pair, day : day + 25] -= 60.0
                values[pair, day + 25 : day + 40] -= 400.0
    return values


def write_daily(path: Path, values: Floats, states: tuple[str, ...] = STATES) -> Path:
    """Write the values as a file of daily dyads."""
    pairs = [(a, b) for i, a in enumerate(states) for b in states[i + 1 :]]
    lines = [
        f"{START + day},{a},{b},{values[row, day]:.4f}"
        for row, (a, b) in enumerate(pairs)
        for day in range(values.shape[1])
        if not np.isnan(values[row, day])
    ]
    path.write_text("date,a,b,w\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def small_panel(outcome: list[float], unit: list[int], day: list[int], window: int = 0) -> Panel:
    """Ask on the given days of January 2020; each is settled `window` days later."""
    days = np.datetime64("2020-01-01") + np.array(day)
    flags = np.zeros(len(outcome), dtype=np.bool_)
    return Panel(
        units=tuple(f"unit {i}" for i in range(max(unit) + 1)),
        unit=np.array(unit),
        cluster=np.array(unit),
        day=days,
        settled=days + window,
        outcome=np.array(outcome),
        state=flags,
        ongoing=flags,
        named=flags,
        tested=~flags,
        signs={},
    )
