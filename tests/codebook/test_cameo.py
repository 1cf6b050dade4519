"""Every CAMEO code has one legal PLOVER 2.0 reading, and each change to the table is reasoned."""

from __future__ import annotations

import time

import pytest

from detente.codebook import load_codebook, load_crosswalk
from detente.codebook.cameo import parse_answer
from detente.errors import TableError

CROSSWALK = load_crosswalk()
TABLE = load_crosswalk("table-2021")

# CAMEO family -> root, and the codes that leave their family.
FAMILIES = {
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
EXCEPTIONS = {"1712": "ASSAULT", "175": "ASSAULT", "191": "COERCE", "192": "COERCE"}
ILLEGAL_MODE = [
    "0842",
    "085",
    "132",
    "1322",
    "1321",
    "1712",
    "1722",
    "185",
    "186",
    "201",
    "203",
    "200",
    "202",
    "175",
]
ILLEGAL_CONTEXT = ["0333", "073", "0863", "1033", "1223", "1623", "0811", "0812", "082"]
STALE = ["143", "1431", "1432", "1433", "1434", "195"]


def test_has_every_code() -> None:
    assert len(CROSSWALK.rows) == 313
    assert {code[:2] for code in CROSSWALK.rows} == {f"{n:02}" for n in range(1, 21)}


def test_families_map_to_their_roots() -> None:
    for code, row in CROSSWALK.rows.items():
        if code[:2] in FAMILIES:
            assert row.root == EXCEPTIONS.get(code, FAMILIES[code[:2]]), code


def test_yielding_is_cut_by_word_and_deed() -> None:
    words = {code for code, row in CROSSWALK.rows.items() if row.root == "CONCEDE"}
    deeds = {code for code, row in CROSSWALK.rows.items() if row.root == "RETREAT"}
    assert words == {
        "08",
        "080",
        "081",
        "0811",
        "0812",
        "082",
        "083",
        "0831",
        "0832",
        "0833",
        "0834",
    }
    assert {code[:3] for code in deeds} == {"081", "084", "085", "086", "087"}
    assert {"0813", "0814"} <= deeds


def test_statements_and_appeals_are_no_event() -> None:
    dropped = {code for code, row in CROSSWALK.rows.items() if row.root is None}
    assert dropped == {code for code in CROSSWALK.rows if code[:2] in ("01", "02")}
    assert all(CROSSWALK.row(code).reason for code in dropped)


def test_changed_rows_are_exactly_those_that_were_illegal_stale_or_the_embargo() -> None:
    changed = {code for code, row in CROSSWALK.rows.items() if row.source == "detente"}
    dropped = {code for code, row in CROSSWALK.rows.items() if row.root is None}
    assert changed - dropped == {*ILLEGAL_MODE, *ILLEGAL_CONTEXT, *STALE, "163"}
    assert all(CROSSWALK.row(code).reason for code in changed)


@pytest.mark.parametrize("code", [*ILLEGAL_MODE, *ILLEGAL_CONTEXT])
def test_the_tables_illegal_answers_are_kept_and_are_illegal(code: str) -> None:
    answer = CROSSWALK.row(code).table_answer
    assert answer
    assert load_codebook().faults(*parse_answer(answer, code))
    assert TABLE.row(code) == CROSSWALK.row(code)


@pytest.mark.parametrize(
    ("code", "mode"), [("143", "boycott"), ("1434", "boycott"), ("195", "heavy-weapons")]
)
def test_the_tables_legal_answers_can_be_chosen(code: str, mode: str) -> None:
    assert TABLE.row(code).mode == mode
    assert TABLE.row(code).source == "table-2021"
    assert CROSSWALK.row(code).mode != mode


@pytest.mark.parametrize(
    ("code", "root", "mode", "contexts"),
    [
        ("0842", "RETREAT", "release", ("legal",)),
        ("085", "RETREAT", None, ("economic",)),
        ("0863", "RETREAT", "access", ("human_security",)),
        ("0812", "CONCEDE", None, ("pro_democracy",)),
        ("1322", "THREATEN", "restrict", ("pro_autocracy",)),
        ("1712", "ASSAULT", "destroy", ("human_security",)),
        ("175", "ASSAULT", None, ("pro_autocracy", "military")),
        ("186", "ASSAULT", "targeted", ()),
        ("195", "ASSAULT", "aerial", ("military",)),
        ("094", "ACCUSE", "investigate", ("military", "legal")),
        ("139", "THREATEN", "relations", ("diplomatic",)),
        ("1214", "REJECT", "assist", ("intelligence",)),
    ],
)
def test_some_rows_in_full(
    code: str, root: str, mode: str | None, contexts: tuple[str, ...]
) -> None:
    row = CROSSWALK.row(code)
    assert (row.root, row.mode, row.contexts) == (root, mode, contexts)


def test_goldstein_differs_between_icews_and_phoenix_on_six_codes() -> None:
    pairs = {
        code: (row.goldstein_phoenix, row.goldstein_icews)
        for code, row in CROSSWALK.rows.items()
        if row.goldstein_phoenix is not None and row.goldstein_phoenix != row.goldstein_icews
    }
    assert pairs == {
        "016": (3.4, -5.0),
        "124": (-5.0, -4.0),
        "1246": (-5.0, -4.0),
        "163": (-6.5, -8.0),
        "164": (-7.0, -6.5),
        "166": (-8.0, -7.0),
    }


def test_goldstein_is_none_where_a_table_lacks_the_code() -> None:
    assert CROSSWALK.goldstein("1214") is None
    assert CROSSWALK.goldstein("129", "phoenix") is None
    assert CROSSWALK.goldstein("129") == -5.0
    assert CROSSWALK.goldstein("057") == CROSSWALK.goldstein("057", "phoenix") == 8.0


def test_unknown_code_and_scheme_are_refused() -> None:
    with pytest.raises(TableError, match="leading zero"):
        CROSSWALK.row("36")
    with pytest.raises(TableError, match="table-2021"):
        load_crosswalk("2021")


def test_loads_in_ten_milliseconds() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        load_crosswalk.__wrapped__()
        return time.perf_counter() - start

    assert min(seconds() for _ in range(10)) < 0.010
