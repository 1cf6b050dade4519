"""Score the status that the tagger gives each event of our own text.

    python -m evaluation.statuses --data FILE.jsonl [--families K/N] [--models DIR]

Lines are those of `training/written`: "t" a sentence with marked spans, "e" its events with status
and trigger. Prints one JSON object: macro-F1 over the statuses that occur, accuracy, F1 of each
status, with 95 % intervals over families; beside them the answer "actual" for all. `--families`
scores only the part of the families that `training.tagger` left out with the same option.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from training.spans import Written, kept_out, tagged_written

from detente.reading.tagger import TagModel
from evaluation.intervals import bootstrap
from evaluation.relations import f1_table, macro_f1


def main(argv: Sequence[str] | None = None) -> None:
    """Score one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, nargs="+")
    parser.add_argument("--families", help="K/N: only the K-th of N parts of the families")
    parser.add_argument("--models", type=Path, help="folder of the model (default: the packaged)")
    options = parser.parse_args(argv)
    raw = b"\n".join(path.read_bytes() for path in options.data)
    lines = [msgspec.json.decode(line, type=Written) for line in raw.splitlines() if line]
    if options.families:
        lines = [line for line in lines if kept_out(line.f, options.families)]
    model = TagModel.load(options.models)
    head = {
        "data_sha256": hashlib.sha256(raw).hexdigest(),
        "model": model.sha256[:16],
        "part": options.families,
    }
    print(json.dumps(head | score(lines, model)))


def score(lines: Sequence[Written], model: TagModel) -> dict[str, Any]:
    """Figures over all events whose trigger the tagger reads."""
    gold, found, groups = list[str](), list[str](), defaultdict[str, list[int]](list)
    for tagged in tagged_written(lines):
        tags = model.tag(tagged.text)
        for start, end, status in tagged.statuses:
            odds = tags.status_at(start, end)
            groups[tagged.group].append(len(gold))
            gold.append(status)
            found.append(max(odds, key=lambda name: odds[name]) if odds else "actual")

    def f1_of(rows: Sequence[int]) -> float:
        return macro_f1([gold[i] for i in rows], [found[i] for i in rows])

    return {
        "n": len(gold),
        "families": len(groups),
        "macro_f1": round(f1_of(range(len(gold))), 4),
        "interval": bootstrap(list(groups.values()), f1_of),
        "accuracy": round(sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold), 4),
        "by_status": f1_table(gold, found),
        "all_actual": {
            "macro_f1": round(macro_f1(gold, ["actual"] * len(gold)), 4),
            "accuracy": round(gold.count("actual") / len(gold), 4),
        },
    }


if __name__ == "__main__":
    main()
