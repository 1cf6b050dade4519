"""Three bundled demonstration cases: reports written for this project, and what is in them.

The reports are in our own words about public facts. A language model wrote and labelled them
after the events, so they show and check the reader; they prove nothing about forecasting.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import msgspec

from detente.errors import InputError
from detente.records import (
    AgendaKind,
    AgendaStatus,
    AttributionKind,
    DemandStatus,
    Document,
    Outcome,
    PredictionPolarity,
    Record,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CASES",
    "Case",
    "ExpectedAgendaItem",
    "ExpectedDemand",
    "ExpectedEvent",
    "ExpectedPrediction",
    "ExpectedReading",
    "load_case",
    "load_expected",
]

CASES: Mapping[str, str] = {
    "ukraine-winter": "ukraine_winter",
    "cuba-1962": "cuba_1962",
    "korea-2018": "korea_2018",
}
"""Name of each case, and the folder that holds it."""

T = TypeVar("T")


class Case(Record, frozen=True, kw_only=True):
    """One case: what case.toml says of it, and its reports, oldest first.

    `dyads` are the pairs of ids that it is about; `from_`, `to` and `as_of` are ISO 8601 dates,
    and on `as_of` the outcome was still open: a good day to stand on and look ahead.
    """

    id: str
    title: str
    dyads: tuple[tuple[str, str], ...]
    from_: str = msgspec.field(name="from")
    to: str
    as_of: str
    provenance: str
    written_after_the_event: bool
    language_model_labelled: bool
    reports: tuple[Document, ...] = ()


class ExpectedEvent(Record, frozen=True, kw_only=True):
    """An event that a careful reader finds: trigger words, PLOVER root, sides (ids) and status."""

    quote: str
    event: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: Status
    reciprocal: bool = False
    attribution: AttributionKind = "author"
    condition: str | None = None


class ExpectedAgendaItem(Record, frozen=True, kw_only=True):
    """What the report says is due; `date` (ISO 8601, a day or a month) where the text fixes one."""

    quote: str
    kind: AgendaKind
    status: AgendaStatus
    date: str | None = None


class ExpectedPrediction(Record, frozen=True, kw_only=True):
    """Somebody's forecast in the report, and what kind of source makes it."""

    quote: str
    outcome: Outcome
    polarity: PredictionPolarity
    predictor: AttributionKind


class ExpectedDemand(Record, frozen=True, kw_only=True):
    """What one side asks of another in the report, and how that stands there."""

    quote: str
    by: tuple[str, ...]
    of: tuple[str, ...]
    status: DemandStatus


class ExpectedReading(Record, frozen=True, kw_only=True):
    """All that is to be found in one report; `report` is the report's id in reports.jsonl.

    Every quote, and every condition, occurs word for word in the report's title or body.
    """

    report: str
    events: tuple[ExpectedEvent, ...]
    agenda: tuple[ExpectedAgendaItem, ...]
    predictions: tuple[ExpectedPrediction, ...]
    demands: tuple[ExpectedDemand, ...]


class _Report(Record, frozen=True, kw_only=True):
    """One line of reports.jsonl, as far as a Document needs it."""

    title: str
    body: str
    published: str
    source: str


def load_case(name: str) -> Case:
    """Read the case called `name`, a key of CASES, with its reports as Documents.

    Raises InputError for an unknown name.
    """
    from detente.documents import make_document  # late: the bare list of cases needs no reader

    case = msgspec.toml.decode(_read(name, "case.toml"), type=Case)
    reports = tuple(
        make_document(r.body, title=r.title, published=r.published, source=r.source)
        for r in _lines(name, "reports.jsonl", _Report)
    )
    return msgspec.structs.replace(case, reports=reports)


def load_expected(name: str) -> tuple[ExpectedReading, ...]:
    """Read what is to be found in the reports of `name`, in the order of `load_case(name).reports`.

    Raises InputError for an unknown name.
    """
    return _lines(name, "expected.jsonl", ExpectedReading)


def _read(name: str, file: str) -> bytes:
    if name not in CASES:
        raise InputError(f"no case is called {name!r}", hint=f"choose from {', '.join(CASES)}")
    return (files(__name__) / CASES[name] / file).read_bytes()


def _lines(name: str, file: str, row: type[T]) -> tuple[T, ...]:
    return tuple(msgspec.json.Decoder(row).decode_lines(_read(name, file)))
