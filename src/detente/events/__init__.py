"""Event data that other systems coded: read into the ledger, written back as it came."""

from __future__ import annotations

from detente.events.exporting import KINDS as KINDS
from detente.events.exporting import Export as Export
from detente.events.exporting import export as export
from detente.events.exporting import export_parquet as export_parquet
from detente.events.loading import LoadSummary as LoadSummary
from detente.events.loading import load as load
from detente.events.registry import FORMATS as FORMATS
