"""PLOVER JSON: one object a line (manual 2.0), or one array (the older gold records)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import InputError
from detente.events.format import Format

_TEXT = "json_extract_string({json}, '$.%s')"


def _either(*paths: str) -> str:
    """The first path that holds something."""
    return "coalesce(" + ", ".join(f"filled({_TEXT % path})" for path in paths) + ")"


def to_lines(given: Path, target: Path) -> None:
    """Write the objects of a file, one a line; an array's notes are left out.

    Raises InputError for a file that is neither.
    """
    data = given.read_bytes().removeprefix(b"\xef\xbb\xbf")
    with target.open("wb") as stream:
        for item in _objects(data, given):
            stream.write(msgspec.json.encode(item).replace(b"\n", b" ") + b"\n")


def _objects(data: bytes, where: Path) -> Iterator[Any]:
    if data.lstrip()[:1] == b"[":
        try:
            items = msgspec.json.decode(data)
        except msgspec.DecodeError as error:
            raise InputError(f"is no JSON: {error}", where=str(where)) from error
        yield from (item for item in items if not _is_note(item))
        return
    for line in data.splitlines():
        if line.strip():
            try:
                yield msgspec.json.decode(line)
            except msgspec.DecodeError:
                # Kept as it is: it becomes a rejected row with its number.
                yield {"unreadable": line.decode("utf-8", errors="replace")}


def _is_note(item: object) -> bool:
    return isinstance(item, dict) and "DOCUMENT" in item


PLOVER = Format(
    id="plover",
    title="PLOVER JSON",
    columns=("json",),
    shape="json",
    header=False,
    countries="code",
    prepare=to_lines,
    fields={
        "source_id": _either("id"),
        "event_date": f"day({_TEXT % 'date'})",
        "known_on": f"day({_either('coded_date', 'dateCoded')})",
        "actor_name": _either(
            "actor[0].entity_text", "actor[0].raw_text", "source[0].actorText", "source.actorText"
        ),
        "actor_country": _either(
            "actor[0].code", "actor[0].country_name", "source[0].code", "source.code"
        ),
        "actor_sectors": f"parts({_either('actor[0].sector', 'source[0].sector')}, '[;,]')",
        "recipient_name": _either(
            "recipient[0].entity_text",
            "recipient[0].raw_text",
            "target[0].actorText",
            "target.actorText",
        ),
        "recipient_country": _either(
            "recipient[0].code", "recipient[0].country_name", "target[0].code", "target.code"
        ),
        "recipient_sectors": f"parts({_either('recipient[0].sector', 'target[0].sector')}, '[;,]')",
        "root": f"upper({_either('event[0]', 'event')})",
        "mode": f"lower({_either('mode[0]', 'mode')})",
        "context": f"parts(regexp_replace({_either('context')}, '[\\[\\]\"]', '', 'g'), '[;,]')",
        "quad_given": _either("quad_code"),
        "score_given": f"number({_TEXT % 'event_scale'})",
        "place": _either("event_loc.resolved_place", "event_loc.extracted_place", "eventLoc"),
        "place_country": _either("event_loc.country_code", "event_loc.country"),
        "latitude": f"number({_TEXT % 'event_loc.lat'})",
        "longitude": f"number({_TEXT % 'event_loc.lon'})",
        "text": _either("event_text", "eventText", "text"),
        "url": _either("cite_info.url"),
        "publisher": _either("cite_info.publication", "publication"),
    },
)
