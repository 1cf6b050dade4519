"""Score `detente classify` on a file of labelled actor pairs, or of sentences with a quad.

    python -m evaluation.relations --data plv.tsv [--format plv|cameo-quad] [--direct]

`plv`: tab-separated uid, sentence_id, sentence, marked_sentence, source, target, gold_root,
gold_quad; its YIELD is CONCEDE or RETREAT with quad 2. `cameo-quad`: sentence, penta (0 = no
event, 1-4), both sides null. `--direct` asks the model without the command line (plv only).
Prints one JSON object. Intervals: 1,000 bootstrap samples of sentences, seed 13.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detente.reading.relations import PairText, RelationModel, Span

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
    "none": "none",
}
"""Quad of each root of the older code sheets, where both ways of yielding are one root."""
BINARY = {"1": "cooperation", "2": "cooperation", "3": "conflict", "4": "conflict", "none": "none"}
FORMATS = ("plv", "cameo-quad")


def folded(root: str | None) -> str:
    """Name a root as older code sheets do: CONCEDE and RETREAT are YIELD, null is "none"."""
    return "YIELD" if root in {"CONCEDE", "RETREAT"} else root or "none"


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pair_of(row: dict[str, str]) -> PairText:
    """Find a PLV row's pair: its first markers, else the words where they occur, else null."""
    text, marked = row["sentence"], row["marked_sentence"]
    source, target = (
        _from_markers(text, marked, tag) or _from_words(text, row[side])
        for side, tag in (("source", "s"), ("target", "t"))
    )
    return PairText(text, source, target)


def _from_markers(text: str, marked: str, tag: str) -> tuple[Span, ...]:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", marked)
    if found is None:
        return ()
    inside = re.sub(r"</?[st]>", "", found[1])
    start = len(re.sub(r"</?[st]>", "", marked[: found.start()]))
    start += len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    return ((start, end),) if end > start and text[start:end] == inside.strip() else ()


def _from_words(text: str, words: str) -> tuple[Span, ...]:
    start = text.find(words) if words else -1
    return ((start, start + len(words)),) if start >= 0 else ()


def ask_program(pairs: Sequence[PairText]) -> list[dict[str, Any]]:
    """Answers of `detente classify` to the pairs, in order; a refused line has no event.

    Raises `CalledProcessError` when lines are left unanswered.
    """
    lines = [
        {"id": str(i), "text": p.text, "actor": p.actor or None, "recipient": p.recipient or None}
        for i, p in enumerate(pairs)
    ]
    command = [sys.executable, "-m", "detente.cli", "classify", "--format", "jsonl"]
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        command,
        input="".join(json.dumps(line) + "\n" for line in lines),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    answers = [{"event": None, **json.loads(line)} for line in done.stdout.splitlines()]
    if len(answers) != len(pairs):
        raise subprocess.CalledProcessError(done.returncode, command)
    return answers


def ask_model(pairs: Sequence[PairText]) -> list[dict[str, Any]]:
    """Answers of the packaged model itself, in the same shape."""
    model = RelationModel.load()
    answers = []
    for row in model.score(pairs):
        lead = model.labels[row.argmax()]
        scores = dict(zip(model.labels, map(float, row), strict=True))
        answers.append({"event": None if lead == "none" else lead, "scores": scores})
    return answers


