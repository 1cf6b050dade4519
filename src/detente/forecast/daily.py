"""Daily dyad series: one number a pair of states and day, on a grid of all days.

A day on which no pair has a value is missing (there was no file); on any other day a pair that
is not there has 0. The series are undirected: (a, b) and (b, a) are added up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import msgspec
import numpy as np
import numpy.typing as npt

from detente.errors import InputError

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]

COLUMNS = ("date", "a", "b", "w")


class DailySeries(msgspec.Struct, frozen=True):
    """Series of pairs on consecutive days; `values` is pairs x days, NaN on missing days."""

    pairs: tuple[tuple[str, str], ...]
    days: Days
    values: Floats

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """Tell for each day whether there was a file at all."""
        return np.asarray(~np.isnan(self.values[0]))

    def take(self, rows: npt.NDArray[np.intp]) -> DailySeries:
        """Keep the pairs at `rows`."""
        return DailySeries(tuple(self.pairs[row] for row in rows), self.days, self.values[rows])


def read_daily(path: Path, *, share: float = 0.0, until: date | None = None) -> DailySeries:
    """Read a Parquet or CSV file with the columns date, a, b and w into series.

    `share` keeps the pairs that have a value other than 0 on at least that share of the days
    present before `until` (of all days where None), so that the choice can be made on training
    years only. Raises InputError for a file that cannot be read or lacks a column.
    """
    if not path.is_file():
        raise InputError("there is no such file", where=str(path), hint="check the name")
    with duckdb.connect() as connection:
        try:
            relation = _relation(connection, path)
            missing = [name for name in COLUMNS if name not in relation.columns]
            if missing:
                raise InputError(
                    f"has no column {', '.join(missing)}",
                    where=str(path),
                    hint="a daily series has the columns date, a, b and w",
                )
            relation.create_view("given")
            connection.execute(_TIDY)
            days = [row[0] for row in connection.execute(_DAYS).fetchall()]
            kept = connection.execute(_KEPT, [until, share]).fetchall()
            if not kept:
                raise InputError(
                    "no pair has values on enough days", where=str(path), hint="give a longer file"
                )
            found = connection.execute(_VALUES, [until, share]).fetchnumpy()
        except duckdb.Error as error:
            raise InputError(
                f"cannot be read as a daily series: {str(error).splitlines()[0]}", where=str(path)
            ) from error
    return _grid([(a, b) for a, b in kept], days, found)


def _relation(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    if path.suffix == ".parquet":
        return connection.read_parquet(str(path))
    return connection.read_csv(str(path))


_TIDY = """
CREATE TABLE tidy AS SELECT CAST(date AS DATE) AS day, least(a, b) AS a, greatest(a, b) AS b,
sum(CAST(w AS DOUBLE)) AS w FROM given WHERE a <> b AND w IS NOT NULL GROUP BY ALL
"""
_DAYS = "SELECT DISTINCT day FROM tidy ORDER BY day"
_KEPT = """
WITH seen AS (SELECT * FROM tidy WHERE $1::DATE IS NULL OR day < $1::DATE)
SELECT a, b FROM seen WHERE w <> 0 GROUP BY a, b
HAVING count(*) >= $2 * (SELECT count(DISTINCT day) FROM seen) ORDER BY a, b
"""
_VALUES = f"""
WITH kept AS (SELECT a, b, row_number() OVER (ORDER BY a, b) - 1 AS pair FROM ({_KEPT}))
SELECT pair, day, w FROM tidy JOIN kept USING (a, b)
"""  # noqa: S608 - our own text


def _grid(
    pairs: list[tuple[str, str]], present: list[date], found: dict[str, npt.NDArray[np.generic]]
) -> DailySeries:
    first, last = np.datetime64(present[0], "D"), np.datetime64(present[-1], "D")
    days = np.arange(first, last + 1)
    values = np.full((len(pairs), len(days)), np.nan)
    values[:, (np.array(present, "datetime64[D]") - first).astype(np.intp)] = 0.0
    where = (found["day"].astype("datetime64[D]") - first).astype(np.intp)
    values[found["pair"].astype(np.intp), where] = found["w"]
    return DailySeries(tuple(pairs), days, values)
