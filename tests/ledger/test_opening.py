"""A file is created, brought up to date with a copy kept, or refused in plain words."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from detente.errors import LedgerError
from detente.ledger import Ledger, Migration, load_migrations
from detente.ledger.opening import explain

from .samples import NOON, event, reading

SECOND = Migration(2, "ALTER TABLE events ADD COLUMN note TEXT; UPDATE events SET note = 'from 1';")
TWO = (load_migrations()[0], SECOND)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of schema 1 with one document."""
    path = tmp_path / "crisis.duckdb"
    with Ledger.open(path, migrations=TWO[:1]) as ledger:
        ledger.save([reading("d1", event(1))], available=NOON)
    return path


def version_of(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as raw:
        (row,) = raw.execute("SELECT schema_version FROM meta").fetchall()
    return int(row[0])


def refusal(path: Path, **options: object) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, **options).close()  # type: ignore[arg-type]
    assert caught.value.hint
    assert caught.value.where == str(path)
    return caught.value


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.version for migration in load_migrations()] == list(
        range(1, len(load_migrations()) + 1)
    )


def test_an_older_file_is_copied_then_migrated(path: Path) -> None:
    with Ledger.open(path, migrations=TWO) as ledger:
        assert [row.id for row in ledger.events()] == ["d1:e1"]
    assert version_of(path) == 2
    with duckdb.connect(str(path), read_only=True) as raw:
        assert raw.execute("SELECT note FROM events").fetchall() == [("from 1",)]
    copy = path.with_name("crisis.duckdb.bak-v1")
    assert version_of(copy) == 1
    with Ledger.open(copy, migrations=TWO[:1]) as ledger:
        assert ledger.counts()["events"] == 1
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, copy.name]


def test_a_failed_migration_leaves_the_old_file_usable(path: Path) -> None:
    broken = Migration(3, "CREATE TABLE extra (x INTEGER); SELECT no_such_column FROM events;")
    with pytest.raises(LedgerError, match="no_such_column"):
        Ledger.open(path, migrations=(*TWO, broken))
    assert version_of(path) == 1
    with Ledger.open(path, migrations=TWO[:1]) as ledger:
        assert ledger.counts()["events"] == 1


def test_a_current_file_is_not_copied(path: Path) -> None:
    Ledger.open(path, migrations=TWO[:1]).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_newer_file_is_refused_untouched(path: Path) -> None:
    Ledger.open(path, migrations=TWO).close()
    before = path.read_bytes()
    error = refusal(path, migrations=TWO[:1])
    assert "newer Détente (schema 2; this one knows 1)" in error.what
    assert path.read_bytes() == before


def test_an_older_file_is_not_migrated_for_reading(path: Path) -> None:
    assert "older schema 1" in refusal(path, migrations=TWO, read_only=True).what
    assert version_of(path) == 1


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no database at all")
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as raw:
        raw.execute("CREATE TABLE meta (colour TEXT)")
    assert refusal(text).what == "not a DuckDB file"
    assert refusal(other).what == "a DuckDB file, but not a ledger"
    assert "does not exist" in refusal(tmp_path / "none" / "l.duckdb").what
    assert refusal(tmp_path / "l.duckdb", read_only=True).what == "there is no ledger here"
    assert refusal(tmp_path).what == "a folder, not a file"
    assert text.read_text() == "no database at all"


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody may write to")
def test_a_folder_without_permission_is_refused() -> None:
    assert refusal(Path("/sys/detente.duckdb")).what == "no permission to write here"


def test_the_same_file_in_another_mode_is_refused(path: Path) -> None:
    with Ledger.open(path):
        assert "in another mode" in refusal(path, read_only=True).what


@pytest.mark.parametrize("earlier", load_migrations()[:-1], ids=lambda m: f"schema {m.version}")
def test_a_file_of_every_earlier_schema_is_opened(tmp_path: Path, earlier: Migration) -> None:
    path = tmp_path / "old.duckdb"
    with Ledger.open(path, migrations=load_migrations()[: earlier.version]) as ledger:
        ledger.save([reading("d1", event(1))], available=NOON)
    with Ledger.open(path) as ledger:
        assert [row.id for row in ledger.events()] == ["d1:e1"]
        assert [found.document.id for found in ledger.readings()] == ["d1"]
    assert version_of(path) == load_migrations()[-1].version
    assert version_of(path.with_name(f"old.duckdb.bak-v{earlier.version}")) == earlier.version


def test_readers_share_a_file(path: Path) -> None:
    Ledger.open(path).close()
    with Ledger.open(path, read_only=True) as one, Ledger.open(path, read_only=True) as two:
        assert one.counts() == two.counts()


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger.open(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()


def test_unknown_trouble_keeps_its_own_words() -> None:
    error = explain("IO Error: the moon is full", Path("l.duckdb"))
    assert str(error) == "l.duckdb: DuckDB refuses: IO Error: the moon is full"
