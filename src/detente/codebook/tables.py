"""Reads the codebook's CSV files: a header, one record a line, an empty cell takes the default."""

from __future__ import annotations

import csv
from importlib import resources
from typing import TypeVar

import msgspec

from detente.errors import TableError


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of a line in a table; `source` is a key of `sources.csv`."""

    source: str


R = TypeVar("R", bound=Row)


def read_table(name: str, row: type[R], lists: tuple[str, ...] = ()) -> tuple[R, ...]:
    """Read `data/<name>` as records of type `row`; cells of columns in `lists` are cut at ";".

    Raises `TableError` with file and line for a cell that does not fit its column's type.
    """
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return parse_table(text, row, lists, where=name)


def parse_table(text: str, row: type[R], lists: tuple[str, ...], where: str) -> tuple[R, ...]:
    """Parse CSV `text` as `read_table` does; `where` names the file in errors."""
    reader = csv.reader(text.splitlines(), strict=True)
    header = next(reader, [])
    found: list[R] = []
    for cells in reader:
        if len(cells) != len(header):
            raise TableError(
                f"{len(cells)} cells under {len(header)} columns",
                where=f"{where}, line {reader.line_num}",
                hint="quote a cell that holds a comma",
            )
        filled: dict[str, object] = {k: v for k, v in zip(header, cells, strict=True) if v}
        filled |= {k: split_list(str(filled[k])) for k in lists if k in filled}
        try:
            found.append(msgspec.convert(filled, row, strict=False))
        except msgspec.ValidationError as error:
            line = f"{where}, line {reader.line_num}"
            raise TableError(
                str(error), where=line, hint="compare with the lines around it"
            ) from None
    return tuple(found)


def split_list(cell: str) -> tuple[str, ...]:
    """Cut "a; b" into ("a", "b")."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
