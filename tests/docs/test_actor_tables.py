"""The reference page names every table and every column of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.actors.tables import ROW_TYPES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "actor-tables.md"


@pytest.mark.parametrize("table", ROW_TYPES)
def test_columns_and_key_are_those_of_the_rows(table: str) -> None:
    section = PAGE.read_text("utf-8").split(f"## {table}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([a-z_, ]+) \|", section, re.MULTILINE)
    named = [name.strip() for cell in cells for name in cell.split(",") if name.strip() != "column"]
    row = ROW_TYPES[table]
    assert sorted(named) == sorted(set(row.__struct_fields__) - {"where"})
    (key,) = re.findall(r"Key: \*\*([^*]+)\*\*", section)
    assert tuple(key.split(", ")) == row.key
