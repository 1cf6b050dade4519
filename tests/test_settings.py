"""detente.toml: what it may say, and how it is told what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import SettingsError
from detente.settings import Settings, load_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "detente.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "detente.toml") == Settings(ledger=tmp_path / "detente.duckdb")


def test_an_empty_file_is_all_default(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "")) == Settings(ledger=tmp_path / "detente.duckdb")


def test_paths_are_relative_to_the_file_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk").mkdir()
    write(tmp_path / "desk", 'ledger = "crisis.duckdb"\nactors = "mine"\nmodels = "big"\n')
    monkeypatch.chdir(tmp_path)
    settings = load_settings(Path("desk/detente.toml"))
    assert settings == Settings(
        ledger=Path("desk/crisis.duckdb"), actors=Path("desk/mine"), models=Path("desk/big")
    )


def test_an_absolute_path_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "x.duckdb"
    assert load_settings(write(tmp_path, f"ledger = '{elsewhere}'")).ledger == elsewhere


def test_settings_are_frozen(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "detente.toml")
    with pytest.raises(AttributeError):
        settings.ledger = Path("other")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('legder = "x"', ("unknown key 'legder'", "ledger, actors")),
        ("[ledger]\npath = 1", ("'ledger' must be a path", 'ledger = "some/path"')),
        ("actors = 3", ("'actors' must be a path", 'actors = "some/path"')),
        ('ledger = ""', ("'ledger' must be a path",)),
        ("ledger = ", ("cannot be read",)),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: tuple[str, ...]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert "\n" not in message
    assert all(part in message for part in (str(path), *named))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "detente.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(path)
