"""`detente classify`: lines in, lines out, in order."""

from __future__ import annotations

import pytest

from detente.codebook import load_codebook

from .conftest import Run, lines_of

TEXT = "Japan imposed sanctions on Mongolia."
PAIR = {"id": "x1", "text": TEXT, "actor": [0, 5], "recipient": [27, 35]}


def test_an_answer_has_every_root_and_sums_to_one(run: Run) -> None:
    done = run("classify", "--format", "jsonl", stdin=lines_of(PAIR).encode())
    (answer,) = done.lines
    assert done.code == 0
    assert done.err == ""
    assert answer["id"] == "x1"
    assert set(answer["scores"]) == {*load_codebook().roots, "none"}
    assert sum(answer["scores"].values()) == pytest.approx(1.0)


def test_sides_may_be_lists_or_null(run: Run) -> None:
    listed = PAIR | {"id": "x2", "actor": [[0, 5]], "recipient": [[27, 35]]}
    unsaid = PAIR | {"id": "x3", "actor": None, "recipient": None}
    plain, same, found = run("classify", stdin=lines_of(PAIR, listed, unsaid).encode()).lines
    assert plain["scores"] == same["scores"]
    assert found["id"] == "x3"


def test_a_bad_line_is_answered_in_its_place(run: Run) -> None:
    outside = PAIR | {"id": "x4", "actor": [0, 900]}
    stdin = lines_of(PAIR, "{broken", outside, {"id": "x5"}, PAIR | {"id": "x6"}).encode()
    done = run("classify", stdin=stdin)
    assert done.code == 2
    assert [line["id"] for line in done.lines] == ["x1", None, "x4", "x5", "x6"]
    assert ["error" in line for line in done.lines] == [False, True, True, True, False]
    assert "2 answered, 3 bad" in done.err


def test_nothing_in_nothing_out(run: Run) -> None:
    assert run("classify") == (0, b"", "")
