"""Every format by id, and which one a file has."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from detente.errors import InputError
from detente.events.format import Format, fold
from detente.events.gdelt import GDELT1, GDELT2, GDELT_MENTIONS, GDELT_REDUCED, GDELT_TABLE
from detente.events.icews import ICEWS
from detente.events.phoenix import PETRARCH2, PHOENIX
from detente.events.plover import PLOVER
from detente.events.polecat import POLECAT
from detente.events.violence import ACLED, UCDP

FORMATS: Mapping[str, Format] = {
    format_.id: format_
    for format_ in (
        ICEWS,
        POLECAT,
        GDELT1,
        GDELT2,
        GDELT_TABLE,
        GDELT_REDUCED,
        GDELT_MENTIONS,
        PHOENIX,
        PETRARCH2,
        PLOVER,
        ACLED,
        UCDP,
    )
}
LOOKED_AT = 20
"""Lines that are looked at; the first ones of a file may be the broken ones."""


def find_format(name: str) -> Format:
    """Return the format called `name`; raises InputError for none."""
    if name not in FORMATS:
        raise InputError(
            f"there is no format {name!r}",
            where="--format",
            hint=f"the formats are auto, {', '.join(FORMATS)}",
        )
    return FORMATS[name]


def recognise(path: Path, name: str) -> Format:
    """Tell the format of a text by its header, or by how its first lines look.

    Raises InputError where nothing fits or there is nothing in it.
    """
    with path.open(encoding="utf-8", errors="replace") as stream:
        lines = [line.rstrip("\n") for line in islice(stream, LOOKED_AT) if line.strip()]
    if not lines:
        raise InputError("the file is empty", where=name, hint="fetch it again")
    if lines[0].lstrip().startswith(("{", "[")):
        return PLOVER
    for format_ in FORMATS.values():
        if format_.known and _has_header(format_, lines[0]):
            return format_
    for format_ in FORMATS.values():
        test = format_.recognise
        fits = [test(line.split(format_.separator)) for line in lines] if test else []
        if sum(fits) * 2 > len(fits):
            return format_
    raise InputError(
        "the format is not recognised",
        where=name,
        hint=f"name it with --format: {', '.join(FORMATS)}",
    )


def _has_header(format_: Format, line: str) -> bool:
    names = {fold(name) for name in split_header(format_, line)}
    return all(fold(name) in names for name in format_.known)


def split_header(format_: Format, line: str) -> list[str]:
    """Cut a header into names; the separator of a table may be a semicolon or a tab as well."""
    if format_.shape == "csv":
        return next(csv.reader([line], delimiter=separator_of(format_, line)), [])
    return line.split(format_.separator)


def separator_of(format_: Format, line: str) -> str:
    """Tell what separates the cells of a table: the one of comma, semicolon, tab with most."""
    return max((format_.separator, ",", ";", "\t"), key=line.count)
