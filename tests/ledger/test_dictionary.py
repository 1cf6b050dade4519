"""The data dictionary is the schema's own comments, and the page is current."""

from __future__ import annotations

from pathlib import Path

from detente.ledger import Migration, describe, load_migrations
from detente.ledger.rows import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == describe()


def test_every_table_and_column_is_explained() -> None:
    page = describe()
    assert "None" not in page
    for table, row in TABLES.items():
        section = page.split(f"\n## {table}\n")[1].split("\n## ")[0]
        assert all(f"\n| {column} |" in section for column in row.__struct_fields__)


def test_a_further_migration_is_described() -> None:
    extra = Migration(
        3, "CREATE TABLE notes (words TEXT); COMMENT ON COLUMN notes.words IS 'What was noted.';"
    )
    page = describe((*load_migrations(), extra))
    assert "schema 3" in page
    assert "| words | VARCHAR | What was noted. |" in page
