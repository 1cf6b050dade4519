"""What came in goes out as it came; what is carried over elsewhere is counted where it is lost."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.events import FORMATS, export, export_parquet, load
from detente.events.exporting import rows_of
from detente.ledger import Ledger

from .conftest import NOW, Load, Rows
from .samples import GDELT, ICEWS, PHOENIX, POLECAT, line, table

SAMPLES = {"icews": ICEWS, "polecat": POLECAT, "gdelt2": GDELT, "phoenix": PHOENIX}
KEYS = {"icews": "Event ID", "polecat": "Event ID", "gdelt2": "GLOBALEVENTID", "phoenix": "EventID"}
FIXED = {"Event Date", "SQLDATE", "MonthYear", "Year", "Date", *KEYS.values()}


def written(ledger: Ledger, kind: str, source: str | None = None) -> str:
    stream = io.BytesIO()
    export(ledger, kind, stream, source=source)
    return stream.getvalue().decode("utf-8")


def body(format_id: str, rows: list[dict[str, str]]) -> str:
    if FORMATS[format_id].header:
        return table(format_id, *rows)
    return "".join(line(format_id, row) + "\n" for row in rows)


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\t\n\r\0\x1e\x1f\x85\u2028\u2029"), max_size=12
)


@pytest.mark.parametrize("format_id", SAMPLES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_came_in_goes_out_as_it_came(format_id: str, data: st.DataObject) -> None:
    columns = [c for c in FORMATS[format_id].columns if c not in FIXED]
    changes = data.draw(
        st.lists(st.dictionaries(st.sampled_from(columns), cells), min_size=1, max_size=4)
    )
    key = KEYS[format_id]
    own = {"phoenix": "{}_v1"}.get(format_id, "{}")
    given_ = body(
        format_id,
        [{**SAMPLES[format_id], **c, key: own.format(100 + i)} for i, c in enumerate(changes)],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.txt"
        path.write_bytes(given_.encode("utf-8"))
        with Ledger.open(Path(folder) / "l.duckdb") as ledger:
            load(ledger, path, now=NOW, format_=format_id)
            first = written(ledger, format_id, format_id)
        assert first == given_


def test_an_icews_row_becomes_a_gdelt_row(put: Load, ledger: Ledger) -> None:
    put(table("icews", ICEWS))
    stream = io.BytesIO()
    done = export(ledger, "gdelt2", stream)
    row = dict(zip(FORMATS["gdelt2"].columns, stream.getvalue().decode().split("\t"), strict=True))
    assert (row["SQLDATE"], row["EventCode"], row["Actor1CountryCode"]) == (
        "20190304",
        "040",
        "NOR",
    )
    assert done.lost["actor_sectors"] == 1
    assert done.lost["publisher"] == 1
    assert "cameo" not in done.lost


def test_a_polecat_row_gets_the_code_of_its_root(put: Load, ledger: Ledger) -> None:
    put(table("polecat", POLECAT))
    text = written(ledger, "icews")
    row = dict(zip(*(part.split("\t") for part in text.splitlines()), strict=True))
    assert row["CAMEO Code"] == "17"
    assert row["Target Country"] == ""


def test_plover_says_what_it_cannot_carry(put: Load, ledger: Ledger) -> None:
    put(table("icews", ICEWS, {**ICEWS, "Event ID": "2", "CAMEO Code": "010"}))
    stream = io.BytesIO()
    done = export(ledger, "plover", stream)
    (found,) = map(json.loads, stream.getvalue().splitlines())
    assert (found["event"], found["actor"][0]["code"]) == (["CONSULT"], "NOR")
    assert done.lost == {"cameo": 1, "event without a PLOVER root": 1}
    assert done.rows == 2


def test_csv_and_parquet_hold_the_same(put: Load, ledger: Ledger, tmp_path: Path) -> None:
    put(table("icews", ICEWS))
    text = written(ledger, "csv")
    path = tmp_path / "out.parquet"
    assert export_parquet(ledger, str(path)).rows == 1
    columns = duckdb.read_parquet(str(path)).columns
    assert text.splitlines()[0] == ",".join(columns)


def test_bounds_are_inclusive_and_the_future_is_unknown(put: Load, ledger: Ledger) -> None:
    put(table("polecat", POLECAT))
    cases: tuple[tuple[dict[str, date], int], ...] = (
        ({"since": date(2021, 2, 3), "until": date(2021, 2, 3)}, 1),
        ({"since": date(2021, 2, 4)}, 0),
        ({"as_of": date(2021, 2, 4)}, 0),
        ({"as_of": date(2021, 2, 5)}, 1),
    )
    for bounds, count in cases:
        found = rows_of(
            ledger, since=bounds.get("since"), until=bounds.get("until"), as_of=bounds.get("as_of")
        )
        assert sum(map(len, found)) == count


def test_other_kinds_are_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="cannot write 'acled'"):
        export(ledger, "acled", io.BytesIO())


def test_rows_stay_in_their_order(put: Load, ledger: Ledger, rows: Rows) -> None:
    text = table("icews", *({**ICEWS, "Event ID": str(n)} for n in (3, 1, 2)))
    put(text)
    assert written(ledger, "icews", "icews") == text
    assert len(rows()) == 3
