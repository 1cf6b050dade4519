"""Labelled pairs from every source, in one shape, split into folds by sentence."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from evaluation.relations import pair_of, rows_of

from detente.reading.relations import PairText, Span
from training.labels import CAMEO_QUADS
from training.spans import Written, read_written, unmark

Kind = Literal["gold", "swapped", "mirrored", "cameo", "named", "own", "written"]

OWN = Path(__file__).with_name("own_pairs.tsv")
ACTORS = "abcdefghij"
_BOTH_WAYS = {"CONSULT", "COOPERATE", "AGREE"}
_MEETING = re.compile(r"\b(met|meet|meeting|talks?|talked|negotiat\w+)\b", re.IGNORECASE)
_MUTUAL = re.compile(
    r"\b(clash|battl|fight|fought|war\b|between|exchang|each other)", re.IGNORECASE
)
_PACKED = re.compile(
    r"\b(request|demand|accus|alleg|threat|offer|propos|protest|claim|attack|sanction|appeal|call)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(call|urg|appeal|ask|request|demand|warn|met|meet|talk)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.’'-]+(?:\s(?:of\s|the\s)?[A-Z][\w.-]+)*")
_NOT_NAMES = re.compile(
    r"^(The|In|On|At|A|An|It|He|She|They|But|And|Meanwhile|After|For|As|If|This|That|We|I|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(day)?$|^(January|February|March|April|May|June|July|"
    r"August|September|October|November|December)$"
)


class Row(msgspec.Struct, frozen=True):
    """A pair, the answers that are right for it, its source and its sentence's key."""

    pair: PairText
    allowed: tuple[str, ...]
    kind: Kind
    group: str
    root: str
    weight: float = 1.0


def read_rows(folder: Path) -> list[Row]:
    """All rows from `folder` (the relations files) and from our own text, in a fixed order."""
    gold = list(_gold(folder / "plv_train.tsv"))
    seen = {row.group for row in gold}
    cameo = [r for r in _cameo(folder / "cameo_quad_train.tsv") if r.group not in seen]
    return [*gold, *_swapped(gold), *cameo, *_own(OWN), *written_pairs(read_written())]


def folds(rows: Iterable[Row], count: int, seed: int) -> dict[str, int]:
    """Fold of each sentence: dealt out in turn within each root, so folds are alike."""
    root: dict[str, str] = {}
    for row in rows:
        root.setdefault(row.group, f"{row.kind} {row.root}")
    order = sorted(root, key=lambda g: (root[g], _hash(f"{seed} {g}")))
    return {group: i % count for i, group in enumerate(order)}


def _gold(path: Path) -> Iterator[Row]:
    for row in rows_of(path):
        root = row["gold_root"]
        allowed = ("CONCEDE", "RETREAT") if root == "YIELD" else (root,)
        yield Row(pair_of(row), allowed, "gold", _key(row["sentence"]), root)


def _swapped(gold: list[Row]) -> Iterator[Row]:
    """Turn pairs round: a meeting stays one, of most other acts nothing goes that way."""
    for row in gold:
        text, pair = row.pair.text, row.pair
        back = PairText(text, pair.recipient, pair.actor)
        if row.root == "CONSULT" and pair.actor and pair.recipient and _MEETING.search(text):
            yield Row(back, row.allowed, "mirrored", row.group, row.root)
        if row.root in _BOTH_WAYS or not (pair.actor and pair.recipient):
            continue
        if row.root in {"ASSAULT", "PROTEST"} and _MUTUAL.search(text):
            continue
        if row.root in {"REJECT", "YIELD"} and _PACKED.search(text):
            continue
        yield Row(back, ("none",), "swapped", row.group, row.root)


def _cameo(path: Path) -> Iterator[Row]:
    """Read sentences with a quad: no side marked, and without an event two names marked too."""
    for row in rows_of(path):
        text, quad = row["sentence"], row["penta"]
        allowed = CAMEO_QUADS[quad]
        key = _key(text)
        if quad == "0" and _ASKING.search(text):
            continue  # CAMEO's appeals (02) count as no event there, and as REQUEST in PLOVER
        yield Row(PairText(text), allowed, "cameo", key, quad, 1.0 if quad == "0" else 0.5)
        names = [m.span() for m in _NAME.finditer(text) if not _NOT_NAMES.match(m[0])]
        if quad == "0" and len(names) > 1:
            yield Row(PairText(text, (names[0],), (names[1],)), allowed, "named", key, quad, 0.5)


def _own(path: Path) -> Iterator[Row]:
    """Read our own sentences: every ordered pair of actors, "none" unless a relation is given."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            relations, marked = line.split("\t")
            yield from _own_line(relations, marked)


def _own_line(relations: str, marked: str) -> Iterator[Row]:
    text, spans = _unbracket(marked)
    answers: dict[tuple[str, str], str] = {}
    for relation in relations.split(";"):
        if relation.strip() == "-":
            continue
        pair, label = relation.split()
        actor, link, recipient = re.fullmatch(r"(\d)([>=])(\d?)", pair).groups()  # type: ignore[union-attr]
        answers[actor, recipient] = label
        if link == "=":
            answers[recipient, actor] = label
    pairs = [p for p in answers if not p[1]] + list(itertools.permutations(spans, 2))
    for actor, recipient in pairs:
        label = answers.get((actor, recipient), "none")
        sides = [(spans[actor],), (spans[recipient],) if recipient else ()]
        yield Row(PairText(text, *sides), (label,), "own", _key(text), label)


def written_pairs(lines: Iterable[Written]) -> Iterator[Row]:
    """Every ordered pair of actors of our own text; of two events between them either is right.

    The group is the family, so that a family is never on both sides of a split.
    """
    for line in lines:
        text, at = unmark(line.t)
        answers: dict[tuple[str, str], set[str]] = {}
        actors = sorted(name for name in at if name in ACTORS)
        for event in line.e:
            sides, root, *_ = event.split()
            link = "=" if "=" in sides else ">"
            first, second = (side.strip("-") for side in sides.split(link))
            for sides_of in itertools.product(first, second or [""]):
                answers.setdefault(sides_of, set()).add(root.split("/")[0])
            for sides_of in itertools.permutations(first + second, 2) if link == "=" else ():
                answers.setdefault(sides_of, set()).add(root.split("/")[0])
        alone = [pair for pair in answers if not pair[1]]
        for actor, recipient in [*alone, *itertools.permutations(actors, 2)]:
            labels = tuple(sorted(answers.get((actor, recipient), {"none"})))
            pair = PairText(text, (at[actor],), (at[recipient],) if recipient else ())
            yield Row(pair, labels, "written", line.f, labels[0])


def _unbracket(marked: str) -> tuple[str, dict[str, Span]]:
    text, spans, last = "", {}, 0
    for found in re.finditer(r"\[(\d):([^\]]+)\]", marked):
        text += marked[last : found.start()]
        spans[found[1]] = (len(text), len(text) + len(found[2]))
        text += found[2]
        last = found.end()
    return text + marked[last:], spans


def _key(text: str) -> str:
    return _hash(re.sub(r"\W+", " ", text.lower()).strip())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
