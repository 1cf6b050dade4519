"""A backtest in words and on a page: the verdict, tables, a reliability diagram. No network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import numpy as np

from detente.forecast.backtest import (
    MODEL,
    REFERENCES,
    SEED,
    Backtest,
    Forecasts,
    Interval,
    ModelScore,
)
from detente.forecast.panel import Floats
from detente.forecast.scores import isotonic
from detente.forecast.signs import MEANINGS

SIDE = 420
MARGIN = 40
BANDS = 200
"""Resampled outcomes that draw the band in which a calibrated forecast would lie."""

_WORDS = {
    "climatology": "the rate of all",
    "persistence": "things staying as they are",
    "dyad_rate": "each unit's own rate",
}


def interval(value: Interval | None) -> str:
    """A skill score with its interval, such as "+.10 [+.02, +.19]"; a dash for none."""
    if value is None:
        return "–"
    middle, low, high = (f"{number:+.2f}".replace("0.", ".") for number in value)
    return f"{middle} [{low}, {high}]"


def verdict(found: Backtest) -> str:
    """Say against each reference whether skill was shown, on all questions and on onset."""
    parts = {"all questions": found.models}
    onset = found.strata.get("onset")
    if onset is not None:
        parts = {"onset": onset.models, **parts}
    return " ".join(
        f"On {where}, {_judge(models[MODEL].bss[name])} {_WORDS[name]}."
        for where, models in parts.items()
        for name in REFERENCES
    )


def _judge(value: Interval | None) -> str:
    if value is None:
        return "nothing can be said against"
    _, low, high = value
    return "better than" if low > 0 else "worse than" if high < 0 else "no better than"


def to_html(found: Backtest, made: Forecasts) -> str:
    """One self-contained page."""
    title = f"{found.task}, {found.from_} to {found.to}"
    body = "\n".join(
        (
            f"<h1>{escape(found.task)}</h1>",
            f"<p>{escape(found.question)}</p>",
            f"<p>{found.n} questions about {found.units} units, {found.from_} to {found.to};"
            f" {found.trained} were settled before. {100 * found.base_rate:.1f} % came true.</p>",
            f"<p><strong>{escape(verdict(found))}</strong></p>",
            *_tables(found),
            "<h2>Reliability</h2>",
            reliability(made.chances[MODEL], made.panel.outcome),
            "<p>Line: how often forecasts of each size came true (isotonic, CORP). Band: where a"
            " calibrated forecast would lie in nine of ten samples. Bars: how many forecasts.</p>",
            "<h2>What each sign was worth</h2>",
            _terms(made),
            f"<p>Data sha256 {found.data_sha256}; seed {found.seed}.</p>",
        )
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .7rem;text-align:right;"
    "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}"
)


def _tables(found: Backtest) -> Iterator[str]:
    for name, part in found.strata.items():
        if part is not None:
            yield _table(name.replace("_", " "), part.n, part.base_rate, dict(part.models))
        else:
            yield f"<h2>{name.replace('_', ' ')}</h2><p>Too few questions to score.</p>"
    yield _table("all", found.n, found.base_rate, dict(found.models))


def _table(name: str, n: int, base: float, models: dict[str, ModelScore]) -> str:
    head = "".join(
        f"<th>{escape(cell)}</th>"
        for cell in ("model", "Brier", "log", *(_WORDS[r] for r in REFERENCES), "AUROC", "ECE")
    )
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(cell)}</td>"
            for cell in (
                model,
                f"{score.brier:.4f}",
                f"{score.log:.4f}",
                *(interval(score.bss[r]) for r in REFERENCES),
                "–" if score.auroc is None else f"{score.auroc:.2f}",
                f"{score.ece:.4f}",
            )
        )
        + "</tr>"
        for model, score in models.items()
    )
    return (
        f"<h2>{escape(name)}</h2><p>n {n}, base rate {base:.3f}. Brier skill against:</p>"
        f"<table><tr>{head}</tr>{lines}</table>"
    )


def reliability(chance: Floats, outcome: Floats) -> str:
    """An SVG: calibration curve with its consistency band, and how many forecasts of each size."""
    order = np.argsort(chance, kind="stable")
    ordered = chance[order]
    curve = isotonic(ordered, outcome[order])
    random = np.random.default_rng(SEED)
    drawn = np.stack(
        [
            isotonic(ordered, (random.random(len(ordered)) < ordered).astype(np.float64))
            for _ in range(BANDS)
        ]
    )
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    top = max(0.05, min(1.0, float(max(ordered[-1], curve[-1], high[-1])) * 1.05))
    keep = np.unique(np.linspace(0, len(ordered) - 1, 400).astype(np.intp))

    def path(values: Floats) -> str:
        return " ".join(
            f"{_x(float(x), top)},{_y(float(y), top)}"
            for x, y in zip(ordered[keep], values[keep], strict=True)
        )

    counts, edges = np.histogram(ordered, bins=20, range=(0.0, top))
    bars = "".join(
        f'<rect x="{_x(float(edge), top)}" y="{MARGIN + SIDE - 60 * count / counts.max():.1f}"'
        f' width="{SIDE / 20 - 1:.1f}" height="{60 * count / counts.max():.1f}" fill="#ccc"/>'
        for edge, count in zip(edges, counts, strict=False)
        if count
    )
    back = " ".join(reversed(path(low).split(" ")))
    return (
        f'<svg viewBox="0 0 {SIDE + 2 * MARGIN} {SIDE + 2 * MARGIN}" width="{SIDE}" role="img"'
        ' aria-label="Reliability diagram">'
        f'{bars}<polygon points="{path(high)} {back}" fill="#cfe0f5"/>'
        f'<line x1="{_x(0, top)}" y1="{_y(0, top)}" x2="{_x(top, top)}" y2="{_y(top, top)}"'
        ' stroke="#888" stroke-dasharray="4"/>'
        f'<polyline points="{path(curve)}" fill="none" stroke="#c0392b" stroke-width="2"/>'
        f'<text x="{MARGIN}" y="{SIDE + 2 * MARGIN - 8}">0</text>'
        f'<text x="{SIDE}" y="{SIDE + 2 * MARGIN - 8}">{top:.2f} forecast</text>'
        f'<text x="4" y="{MARGIN - 8}">{top:.2f} came true</text></svg>'
    )


def _x(value: float, top: float) -> str:
    return f"{MARGIN + SIDE * value / top:.1f}"


def _y(value: float, top: float) -> str:
    return f"{MARGIN + SIDE * (1 - min(value, top) / top):.1f}"


def _terms(made: Forecasts) -> str:
    """Log-odds of a low, usual and high value of each sign, in the last model fitted."""
    lines = []
    for term in made.last.terms:
        worth = term.worth(np.array([term.low, term.high]))
        meaning = MEANINGS.get(term.name, term.name)
        lines.append(
            f"<tr><td>{escape(term.name)}: {escape(meaning)}</td>"
            f"<td>{term.low:.2f}</td><td>{worth[0]:+.2f}</td>"
            f"<td>{term.high:.2f}</td><td>{worth[1]:+.2f}</td></tr>"
        )
    return (
        "<p>Log-odds against the sign's middle value, at its lowest and highest value.</p><table>"
        "<tr><th>sign</th><th>lowest</th><th>worth</th><th>highest</th><th>worth</th></tr>"
        + "".join(lines)
        + "</table>"
    )
