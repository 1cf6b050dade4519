"""A file as plain UTF-8 text: unpacked from gzip or zip, whatever it was encoded in."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from detente.errors import InputError

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
_GZIP_FORMAT = 31
"""What zlib calls the gzip format with the largest window."""


class Member(msgspec.Struct, frozen=True):
    """One text in a file: `name` says which, `path` is where it lies as UTF-8.

    `notes` say what was done to it, `damage` why it ends too early (None where it is whole).
    """

    name: str
    path: Path
    sha256: str
    notes: tuple[str, ...] = ()
    damage: str | None = None


def unpack(path: Path, folder: Path) -> Iterator[Member]:
    """Give every text of `path`; what must be unpacked or recoded is written to `folder`.

    A gzip that breaks off gives what came before, with `damage`. Raises InputError for a file
    that cannot be opened at all.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}", where=str(path), hint="check it"
        ) from error
    if head.startswith(_ZIP):
        yield from _unzip(path, folder)
    elif head.startswith(_GZIP):
        target = folder / "unpacked"
        damage = _copy_gzip(path, target)
        yield _clean(path.name, target, folder, damage)
    else:
        yield _clean(path.name, path, folder, None)


def _unzip(path: Path, folder: Path) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            for number, name in enumerate(sorted(names)):
                target = folder / f"member{number}"
                with archive.open(name) as source, target.open("wb") as stream:
                    shutil.copyfileobj(source, stream, _CHUNK)
                label = path.name if len(names) == 1 else f"{path.name}:{name}"
                yield _clean(label, target, folder, None)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise InputError(
            f"is no whole zip file: {error}", where=str(path), hint="fetch it again"
        ) from error


def _copy_gzip(path: Path, target: Path) -> str | None:
    """Unpack what can be; say what was wrong with the rest."""
    unpacker = zlib.decompressobj(_GZIP_FORMAT)
    with path.open("rb") as source, target.open("wb") as stream:
        while chunk := source.read(_CHUNK):
            while chunk:
                if unpacker.eof:  # one gzip after another is one text
                    unpacker = zlib.decompressobj(_GZIP_FORMAT)
                try:
                    stream.write(unpacker.decompress(chunk))
                except zlib.error as error:
                    return f"the gzip file breaks off: {error}"
                chunk = unpacker.unused_data
    return None if unpacker.eof else "the gzip file breaks off: its end is missing"


def _clean(name: str, path: Path, folder: Path, damage: str | None) -> Member:
    """Recode the text if it needs it; the common case is only read, for its hash."""
    digest, plain = hashlib.sha256(), True
    with path.open("rb") as stream:
        first = True
        carry = b""
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            if plain:
                plain, carry = _is_plain(chunk, carry, first)
            first = False
    plain = plain and not carry
    sha256 = digest.hexdigest()
    if plain:
        return Member(name, path, sha256, (), damage)
    target = folder / f"{sha256[:16]}.txt"
    with path.open("rb") as source, target.open("wb") as stream:
        notes = _recode(source, stream)
    return Member(name, target, sha256, notes, damage)


def _is_plain(chunk: bytes, carry: bytes, first: bool) -> tuple[bool, bytes]:
    """Tell whether so far all is UTF-8 with line feeds; `carry` is a character cut in two."""
    if b"\r" in chunk or b"\0" in chunk or (first and chunk.startswith(_BOM)):
        return False, b""
    data = carry + chunk
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        rest = data[error.start :]
        return (error.reason == "unexpected end of data" and len(rest) < 4), rest
    return True, b""


def _recode(source: BinaryIO, target: BinaryIO) -> tuple[str, ...]:
    """Write line feeds and UTF-8; a line that is not UTF-8 is taken for Latin-1."""
    latin = nulls = 0
    rest = b""
    first = True
    while True:
        chunk = source.read(_CHUNK)
        data = rest + chunk
        if first and data.startswith(_BOM):
            data = data.removeprefix(_BOM)
        first = False
        # A carriage return at the very end may be half of a line end.
        held = b"\r" if chunk and data.endswith(b"\r") else b""
        data = data[: len(data) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        nulls += data.count(b"\0")
        *lines, rest = data.replace(b"\0", b"").split(b"\n")
        rest += held
        for line in lines if chunk else [*lines, *([rest] if rest else [])]:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                latin += 1
                line = line.decode("latin-1").encode("utf-8")
            target.write(line + b"\n")
        if not chunk:
            break
    notes = []
    if latin:
        notes.append(f"{latin} lines that are not UTF-8 were read as Latin-1")
    if nulls:
        notes.append(f"{nulls} null characters were left out")
    return tuple(notes)
