"""The rule for root and status, row by row as FORMAT states it, and its laws."""

from __future__ import annotations

from typing import get_args

import pytest

from detente.codebook import Told, fold, folded_mode, load_codebook, load_folding
from detente.errors import TableError
from detente.records import Status

ROOTS = tuple(load_codebook().roots)
COOPERATIVE = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
HOSTILE = ("PROTEST", "SANCTION", "COERCE", "ASSAULT")
SPEECH = ("AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
ANNOUNCED: tuple[Status, ...] = ("planned", "promised", "conditional")


@pytest.mark.parametrize(
    ("deed", "told", "root", "status"),
    [
        ("CONSULT", "actual", "CONSULT", "actual"),  # they met
        ("CONSULT", "planned", "AGREE", "planned"),  # they will meet
        ("AID", "promised", "AGREE", "promised"),  # will, or promises to, aid
        ("AID", "conditional", "AGREE", "conditional"),  # is willing to if
        ("RETREAT", "promised", "CONCEDE", "promised"),  # will withdraw
        ("MOBILIZE", "planned", "MOBILIZE", "planned"),  # is choosing units
        ("MOBILIZE", "ongoing", "MOBILIZE", "ongoing"),  # is massing them
        ("ASSAULT", "threatened", "THREATEN", "actual"),  # warned of reprisals
        ("ASSAULT", "threatened-if", "THREATEN", "conditional"),  # ... if B moves
        ("AID", "refused", "REJECT", "actual"),  # refused; ruled out
        ("ASSAULT", "negated", "ASSAULT", "negated"),  # did not strike
        ("ASSAULT", "denied", "ASSAULT", "denied"),  # denies striking
        ("ASSAULT", "alleged", "ASSAULT", "alleged"),  # is accused of planning to strike
        ("CONSULT", "possible", "CONSULT", "possible"),  # did not rule out meeting
        ("ASSAULT", "possible", "ASSAULT", "possible"),  # is predicted to strike
    ],
)
def test_format_row_by_row(deed: str, told: Told, root: str, status: Status) -> None:
    assert fold(deed, told) == (root, status)


@pytest.mark.parametrize("status", ANNOUNCED)
@pytest.mark.parametrize("root", COOPERATIVE)
def test_announced_cooperation_is_agreement(root: str, status: Status) -> None:
    assert fold(root, status) == ("AGREE", status)


@pytest.mark.parametrize("status", ANNOUNCED)
@pytest.mark.parametrize("root", HOSTILE)
def test_announced_hostility_is_a_threat(root: str, status: Status) -> None:
    assert fold(root, status) == ("THREATEN", status)


@pytest.mark.parametrize("status", ANNOUNCED)
@pytest.mark.parametrize("root", SPEECH)
def test_speech_acts_keep_their_root_and_take_the_status_of_the_deed(
    root: str, status: Status
) -> None:
    assert fold(root, status) == (root, status)


@pytest.mark.parametrize("root", ROOTS)
def test_what_is_never_folded(root: str) -> None:
    statuses = set(get_args(Status)) - set(ANNOUNCED)
    assert len(statuses) == 7
    assert all(fold(root, status) == (root, status) for status in statuses)


@pytest.mark.parametrize("root", ROOTS)
def test_any_deed_can_be_refused_or_threatened(root: str) -> None:
    assert fold(root, "refused") == ("REJECT", "actual")
    assert fold(root, "threatened") == ("THREATEN", "actual")
    assert fold(root, "threatened-if") == ("THREATEN", "conditional")


@pytest.mark.parametrize("told", [*get_args(Status), "refused", "threatened", "threatened-if"])
@pytest.mark.parametrize("root", ROOTS)
def test_folding_twice_changes_nothing(root: str, told: Told) -> None:
    once = fold(root, told)
    assert fold(*once) == once
    assert once[0] in ROOTS
    assert once[1] in get_args(Status)


def test_older_names_fold_as_their_heirs() -> None:
    assert fold("FIGHT", "conditional") == ("THREATEN", "conditional")
    with pytest.raises(TableError, match="YIELD"):
        fold("YIELD", "promised")


@pytest.mark.parametrize(
    ("root", "mode", "to_root", "expected"),
    [
        ("ASSAULT", "aerial", "THREATEN", "violence"),
        ("COERCE", "seize", "THREATEN", "territory"),
        ("SANCTION", "expel", "THREATEN", "expel"),
        ("SANCTION", None, "THREATEN", None),
        ("AID", None, "REJECT", "assist"),
        ("CONSULT", "visit", "REJECT", "meet"),
        ("RETREAT", "resign", "REJECT", "change"),
        ("RETREAT", "withdraw", "REJECT", "yield"),
        ("CONSULT", "visit", "AGREE", None),
        ("MOBILIZE", "troops", "MOBILIZE", "troops"),
    ],
)
def test_mode_after_folding(
    root: str, mode: str | None, to_root: str, expected: str | None
) -> None:
    assert folded_mode(root, mode, to_root) == expected


def test_every_folded_mode_is_legal() -> None:
    codebook = load_codebook()
    for (root, _), (to_root, _) in load_folding().items():
        for mode in (None, *codebook.roots[root].modes):
            assert codebook.faults(to_root, folded_mode(root, mode, to_root), ()) == ()
