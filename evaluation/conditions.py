"""Score the conditions that the tagger finds, with what depends on each.

    python -m evaluation.conditions --data FILE.jsonl [--families K/N] [--models DIR]

Lines are those of `training/written`: "t" a sentence with marked spans, "c" its conditions, each
"condition consequence polarity" by the ids of the spans. A pair is right where both its spans share
at least half of their tokens with the gold ones (intersection over union). Prints a JSON object:
precision, recall and F1 of pairs, F1 of tokens by kind, and how often a sentence without one is
given none, with 95 % intervals over families; beside them the rules for "if" and the like, whose
consequence is the rest of the sentence. `newswire.jsonl` beside this file, in the manner of news
agencies, was written and labelled by a language model, and no model was taught on it.
`--families` scores only the part of the families that
`training.tagger` left out with the same option.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from training.spans import Written, kept_out, unmark

from detente.reading.clause import make_clause
from detente.reading.conditions import find_conditions
from detente.reading.lexicon import load_lexicon
from detente.reading.tagger import TagModel, Tags
from detente.records import Sentence
from evaluation.intervals import bootstrap, f1

Pair = tuple[frozenset[int], frozenset[int]]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ENOUGH = 0.5


def main(argv: Sequence[str] | None = None) -> None:
    """Score one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--families", help="K/N: only the K-th of N parts of the families")
    parser.add_argument("--models", type=Path, help="folder of the model (default: the packaged)")
    options = parser.parse_args(argv)
    raw = options.data.read_bytes()
    lines = [msgspec.json.decode(line, type=Written) for line in raw.splitlines() if line]
    if options.families:
        lines = [line for line in lines if kept_out(line.f, options.families)]
    model = TagModel.load(options.models)
    head = {"data_sha256": hashlib.sha256(raw).hexdigest(), "model": model.sha256[:16],
            "sentences": len(lines), "families": len({line.f for line in lines}),
            "part": options.families}  # fmt: skip
    tagged = score(lines, lambda text, places: linked(model.tag(text), places))
    print(json.dumps(head | {"tagger": tagged, "rules": score(lines, by_rules)}))


def score(
    lines: Sequence[Written], find: Callable[[str, Sequence[tuple[int, int]]], list[Pair]]
) -> dict[str, Any]:
    """Figures of one way of finding pairs in some lines of our own text."""
    counts, groups = list[tuple[int, int, int]](), defaultdict[str, list[int]](list)
    tokens = {"condition": [0, 0, 0], "consequence": [0, 0, 0]}
    empty = [0, 0]
    for number, line in enumerate(lines):
        text, at = unmark(line.t)
        places = [match.span() for match in _TOKEN.finditer(text)]
        gold = [tuple(_tokens(at[name], places) for name in c.split()[:2]) for c in line.c]
        found = find(text, places)
        right = sum(any(_same(g, p) for p in found) for g in gold)
        counts.append((right, len(found), len(gold)))
        groups[line.f].append(number)
        for side, kind in enumerate(tokens):
            true = frozenset().union(*(pair[side] for pair in gold))
            said = frozenset().union(*(pair[side] for pair in found))
            for i, value in enumerate((len(true & said), len(said), len(true))):
                tokens[kind][i] += value
        if not gold:
            empty[0] += not found
            empty[1] += 1
    totals = [sum(row[i] for row in counts) for i in range(3)]

    def pair_f1(rows: Sequence[int]) -> float:
        return f1(*(sum(counts[row][i] for row in rows) for i in range(3)))

    return {
        "pairs": totals[2],
        "pair_f1": round(f1(*totals), 4), "interval": bootstrap(list(groups.values()), pair_f1),
        "precision": round(totals[0] / totals[1], 4) if totals[1] else None,
        "recall": round(totals[0] / totals[2], 4) if totals[2] else None,
        "token_f1": {kind: round(f1(*found), 4) for kind, found in tokens.items()},
        "none_where_none": [round(empty[0] / empty[1], 4) if empty[1] else None, empty[1]],
    }  # fmt: skip


def linked(tags: Tags, places: Sequence[tuple[int, int]]) -> list[Pair]:
    """Each condition with the nearest consequence, as sets of token numbers."""
    conditions, consequences = tags.spans("condition"), tags.spans("consequence")
    pairs = []
    for one in conditions:
        near = sorted(consequences, key=lambda s: max(s.start - one.end, one.start - s.end))
        if near:
            spans = ((one.start, one.end), (near[0].start, near[0].end))
            pairs.append((_tokens(spans[0], places), _tokens(spans[1], places)))
    return pairs


def by_rules(text: str, places: Sequence[tuple[int, int]]) -> list[Pair]:
    """The conditions that rules find, each with the rest of its sentence."""
    clause = make_clause(0, Sentence(0, len(text), False), text, (), load_lexicon())
    pairs, every = [], frozenset(range(len(places)))
    for condition in find_conditions(clause):
        inside = _tokens(clause.span(condition.first, condition.last), places)
        pairs.append((inside, every - inside))
    return pairs


def _tokens(span: tuple[int, int], places: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for i, (a, b) in enumerate(places) if span[0] <= a and b <= span[1])


def _same(gold: Sequence[frozenset[int]], found: Pair) -> bool:
    shares = [len(g & p) / len(g | p) if g | p else 0 for g, p in zip(gold, found, strict=True)]
    return all(share >= _ENOUGH for share in shares)


if __name__ == "__main__":
    main()
