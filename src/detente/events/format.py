"""What a format of event data is: its columns in order, and where each field of a record is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

Shape = Literal["lines", "csv", "json"]

FIELDS: Mapping[str, str] = {
    "source_id": "NULL",
    "event_date": "NULL",
    "date_precision": "'day'",
    "known_on": "NULL",
    "actor_name": "NULL",
    "actor_country": "NULL",
    "actor_sectors": "CAST([] AS TEXT[])",
    "recipient_name": "NULL",
    "recipient_country": "NULL",
    "recipient_sectors": "CAST([] AS TEXT[])",
    "cameo": "NULL",
    "root": "NULL",
    "mode": "NULL",
    "context": "CAST([] AS TEXT[])",
    "quad_given": "NULL",
    "score_given": "NULL",
    "place": "NULL",
    "place_country": "NULL",
    "latitude": "NULL",
    "longitude": "NULL",
    "text": "NULL",
    "url": "NULL",
    "publisher": "NULL",
    "reports": "NULL",
    "deaths_low": "NULL",
    "deaths": "NULL",
    "deaths_high": "NULL",
}
"""Every field of a record, and what it is where a format does not say."""

MACROS = (
    # Words that stand for nothing in one format or another.
    "CREATE OR REPLACE TEMP MACRO filled(x) AS CASE WHEN trim(x) IN"
    " ('', 'NA', 'N/A', 'NULL', 'None', 'nan', 'NaN', '---', 'unknown') THEN NULL ELSE trim(x) END",
    "CREATE OR REPLACE TEMP MACRO day(x) AS coalesce("
    " try_cast(try_strptime(left(filled(x), 10), '%Y-%m-%d') AS DATE),"
    " try_cast(try_strptime(left(filled(x), 8), '%Y%m%d') AS DATE),"
    " try_cast(try_strptime(filled(x),"
    " ['%m/%d/%Y', '%d %B %Y', '%d %b %Y', '%B %d, %Y']) AS DATE))",
    "CREATE OR REPLACE TEMP MACRO number(x) AS CASE WHEN isfinite(try_cast(filled(x) AS DOUBLE))"
    " THEN try_cast(filled(x) AS DOUBLE) END",
    "CREATE OR REPLACE TEMP MACRO whole(x) AS try_cast(number(x) AS BIGINT)",
    "CREATE OR REPLACE TEMP MACRO parts(x, pattern) AS list_filter(list_transform("
    "string_split_regex(coalesce(filled(x), ''), pattern), lambda p: trim(p)), lambda p: p <> '')",
)
"""SQL that the fields of all formats are written with."""

_PLACE = re.compile(r"\{([^{}]+)\}")


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    `columns` are its own names in order; `aliases` other names that files give them, folded by
    `fold`. `fields` are SQL expressions in which `{Column}` stands for a cell (text, or NULL where
    a file lacks the column) and the macros of `MACROS` may be used. `widths` are the numbers of
    cells that a headerless line may have. `known` words are those of a header that tell the
    format from others. `countries` says what `actor_country` holds.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    fields: Mapping[str, str]
    shape: Shape = "lines"
    separator: str = "\t"
    header: bool = True
    widths: tuple[int, ...] = ()
    layouts: Mapping[int, tuple[str, ...]] = {}
    aliases: Mapping[str, str] = {}
    known: tuple[str, ...] = ()
    countries: Literal["name", "code", "none"] = "name"
    recognise: Callable[[Sequence[str]], bool] | None = None
    prepare: Callable[[Path, Path], None] | None = None

    def expression(self, field: str, columns: Sequence[str]) -> str:
        """Write the SQL of a field for a file with these columns."""
        places = {fold(name): place for place, name in enumerate(columns, start=1)}
        names = {self.aliases.get(name, name): place for name, place in places.items()}

        def cell(match: re.Match[str]) -> str:
            place = names.get(fold(match.group(1)))
            return "CAST(NULL AS TEXT)" if place is None else f"cells[{place}]"

        return _PLACE.sub(cell, self.fields.get(field, FIELDS[field]))


def fold(name: str) -> str:
    """Fold a column's name: small letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def split_words(words: str) -> tuple[str, ...]:
    """Cut a list of names at commas and line ends."""
    return tuple(name.strip() for name in re.split(r"[,\n]", words) if name.strip())
