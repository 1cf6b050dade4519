"""State names and codes as event data spell them, and the states that they mean."""

from __future__ import annotations

from collections.abc import Mapping

from detente.actors.tables import load_tables

SPELLINGS: Mapping[str, str] = {
    "Congo": "COG",
    "Cote d'Ivoire": "CIV",
    "Czech Republic": "CZE",
    "Democratic Republic of Congo": "COD",
    "Holy See Vatican City State": "VAT",
    "Macedonia": "MKD",
    "Palestinian Territory, Occupied": "PSE",
    "Swaziland": "SWZ",
    "Timor-Leste": "TLS",
}
"""Names of ICEWS that the table of states does not have."""

CAMEO_CODES: Mapping[str, str] = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "WBG": "PSE"}
"""Codes of CAMEO that are not, or no longer, ISO 3166-1 alpha-3."""


def state_names() -> dict[str, str]:
    """Every name of a living state, as in the tables and as ICEWS spells it, with its code."""
    living = [state for state in load_tables(None).states if state.end is None]
    names = {name: state.code for state in living for name in (state.name, *state.names)}
    return {**names, **SPELLINGS}


def state_codes() -> dict[str, str]:
    """Every code of a living state, as in the tables and as CAMEO has it, with its code."""
    living = {state.code for state in load_tables(None).states if state.end is None}
    return {**{code: code for code in sorted(living)}, **CAMEO_CODES}
