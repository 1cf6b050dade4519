"""A small drawing of happenings through time: four rows of bars, and ticks for what is due.

Bars stand for days, or for 7 or 30 days where the span is long. Threats and acts have rows of
their own, so that talk and deed can be told apart at a glance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape

import msgspec

from detente.brief.page import Brief, Day
from detente.brief.words import plural, short_date

WIDTH, LABEL, ROW, PAD = 680, 76, 30, 18
ROWS: tuple[tuple[str, str], ...] = (
    ("threats", "Threats"),
    ("acts", "Acts"),
    ("talks", "Talks"),
    ("words", "Words"),
)
STEPS = (1, 7, 30)
MOST_BARS = 130
LOOK_AHEAD = 45
"""Days after the day of the brief within which what is due is still drawn."""


class Axis(msgspec.Struct, frozen=True):
    """From the first to the last day, `step` days to a bar."""

    first: date
    last: date
    step: int

    @property
    def bars(self) -> int:
        """How many bars there is room for."""
        return (self.last - self.first).days // self.step + 1

    @property
    def bar(self) -> float:
        """The width of one bar's place, in SVG units."""
        return (WIDTH - LABEL) / self.bars

    def place(self, day: date) -> int:
        """The number of the bar that a day falls into."""
        return (day - self.first).days // self.step

    def x(self, place: int) -> float:
        """The left edge of a bar."""
        return LABEL + place * self.bar


def timeline_svg(brief: Brief) -> str:
    """An SVG element for the brief, coloured by classes; "" when no report has a date."""
    axis = _axis(brief)
    if axis is None:
        return ""
    height = PAD + ROW * (len(ROWS) + 1) + 4
    drawn = [d for d in brief.days if axis.first <= date.fromisoformat(d.day) <= axis.last]
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{escape(_summary(drawn, axis), {chr(34): "&quot;"})}">',
        *_scale(axis, brief),
        *(part for number, row in enumerate(ROWS) for part in _row(number, row, drawn, axis)),
        *_ticks(brief, axis),
        "</svg>",
    ]
    return "\n".join(parts)


def _axis(brief: Brief) -> Axis | None:
    if brief.period is None or brief.as_of is None:
        return None
    first, as_of = date.fromisoformat(brief.period[0]), date.fromisoformat(brief.as_of)
    due = [date.fromisoformat(line.day) for line in brief.agenda if line.day and _ahead(line.state)]
    near = [day for day in due if day <= as_of + timedelta(days=LOOK_AHEAD)]
    last = max([as_of, first + timedelta(days=13), *near])
    days = (last - first).days + 1
    step = next((s for s in STEPS if days / s <= MOST_BARS), -(-days // MOST_BARS))
    return Axis(first, last, step)


def _ahead(state: str) -> bool:
    return state == "ahead"


def _scale(axis: Axis, brief: Brief) -> Iterator[str]:
    bottom = PAD + ROW * (len(ROWS) + 1)
    now = axis.x(axis.place(date.fromisoformat(brief.as_of or "")) + 1)
    yield f'<line class="now" x1="{now:.1f}" x2="{now:.1f}" y1="{PAD - 4}" y2="{bottom}"/>'
    yield f'<text class="axis" x="{LABEL}" y="11">{short_date(axis.first.isoformat())}</text>'
    label = f"as of {short_date(brief.as_of)}"
    at = max(now, LABEL + 190.0)
    yield f'<text class="axis" text-anchor="end" x="{at:.1f}" y="11">{label}</text>'


def _row(number: int, row: tuple[str, str], days: Sequence[Day], axis: Axis) -> Iterator[str]:
    key, label = row
    base = PAD + ROW * (number + 1)
    counts: dict[int, int] = {}
    for day in days:
        place = axis.place(date.fromisoformat(day.day))
        counts[place] = counts.get(place, 0) + int(getattr(day, key))
    most = max([3, *counts.values()])
    yield f'<text class="row" x="0" y="{base - 3}">{label}</text>'
    yield f'<line class="base" x1="{LABEL}" x2="{WIDTH}" y1="{base}" y2="{base}"/>'
    for place, n in sorted(counts.items()):
        if n:
            yield _bar(key, label, place, n, base, (ROW - 8) * n / most, axis)


def _bar(key: str, label: str, place: int, n: int, base: int, height: float, axis: Axis) -> str:
    width = max(1.5, min(axis.bar - 1, 10.0))
    since = axis.first + timedelta(days=place * axis.step)
    span = "" if axis.step == 1 else f" and {axis.step - 1} days after"
    said = f"{short_date(since.isoformat())}{span}: {n} ({label.lower()})"
    return (
        f'<rect class="{key}" x="{axis.x(place):.1f}" y="{base - height:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}"><title>{said}</title></rect>'
    )


def _ticks(brief: Brief, axis: Axis) -> Iterator[str]:
    base = PAD + ROW * (len(ROWS) + 1)
    yield f'<text class="row" x="0" y="{base - 3}">Due</text>'
    yield f'<line class="base" x1="{LABEL}" x2="{WIDTH}" y1="{base}" y2="{base}"/>'
    for line in brief.agenda:
        day = date.fromisoformat(line.day) if line.day else None
        if day is None or not axis.first <= day <= axis.last:
            continue
        x = axis.x(axis.place(day)) + min(axis.bar, 10.0) / 2
        said = escape(f"{line.when}: {line.kind} ({line.state})")
        points = f"{x:.1f},{base - 14} {x + 5:.1f},{base - 7} {x:.1f},{base} {x - 5:.1f},{base - 7}"
        name = "due" if _ahead(line.state) else "due past"
        yield f'<polygon class="{name}" points="{points}"><title>{said}</title></polygon>'


def _summary(days: Sequence[Day], axis: Axis) -> str:
    counts = (f"{sum(getattr(d, key) for d in days)} {label.lower()}" for key, label in ROWS)
    each = "" if axis.step == 1 else f", {plural(axis.step, 'day')} to a bar"
    first, last = short_date(axis.first.isoformat()), short_date(axis.last.isoformat())
    return f"{first} to {last}{each}: {', '.join(counts)}"