def f1_table(gold: Sequence[str], guessed: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and n of every class that occurs in `gold`."""
    pairs = list(zip(gold, guessed, strict=True))
    result = {}
    for name in sorted(set(gold)):
        right = sum(g == p == name for g, p in pairs)
        said, true = sum(p == name for p in guessed), sum(g == name for g in gold)
        result[name] = {
            "n": true,
            "precision": round(right / said, 4) if said else 0.0,
            "recall": round(right / true, 4),
            "f1": round(2 * right / (said + true), 4),
        }
    return result


def macro_f1(gold: Sequence[str], guessed: Sequence[str]) -> float:
    """Mean F1 over the classes of `gold`; an answer that is no such class only costs recall."""
    return float(np.mean([row["f1"] for row in f1_table(gold, guessed).values()]))


def interval(
    gold: Sequence[str], guessed: Sequence[str], groups: Sequence[str], samples: int
) -> dict[str, float]:
    """Macro-F1 with a 95 % percentile interval over bootstrap samples of groups."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(i)
    names = list(members)
    draw = np.random.default_rng(13)
    result = {"macro_f1": round(macro_f1(gold, guessed), 4)}
    if samples:
        found = []
        for _ in range(samples):
            rows = [
                i for g in draw.integers(len(names), size=len(names)) for i in members[names[g]]
            ]
            found.append(macro_f1([gold[i] for i in rows], [guessed[i] for i in rows]))
        low, high = np.percentile(found, [2.5, 97.5])
        result |= {"low": round(float(low), 4), "high": round(float(high), 4)}
    return result


def figures(
    gold: Sequence[str],
    guessed: Sequence[str],
    groups: Sequence[str] | None = None,
    samples: int = 1000,
    gold_quads: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Root, quad and binary macro-F1, accuracy, table by root and confusion of folded roots.

    Without `gold_quads` the gold quad is that of the folded root.
    """
    groups = groups or [str(i) for i in range(len(gold))]
    quads = [gold_quads or [QUADS[root] for root in gold], [QUADS[root] for root in guessed]]
    binary = [[BINARY[quad] for quad in side] for side in quads]
    names = [*sorted(set(gold)), *sorted(set(guessed) - set(gold))]
    return {
        "n": len(gold),
        "root": interval(gold, guessed, groups, samples),
        "quad": interval(quads[0], quads[1], groups, samples),
        "binary": interval(binary[0], binary[1], groups, samples),
        "root_accuracy": round(
            float(np.mean([g == p for g, p in zip(gold, guessed, strict=True)])), 4
        ),
        "by_root": f1_table(gold, guessed),
        "confusion": confusion(gold, guessed, names),
    }


def confusion(
    gold: Sequence[str], guessed: Sequence[str], names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Count by gold class, then by answer."""
    table = {g: dict.fromkeys(names, 0) for g in names}
    for g, p in zip(gold, guessed, strict=True):
        table[g][p] += 1
    return table


def score_plv(path: Path, direct: bool) -> dict[str, Any]:
    """Figures of a PLV-style file."""
    rows = rows_of(path)
    answers = (ask_model if direct else ask_program)([pair_of(row) for row in rows])
    guessed = [folded(answer["event"]) for answer in answers]
    gold = [folded(row["gold_root"]) for row in rows]
    quads = [row["gold_quad"] for row in rows]
    result = figures(gold, guessed, [row["sentence_id"] for row in rows], gold_quads=quads)
    return result | {"none_rate": round(guessed.count("none") / len(guessed), 4)}


def score_cameo(path: Path) -> dict[str, Any]:
    """Quad-or-none figures of a file of sentences without spans."""
    rows = rows_of(path)
    answers = ask_program([PairText(row["sentence"]) for row in rows])
    guessed = [QUADS[folded(answer["event"])] for answer in answers]
    gold = [row["penta"].replace("0", "none") for row in rows]
    groups = [str(i) for i in range(len(rows))]
    names = ["1", "2", "3", "4", "none"]
    return {
        "n": len(rows),
        "quad_or_none": interval(gold, guessed, groups, 1000),
        "by_quad": f1_table(gold, guessed),
        "confusion": confusion(gold, guessed, names),
    }


def main() -> None:
    """Parse the options, print the figures."""
    parser = argparse.ArgumentParser(description="Score `detente classify` on labelled pairs.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--format", choices=FORMATS, default="plv")
    parser.add_argument(
        "--direct", action="store_true", help="ask the model without the command line"
    )
    options = parser.parse_args()
    if options.format == "plv":
        result = score_plv(options.data, options.direct)
    else:
        result = score_cameo(options.data)
    data = hashlib.sha256(options.data.read_bytes()).hexdigest()
    print(json.dumps({"data_sha256": data, "format": options.format, **result}))


if __name__ == "__main__":
    main()
