"""CAMEO codes in PLOVER 2.0: the 2021 conversion table, corrected row by row with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal, get_args

import msgspec

from detente.codebook.plover import Codebook, Scale, load_codebook
from detente.codebook.tables import Row, read_table, split_list
from detente.errors import TableError

Scheme = Literal["detente", "table-2021"]
GoldsteinScale = Literal["icews", "phoenix"]
CameoCode = Annotated[str, msgspec.Meta(pattern=r"^(0[1-9]|1\d|20)\d{0,2}$")]

SILENT = "-"


class CameoRow(Row, frozen=True, kw_only=True):
    """One CAMEO code (2 to 4 digits) and its PLOVER 2.0 reading; `root` None means no event.

    Goldstein scores run from -10 to 10 and are None where that table lacks the code.
    `table_answer` is what the 2021 table said, "root/mode/contexts", where it was changed
    ("-" where it has no line), and `reason` why. `source` names whose answer the row gives.
    """

    code: CameoCode
    label: str
    root: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    goldstein_icews: Scale | None = None
    goldstein_phoenix: Scale | None = None
    table_answer: str | None = None
    reason: str | None = None


class Crosswalk(msgspec.Struct, frozen=True):
    """All CAMEO codes by code, under one scheme."""

    scheme: Scheme
    rows: Mapping[str, CameoRow]

    def row(self, code: str) -> CameoRow:
        """Return the row of a CAMEO code, leading zero included; `TableError` if unknown."""
        if code not in self.rows:
            raise TableError(
                f"no CAMEO code {code!r}",
                where="crosswalk",
                hint="codes are text of 2 to 4 digits with a leading zero, such as 036",
            )
        return self.rows[code]

    def goldstein(self, code: str, scale: GoldsteinScale = "icews") -> float | None:
        """Return the Goldstein score of a code in ICEWS's or Phoenix's (= GDELT's) table."""
        row = self.row(code)
        return row.goldstein_icews if scale == "icews" else row.goldstein_phoenix


@cache
def load_crosswalk(scheme: Scheme = "detente") -> Crosswalk:
    """Load the bundled crosswalk; cached, read-only.

    "detente" gives the corrected rows. "table-2021" gives the table's own answer wherever
    that answer is legal in PLOVER 2.0, and the corrected row wherever it is not.
    """
    if scheme not in get_args(Scheme):
        known = ", ".join(get_args(Scheme))
        raise TableError(f"no scheme {scheme!r}", where="crosswalk", hint=f"schemes: {known}")
    rows = read_table("cameo.csv", CameoRow, lists=("contexts",))
    if scheme == "table-2021":
        codebook = load_codebook()
        rows = tuple(as_in_table(row, codebook) for row in rows)
    return Crosswalk(scheme, MappingProxyType({row.code: row for row in rows}))


def as_in_table(row: CameoRow, codebook: Codebook) -> CameoRow:
    """Return `row` with the 2021 table's answer if it has one that is legal, else unchanged."""
    if row.table_answer in (None, SILENT):
        return row
    root, mode, contexts = parse_answer(row.table_answer or "", row.code)
    if codebook.faults(root, mode, contexts):
        return row
    return msgspec.structs.replace(
        row,
        root=root,
        mode=mode,
        contexts=contexts,
        table_answer=None,
        reason=None,
        source="table-2021",
    )


def parse_answer(answer: str, code: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Cut "root/mode/contexts" in three; mode and contexts may be empty."""
    parts = answer.split("/")
    if len(parts) != 3:
        raise TableError(
            f"table_answer {answer!r} is not root/mode/contexts", where=f"cameo.csv, code {code}"
        )
    return parts[0], parts[1] or None, split_list(parts[2])
