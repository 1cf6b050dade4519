"""The data files say where each line comes from, and a broken line is named."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from detente.codebook.folding import FoldRow
from detente.codebook.tables import Row, parse_table, split_list
from detente.errors import TableError

DATA = resources.files("detente.codebook") / "data"
FILES = sorted(entry.name for entry in DATA.iterdir() if entry.name != "sources.csv")


class Fruit(Row, frozen=True, kw_only=True):
    name: str
    weight: float | None = None
    kinds: tuple[str, ...] = ()


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_a_dated_source(name: str) -> None:
    known = {row["key"] for row in rows("sources.csv") if row["date"]}
    assert rows(name)
    assert {row["source"] for row in rows(name)} <= known


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_told_twice(name: str) -> None:
    keys = {
        "modes.csv": ("root", "name"),
        "folding.csv": ("root", "status"),
        "folded_modes.csv": ("to_root", "root", "mode"),
        "cameo.csv": ("code",),
        "auxiliary.csv": ("status",),
    }.get(name, ("name",))
    found = [tuple(row[key] for key in keys) for row in rows(name)]
    assert len(found) == len(set(found))


def test_empty_cells_take_the_default_and_lists_are_cut() -> None:
    text = "name,weight,kinds,source\nplum,,a; b,detente\npear,2.5,,detente\n"
    plum, pear = parse_table(text, Fruit, ("kinds",), "fruit.csv")
    assert (plum.weight, plum.kinds) == (None, ("a", "b"))
    assert (pear.weight, pear.kinds) == (2.5, ())
    assert split_list(" a;; b ") == ("a", "b")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("plum,heavy,a,detente", "float"),
        (",1,a,detente", "missing required field `name`"),
        ("plum,1,a,b,detente", "5 cells under 4 columns"),
        ("plum,1,a,", "missing required field `source`"),
    ],
)
def test_a_broken_line_is_named(line: str, what: str) -> None:
    text = f"name,weight,kinds,source\npear,1,,detente\n{line}\n"
    with pytest.raises(TableError, match=what) as caught:
        parse_table(text, Fruit, ("kinds",), "fruit.csv")
    assert caught.value.where == "fruit.csv, line 3"


def test_a_status_that_does_not_exist_is_refused() -> None:
    text = "root,status,to_root,to_status,reason,source\nAID,soon,AGREE,planned,why,detente\n"
    with pytest.raises(TableError, match="soon"):
        parse_table(text, FoldRow, (), "folding.csv")
