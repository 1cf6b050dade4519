"""Plain words for probabilities, dates, statuses, sources and lists.

The words for likelihood are those of Intelligence Community Directive 203, Analytic Standards
(2015). They speak of likelihood only, never of confidence.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from detente.records import AttributionKind, ProbabilityRange, Status, Time

ICD203: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper bound of each step, in probability, and its word; a bound belongs to the next step."""

STATUS: Mapping[Status, str] = {
    "actual": "",
    "ongoing": "going on",
    "planned": "planned",
    "promised": "promised",
    "conditional": "on a condition",
    "possible": "possible, not said to have happened",
    "alleged": "alleged",
    "negated": "did not happen",
    "denied": "denied",
    "historical": "long past",
}
TOLD_BY: Mapping[AttributionKind, str] = {
    "author": "the report itself",
    "named": "a named source",
    "titled": "a source known by office",
    "anonymous": "an unnamed source",
    "document": "a document",
    "outlet": "another outlet",
}
MONTHS = tuple(month_name)[1:]


def likelihood_word(probability: float) -> str:
    """The ICD 203 word for a probability from 0 to 1; raises ValueError outside that."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"no probability: {probability}")
    return next((word for bound, word in ICD203 if probability < bound), ICD203[-1][1])


def percent(probability: ProbabilityRange) -> str:
    """A probability with its range in per cent: "31 % (18-46 %)"."""
    low, mid, high = (_percent(p) for p in (probability.low, probability.mid, probability.high))
    return f"{mid} % ({low}–{high} %)"


def _percent(probability: float) -> str:
    return f"{100 * probability:.0f}"


def day_of(published: str | None) -> date | None:
    """The UTC day of an ISO 8601 date or time; None where that fixes no day."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def long_date(day: str | None) -> str:
    """ "2022-01-21" as "21 January 2022"; "no date" for None."""
    if day is None:
        return "no date"
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def short_date(day: str | None) -> str:
    """ "2022-01-21" as "21 Jan 2022"; "no date" for None."""
    if day is None:
        return "no date"
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1][:3]} {found.year}"


def when(time: Time) -> str:
    """A time as a reader sees it, no more precise than the text: "week of 17 Jan 2022"."""
    if time.start is None:
        return f"by {short_date(time.end)}" if time.end else time.text or "no date"
    start = date.fromisoformat(time.start)
    match time.precision:
        case "day" if time.end in (None, time.start):
            return short_date(time.start)
        case "week":
            return f"week of {short_date(time.start)}"
        case "month":
            return f"{MONTHS[start.month - 1]} {start.year}"
        case "year":
            return str(start.year)
    if time.end in (None, time.start):
        return time.text or short_date(time.start)
    return f"{short_date(time.start)} – {short_date(time.end)}"


def join(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; "somebody" for nobody in particular."""
    if not names:
        return "somebody"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def plural(n: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def upper_first(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
