"""The bundled tables are clean, and each kind of error is found when one is planted."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

from detente.codebook import Codebook, Crosswalk, Mode, lint, load_codebook, load_crosswalk
from detente.codebook.linter import Folding

CODEBOOK = load_codebook()
CROSSWALK = load_crosswalk()
replace = msgspec.structs.replace


def with_root(name: str, **changes: Any) -> Codebook:
    root = replace(CODEBOOK.roots[name], **changes)
    return replace(CODEBOOK, roots=MappingProxyType({**CODEBOOK.roots, name: root}))


def with_mode(root: str, mode: Mode) -> Codebook:
    return with_root(root, modes=MappingProxyType({**CODEBOOK.roots[root].modes, mode.name: mode}))


def with_row(key: str, **changes: Any) -> Crosswalk:
    row = replace(CROSSWALK.rows[key], **changes)
    return replace(CROSSWALK, rows=MappingProxyType({**CROSSWALK.rows, key: row}))


def without(name: str, key: str) -> Codebook:
    table = {k: v for k, v in getattr(CODEBOOK, name).items() if k != key}
    return replace(CODEBOOK, **{name: MappingProxyType(table)})


@pytest.mark.parametrize("scheme", ["detente", "table-2021"])
def test_bundled_tables_are_clean(scheme: Any) -> None:
    assert lint(CODEBOOK, load_crosswalk(scheme)) == []


@pytest.mark.parametrize(
    ("codebook", "fault"),
    [
        (lambda: without("contexts", "lgbt"), "36 contexts"),
        (lambda: without("roots", "AID"), "15 roots"),
        (lambda: without("sectors", "PRE"), "24 sectors"),
        (lambda: with_root("ASSAULT", modes=MappingProxyType({})), "52 modes"),
        (lambda: with_mode("AGREE", Mode("offer", 3, "Offers")), "68 modes"),
        (lambda: with_root("AID", quad=5), "AID: quad 5"),
        (lambda: with_root("AID", quad_readme=0), "AID: quad 0"),
        (lambda: with_root("AID", scale=10.5), "AID: score 10.5 is not within"),
        (lambda: with_root("ACCUSE", scale=3), "ACCUSE: score 3 has the wrong sign"),
        (lambda: with_root("AID", definition=""), "AID: no definition"),
        (lambda: with_mode("CONSULT", Mode("visit", 4, "")), "CONSULT/visit: no definition"),
        (lambda: with_mode("COERCE", Mode("cyber", -70, "Hacks")), "COERCE/cyber: score -70"),
    ],
)
def test_errors_in_the_codebook_are_found(codebook: Callable[[], Codebook], fault: str) -> None:
    assert any(fault in found for found in lint(codebook(), CROSSWALK))


def test_an_alias_must_lead_to_a_root_and_mode() -> None:
    broken = {
        "FIGHT": replace(CODEBOOK.aliases["FIGHT"], roots=("WAR",)),
        "RESTRICT": replace(CODEBOOK.aliases["RESTRICT"], mode="ban"),
        "AID": replace(CODEBOOK.aliases["FIGHT"], name="AID"),
    }
    aliases = MappingProxyType({**CODEBOOK.aliases, **broken})
    assert lint(replace(CODEBOOK, aliases=aliases), CROSSWALK) == [
        "alias FIGHT: no root 'WAR'",
        "alias RESTRICT: COERCE has no mode 'ban'",
        "alias AID: is itself a root",
    ]


@pytest.mark.parametrize(
    ("crosswalk", "fault"),
    [
        (lambda: with_row("057", root="FIGHT"), "CAMEO 057: no root 'FIGHT'"),
        (lambda: with_row("0842", mode="return"), "CAMEO 0842: RETREAT has no mode 'return'"),
        (lambda: with_row("073", contexts=("humanitarian",)), "CAMEO 073: no context"),
        (lambda: with_row("010", mode="visit"), "CAMEO 010: a mode or context without a root"),
        (lambda: with_row("195", reason=None), "CAMEO 195: a changed row needs both"),
        (lambda: with_row("057", reason="because"), "CAMEO 057: a changed row needs both"),
        (lambda: with_row("010", reason=None), "CAMEO 010: dropped without a reason"),
        (lambda: with_row("195", mode="heavy-weapons"), "CAMEO 195: table_answer is no different"),
        (lambda: with_row("195", table_answer="ASSAULT"), "is not root/mode/contexts"),
        (lambda: with_row("195", label="riot"), "CAMEO 195: has the label of 145"),
        (lambda: with_row("195", code="199"), "CAMEO 199: is filed under 195"),
    ],
)
def test_errors_in_the_crosswalk_are_found(crosswalk: Callable[[], Crosswalk], fault: str) -> None:
    assert any(fault in found for found in lint(CODEBOOK, crosswalk()))


def test_a_code_without_its_parent_is_found() -> None:
    rows = MappingProxyType({k: v for k, v in CROSSWALK.rows.items() if k != "163"})
    assert lint(CODEBOOK, replace(CROSSWALK, rows=rows)) == []
    rows = MappingProxyType({k: v for k, v in CROSSWALK.rows.items() if k != "162"})
    faults = lint(CODEBOOK, replace(CROSSWALK, rows=rows))
    assert faults == [f"CAMEO {code}: its parent 162 is missing" for code in (1621, 1622, 1623)]


@pytest.mark.parametrize(
    ("folding", "fault"),
    [
        ({("CONSULT", "possible"): ("AGREE", "possible")}, "possible deeds are never folded"),
        ({("WAR", "planned"): ("THREATEN", "planned")}, "no root 'WAR'"),
        (
            {
                ("AID", "planned"): ("RETREAT", "planned"),
                ("RETREAT", "planned"): ("CONCEDE", "promised"),
            },
            "folding AID planned: RETREAT planned would be folded once more",
        ),
    ],
)
def test_errors_in_the_folding_rule_are_found(folding: Folding, fault: str) -> None:
    faults = lint(CODEBOOK, CROSSWALK, folding)
    assert len(faults) == 1
    assert fault in faults[0]
