"""Sentences with labelled spans and triggers from every source, in one shape.

Sources: factuality sets (UW, MEANTIME, UDS-IH2: a label in -3…3 for each predicate), PolNeAR (news
with source, cue and content of each attribution, brat files), and our own text in `written/`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.reading.sentences import split_sentences
from detente.reading.tagger import KINDS, STATUSES

WRITTEN = Path(__file__).with_name("written")
Scale = Literal["uw", "meantime", "uds"]
SCALES: tuple[Scale, ...] = ("uw", "meantime", "uds")
_OPEN = re.compile(r"\[([a-z]\d?):")


class Tagged(msgspec.Struct, frozen=True):
    """A sentence: spans by kind (None where the source does not label that kind), triggers.

    `certainties` are (start, end, scale, label), `statuses` (start, end, status), `events` triggers
    as (start, end, root) and `roles` actors as (start, end, role) in the event of `trigger`; the
    last two are None where a source does not label them. Offsets are code points in `text`.
    `group` keeps what must not be split between folds together.
    """

    text: str
    group: str
    spans: dict[str, list[tuple[int, int]]] = {}
    certainties: Sequence[tuple[int, int, str, float]] = ()
    statuses: Sequence[tuple[int, int, str]] = ()
    events: Sequence[tuple[int, int, str]] | None = None
    trigger: tuple[int, int] | None = None
    roles: Sequence[tuple[int, int, str]] | None = None


class Written(msgspec.Struct, frozen=True):
    """A line of our own text as it is written: family, marked text, events, sayings, conditions."""

    f: str
    t: str
    e: list[str] = []
    s: list[str] = []
    c: list[str] = []


def read_written(folder: Path = WRITTEN) -> list[Written]:
    """All lines of our own text, files in order of name."""
    files = sorted(folder.glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text("utf-8").splitlines() if line)
    return [msgspec.json.decode(line, type=Written) for line in lines]


def kept_out(family: str, part: str | None) -> bool:
    """Whether a family of our own text is left out of training by `K/N`."""
    if part is None:
        return False
    k, n = map(int, part.split("/"))
    return int(hashlib.sha256(family.encode()).hexdigest(), 16) % n == k - 1


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The plain text of `[id:words]` markup and the span of each id; raises ValueError."""
    text, at, stack, spans = "", 0, list[tuple[str, int]](), dict[str, tuple[int, int]]()
    while at < len(marked):
        opened = _OPEN.match(marked, at)
        if opened:
            stack.append((opened[1], len(text)))
            at = opened.end()
            continue
        if marked[at] == "]":
            name, start = stack.pop() if stack else ("", 0)
            if not name or name in spans or start == len(text):
                raise ValueError(f"a bracket too many or an id used twice in {marked!r}")
            spans[name] = (start, len(text))
        else:
            text += marked[at]
        at += 1
    if stack:
        raise ValueError(f"a bracket left open in {marked!r}")
    return text, spans


def tagged_written(lines: Iterable[Written]) -> Iterator[Tagged]:
    """Our own text as spans and statuses."""
    for line in lines:
        text, at = unmark(line.t)
        spans: dict[str, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
        for saying in line.s:
            for kind, name in zip(KINDS[:3], saying.split(), strict=False):
                spans[kind].append(at[name])
        for pair in line.c:
            for kind, name in zip(KINDS[3:], pair.split(), strict=False):
                spans[kind].append(at[name])
        found = [event.split() for event in line.e]
        statuses = [(*at[e[3]], e[2]) for e in found if e[2] in STATUSES]
        events = [(*at[e[3]], e[1].split("/")[0]) for e in found]
        yield Tagged(text, line.f, spans, [], statuses, events)


def role_rows(lines: Iterable[Written]) -> Iterator[Tagged]:
    """Our own text once for each event, its trigger marked: the role of each actor in it."""
    for line in lines:
        text, at = unmark(line.t)
        for event in line.e:
            sides, _, _, trigger, *_ = event.split()
            link = "=" if "=" in sides else ">"
            names = ("party", "party") if link == "=" else ("actor", "recipient")
            roles = [
                (*at[actor], name)
                for side, name in zip(sides.split(link), names, strict=True)
                for actor in side.strip("-")
            ]
            yield Tagged(text, line.f, trigger=at[trigger], roles=roles)


def factuality(path: Path, scale: Scale) -> Iterator[Tagged]:
    """A file of tokenised sentences with `targets`, each a token span and its label."""
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        tokens, starts, at = row["text"].split(" "), list[int](), 0
        for token in tokens:
            starts.append(at)
            at += len(token) + 1
        labels = [
            (starts[a], starts[b - 1] + len(tokens[b - 1]), scale, float(target["label"]))
            for target in row["targets"]
            for a, b in [target["span1"]]
        ]
        yield Tagged(row["text"], f"{scale}-{number}", {}, labels)


def polnear(archive: Path) -> Iterator[Tagged]:
    """Sentences of the archive's articles with the spans of attributions that lie in them.

    An annotation is named like its article with the annotator's number behind it; of several for
    one article the first is taken.
    """
    with tarfile.open(archive) as tar:
        files = {m.name: _content(tar, m) for m in tar if m.isfile()}
    notes = {n.rpartition("_")[0]: n for n in sorted(files, reverse=True) if n.endswith(".ann")}
    for name in sorted(n for n in files if n.endswith(".txt")):
        stem = name.replace("/text/", "/attributions/").removesuffix(".txt")
        if stem in notes:
            spans = brat_spans(files[notes[stem]])
            yield from sentences_of(files[name], spans, Path(name).stem)


def sentences_of(
    text: str, spans: dict[str, list[tuple[int, int]]], group: str
) -> Iterator[Tagged]:
    """Cut a text and its spans into sentences; a span over several is cut with them."""
    for sentence in split_sentences(text, None):
        low, high = sentence.start, sentence.end
        inside = {
            kind: [(max(a, low) - low, min(b, high) - low) for a, b in found if a < high > low < b]
            for kind, found in spans.items()
        }
        yield Tagged(text[low:high], group, inside)


def brat_spans(notes: str) -> dict[str, list[tuple[int, int]]]:
    """Source, cue and content spans of a brat file; the parts of a broken span stand alone."""
    spans: dict[str, list[tuple[int, int]]] = {kind: [] for kind in KINDS[:3]}
    for line in notes.splitlines():
        found = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if found:
            parts = [part.split() for part in found[2].split(";")]
            spans[found[1].lower()] += [(int(a), int(b)) for a, b in parts]
    return spans


def digest(paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    return file.read().decode("utf-8") if file else ""
