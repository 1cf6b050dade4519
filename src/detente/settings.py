"""detente.toml → frozen `Settings`: where things are kept, so that commands need not be told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import SettingsError


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What detente.toml may say. Paths are relative to the folder that holds the file.

    `ledger` is the DuckDB file of saved readings; `actors` a folder of further actor tables,
    whose rows stand beside or in place of those that ship; `models` a folder with another relation
    model (relations.onnx, tokenizer.json, labels.json), such as a larger one.
    """

    ledger: Path = Path("detente.duckdb")
    actors: Path | None = None
    models: Path | None = None


def load_settings(path: Path) -> Settings:
    """Read `path`; without such a file, all defaults, relative to the folder it would be in.

    Raises SettingsError, naming file and key, for a file that is not TOML, a key that does not
    exist or a value that is no path.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        values = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"cannot be read: {error}", where=str(path)) from error
    values.setdefault("ledger", str(Settings().ledger))
    return Settings(**{key: _path(key, value, path) for key, value in values.items()})


def _path(key: str, value: Any, file: Path) -> Path:
    """Check one key and its value; an absolute path stays what it is."""
    if key not in Settings.__struct_fields__:
        allowed = ", ".join(Settings.__struct_fields__)
        raise SettingsError(f"unknown key {key!r}", where=str(file), hint=f"the keys are {allowed}")
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise SettingsError(
            f"{key!r} must be a path in quotes", where=str(file), hint=f'write {key} = "some/path"'
        )
    return file.parent / Path(value).expanduser()
