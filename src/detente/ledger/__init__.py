"""The ledger: one DuckDB file that keeps readings as flat tables and loses nothing of them.

One process writes at a time. Its tables: `docs/reference/ledger.md`.
"""

from detente.ledger.dictionary import describe
from detente.ledger.rows import (
    AgendaRow,
    DemandRow,
    DocumentRow,
    EventRow,
    PredictionRow,
    SignalRow,
)
from detente.ledger.schema import Migration, load_migrations
from detente.ledger.store import Ledger, SaveSummary

__all__ = [
    "AgendaRow",
    "DemandRow",
    "DocumentRow",
    "EventRow",
    "Ledger",
    "Migration",
    "PredictionRow",
    "SaveSummary",
    "SignalRow",
    "describe",
    "load_migrations",
]
