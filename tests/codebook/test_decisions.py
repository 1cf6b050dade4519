"""One test for each point on which the manual contradicts itself (docs/method/codebook.md)."""

from __future__ import annotations

from detente.codebook import auxiliary_mode, fold, load_codebook, load_crosswalk

CODEBOOK = load_codebook()


def test_1_sanction_is_material_unless_the_readme_is_asked_for() -> None:
    assert CODEBOOK.quad("SANCTION") == 4
    assert CODEBOOK.quad("SANCTION", scheme="readme") == 3
    others = [name for name in CODEBOOK.roots if name != "SANCTION"]
    assert all(CODEBOOK.quad(r) == CODEBOOK.quad(r, scheme="readme") for r in others)
    assert CODEBOOK.quad("INVESTIGATE") == 3
    assert CODEBOOK.quad("INVESTIGATE", scheme="readme") == 2


def test_2_accuse_is_minus_three_and_flagged() -> None:
    assert CODEBOOK.scale("ACCUSE") == -3
    assert "misprint" in CODEBOOK.roots["ACCUSE"].note


def test_3_vandalize_inherits_and_is_flagged() -> None:
    protest = CODEBOOK.roots["PROTEST"]
    assert protest.modes["vandalize"].scale == protest.scale == -5
    flagged = [m.name for r in CODEBOOK.roots.values() for m in r.modes.values() if m.note]
    assert flagged == ["vandalize"]


def test_4_protest_needs_no_recipient() -> None:
    assert not CODEBOOK.roots["PROTEST"].recipient_required


def test_5_cameo_20_is_assault_and_unconventional_only_for_204() -> None:
    rows = [row for code, row in load_crosswalk().rows.items() if code.startswith("20")]
    assert {row.root for row in rows} == {"ASSAULT"}
    unconventional = {row.code for row in rows if row.mode == "unconventional"}
    assert unconventional == {"204", "2041", "2042"}


def test_6_a_crowd_pushed_back_is_coerce_restrict() -> None:
    assert CODEBOOK.resolve_alias("RESTRICT") == ("COERCE",)
    assert CODEBOOK.aliases["RESTRICT"].mode == "restrict"
    assert "RESTRICT" not in CODEBOOK.roots


def test_7_threat_means_threaten() -> None:
    assert CODEBOOK.resolve_alias("THREAT") == ("THREATEN",)


def test_8_auxiliary_modes_are_neither_modes_nor_contexts_but_can_be_exported() -> None:
    modes = {name for root in CODEBOOK.roots.values() for name in root.modes}
    assert not set(CODEBOOK.auxiliary) & (modes | set(CODEBOOK.contexts))
    assert auxiliary_mode("planned") == auxiliary_mode("promised") == "future"
    assert auxiliary_mode("possible") == auxiliary_mode("conditional") == "hypothetical"
    assert auxiliary_mode("negated") == auxiliary_mode("denied") == "negation"
    assert auxiliary_mode("historical") == "historical"
    assert auxiliary_mode("actual") is auxiliary_mode("alleged") is None


def test_9_a_future_retreat_is_a_concession() -> None:
    assert fold("RETREAT", "planned") == fold("RETREAT", "promised") == ("CONCEDE", "promised")
    assert fold("CONCEDE", "planned") == ("CONCEDE", "planned")


def test_10_an_embargo_is_sanction_discontinue_with_the_table_to_choose() -> None:
    row = load_crosswalk().row("163")
    assert (row.root, row.mode) == ("SANCTION", "discontinue")
    table = load_crosswalk("table-2021").row("163")
    assert (table.root, table.mode, table.contexts) == ("COERCE", "restrict", ("diplomatic",))
