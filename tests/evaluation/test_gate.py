"""The gate: a score that fell, one that holds, and data that are not the pinned ones."""

from __future__ import annotations

import pytest
from evaluation.gate import Floor, read_floors, verdict

HASH = "ab" * 32
FLOOR = Floor("x", ("evaluation.x",), ("r", "value"), 0.8, HASH)


@pytest.mark.parametrize(("value", "status"), [(0.8, 0), (0.79, 1)])
def test_a_score_holds_or_falls(value: float, status: int) -> None:
    assert verdict(FLOOR, {"data_sha256": HASH, "r": {"value": value}})[1] == status


def test_a_ceiling_holds_below() -> None:
    ceiling = Floor("mae", ("evaluation.x",), ("mae",), 0.4, HASH, "low")
    assert verdict(ceiling, {"data_sha256": HASH, "mae": 0.39})[1] == 0
    assert verdict(ceiling, {"data_sha256": HASH, "mae": 0.41})[1] == 1


def test_other_data_is_a_failure() -> None:
    line, status = verdict(FLOOR, {"data_sha256": "cd" * 32, "r": {"value": 1.0}})
    assert (status, "other data" in line) == (1, True)


def test_what_could_not_run_is_told() -> None:
    assert verdict(FLOOR, {"error": "no file"})[1] == 2


def test_the_floors_name_evaluations() -> None:
    assert all(floor.run[0].startswith("evaluation.") for floor in read_floors())
