"""Daily series: on a grid of days, undirected, with missing days told from quiet ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.forecast.daily import read_daily


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("date,a,b,w", *lines)) + "\n", encoding="utf-8")
    return path


def test_quiet_days_are_zero_and_missing_ones_unknown(tmp_path: Path) -> None:
    path = write(
        tmp_path / "d.csv",
        "2020-01-01,USA,RUS,2.0",
        "2020-01-01,RUS,USA,1.5",
        "2020-01-02,FRA,DEU,1.0",
        "2020-01-04,RUS,USA,-1.0",
        "2020-01-04,RUS,RUS,9.0",
    )
    found = read_daily(path)
    assert found.pairs == (("DEU", "FRA"), ("RUS", "USA"))
    np.testing.assert_array_equal(found.values[1], [3.5, 0.0, np.nan, -1.0])
    assert found.present.tolist() == [True, True, False, True]


def test_pairs_are_chosen_on_the_first_days_only(tmp_path: Path) -> None:
    path = write(
        tmp_path / "d.csv",
        *(f"2020-01-0{day},AAA,BBB,1.0" for day in range(1, 6)),
        "2020-01-05,CCC,DDD,1.0",
        *(f"2020-01-0{day},CCC,DDD,1.0" for day in range(6, 10)),
    )
    assert read_daily(path, share=0.9, until=date(2020, 1, 5)).pairs == (("AAA", "BBB"),)
    assert len(read_daily(path, share=0.5).pairs) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,a,b\n2020-01-01,A,B\n", "no column w"),
        ("date,a,b,w\nnever,A,B,1\n", "cannot be read as a daily series"),
        ("date,a,b,w\n2020-01-01,A,A,1\n", "no pair has values"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "d.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_daily(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_daily(tmp_path / "none.parquet")
