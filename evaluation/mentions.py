"""Score the reader's mentions on sentences in which one phrase each is labelled.

    python -m evaluation.mentions [--fold held-out|development] [--errors N]

The sentences were written and labelled by one language model that had not seen the program or
its tables; they hold public facts and invented news. A second labelling, by a language model too,
of 300 held-out cases agrees in .973 of the codes and .945 of the sectors (docs/method/actors.md). A
case is in the development fold where the SHA-256 of its id begins with a hex digit below 4, about
a quarter; the others are held out: no rule was made or changed after a look at them, and their
errors cannot be listed here. Prints one JSON object: accuracy by kind (the code, for a group its
members, for a place that it is one; the sector where one is asserted), with a bootstrap interval.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from detente.actors import (
    ActorIndex,
    find_mentions,
    load_tables,
    resolve_pronouns,
    resolve_relations,
)
from detente.reading.sentences import split_sentences
from detente.records import Actor

DATA = Path(__file__).with_name("mentions.jsonl")
FOLDS = ("held-out", "development")
SAMPLES, SEED = 1000, 13
Row = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> None:
    """Score one fold, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", choices=FOLDS, default=FOLDS[0])
    parser.add_argument("--errors", type=int, default=0, help="list errors (development only)")
    options = parser.parse_args(argv)
    if options.errors and options.fold == FOLDS[0]:
        parser.error("the errors of the held-out fold are not to be looked at")
    raw = DATA.read_bytes()
    rows = [row for row in map(json.loads, raw.splitlines()) if fold_of(row["id"]) == options.fold]
    scores = score(rows, options.errors)
    head = {"fold": options.fold, "seed": SEED, "sha256": hashlib.sha256(raw).hexdigest()[:16]}
    print(json.dumps(head | scores, indent=1, ensure_ascii=False))


def fold_of(case: str) -> str:
    """The fold of a case's id."""
    return FOLDS[hashlib.sha256(case.encode()).hexdigest()[0] in "0123"]


def score(rows: Sequence[Row], errors: int = 0) -> dict[str, Any]:
    """Accuracy of all rows and by kind."""
    index = ActorIndex.build(load_tables())
    codes: dict[str, list[bool]] = defaultdict(list)
    sectors: list[bool] = []
    wrong: list[Row] = []
    for row in rows:
        found = answers(row, index)
        right = code_is_right(row, found)
        codes[row["kind"]].append(right)
        if row["sector"] and row["code"]:
            sectors.append(bool(found) and found[0].sector == row["sector"])
        if not right:
            wrong.append(_error(row, found))
    every = [right for marks in codes.values() for right in marks]
    by_kind = {kind: [_share(marks), len(marks)] for kind, marks in sorted(codes.items())}
    return {
        "accuracy": _share(every), "interval": _interval(every), "n": len(every),
        "sector_accuracy": _share(sectors), "n_sector": len(sectors), "by_kind": by_kind,
    } | ({"errors": wrong[:errors]} if errors else {})  # fmt: skip


def answers(row: Row, index: ActorIndex) -> list[Actor]:
    """The actors that the program finds at the labelled phrase, those sharing most with it first.

    A phrase that names several may be found in parts: "French and German leaders".
    """
    text, on = row["text"], date.fromisoformat(row["published"])
    spans = [(s.start, s.end) for s in split_sentences(text, None)]
    named = resolve_relations(text, spans, find_mentions(text, spans, index, on), index, on)
    found = [*named, *resolve_pronouns(text, spans, named)]
    start = -1
    for _ in range(row["occurrence"]):
        start = text.index(row["mention"], start + 1)
    end = start + len(row["mention"])
    shares = sorted(found, key=lambda actor: -_shared(actor, start, end))
    return [actor for actor in shares if _shared(actor, start, end)]


def code_is_right(row: Row, found: Sequence[Actor]) -> bool:
    """Whether code, members and being a place are as labelled; null wants no actor."""
    if row["code"] is None:
        return all(actor.code == "---" or actor.kind == "place" for actor in found[:1])
    if not found or bool(row.get("place")) != (found[0].kind == "place"):
        return False
    if row.get("members"):
        return {code for a in found for code in a.members or (a.code,)} == set(row["members"])
    return bool(found[0].code == row["code"])


def _shared(actor: Actor, start: int, end: int) -> int:
    """How many characters the actor's words share with a span."""
    anchor = actor.anchor
    return max(0, min(anchor.end, end) - max(anchor.start, start)) if anchor else 0


def _share(marks: Sequence[bool]) -> float | None:
    return round(sum(marks) / len(marks), 3) if marks else None


def _interval(marks: Sequence[bool]) -> list[float]:
    """The 95 % bootstrap interval of the share."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    shares = sorted(sum(chance.choices(marks, k=len(marks))) / len(marks) for _ in range(SAMPLES))
    return [round(shares[int(SAMPLES * at)], 3) for at in (0.025, 0.975)]


def _error(row: Row, found: Sequence[Actor]) -> Row:
    kept = {key: row[key] for key in ("id", "kind", "published", "text", "mention", "code")}
    got = [(actor.text, actor.code, actor.kind, actor.members[:9]) for actor in found]
    return kept | {"members": row.get("members"), "got": got}


if __name__ == "__main__":
    main()
