"""Floors of the faithfulness probes: one change in a sentence changes one thing in its events."""

from __future__ import annotations

from typing import Any

import pytest
from evaluation.probes import DYADS, PROBES, VERBS, run

from detente.reading.reader import Reader

FLOOR = 0.95


@pytest.fixture(scope="module")
def rates(reader: Reader) -> dict[str, Any]:
    return run(reader)


def test_the_base_sentences_are_read(rates: dict[str, Any]) -> None:
    assert rates["of"] == len(VERBS) * len(DYADS) >= 50
    assert rates["n"] >= FLOOR * rates["of"]


@pytest.mark.parametrize("probe", PROBES)
def test_probe(rates: dict[str, Any], probe: str) -> None:
    assert rates[probe]["rate"] >= FLOOR
