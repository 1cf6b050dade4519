"""Score the tagger's certainty on a set of predicates with labels in -3 … 3.

    python -m evaluation.certainty --data uw.jsonl [--models DIR]

Lines are {"text": tokens joined by spaces, "targets": [{"span1": [first, last + 1], "label"}]}, as
in the UW, MEANTIME and UDS-IH2 sets. Prints one JSON object: mean absolute error, Pearson's r and
how many of the non-actual events (label 1.5 or less, nearer to "unsure" than to "certain") are seen
as such (found 1.7 or less: errors of the mean lean to certainty, and at 1.7 precision and recall
are level on UW's development part), with 95 % intervals over sentences; beside them the error of
the constant that is best on the data, which is what a coder without modality says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.reading.tagger import TagModel
from evaluation.intervals import bootstrap

ACTUAL = 1.5
SEEN = 1.7
Figures = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> None:
    """Score one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, help="folder of the model (default: the packaged)")
    options = parser.parse_args(argv)
    raw = options.data.read_bytes()
    model = TagModel.load(options.models)
    labels, found, groups = list[float](), list[float](), list[list[int]]()
    for line in raw.decode().splitlines():
        row = json.loads(line)
        starts = _starts(row["text"])
        tags = model.tag(row["text"])
        group = []
        for target in row["targets"]:
            answer = tags.certainty_at(starts[target["span1"][0]])
            group.append(len(labels))
            labels.append(float(target["label"]))
            found.append(3.0 if answer is None else answer)
        groups.append(group)
    head = {"data_sha256": hashlib.sha256(raw).hexdigest(), "model": model.sha256[:16]}
    print(json.dumps(head | figures(np.array(labels), np.array(found), groups)))


def figures(
    labels: NDArray[np.float64], found: NDArray[np.float64], groups: Sequence[Sequence[int]]
) -> Figures:
    """Error, correlation and recall of the non-actual, with intervals and the constant beside."""
    constant = np.full_like(labels, np.median(labels))

    def of(measure: Any) -> Figures:
        value = measure(labels, found)
        interval = bootstrap(groups, lambda rows: measure(labels[rows], found[rows]))
        return {"value": round(float(value), 4), "interval": interval}

    return {
        "n": len(labels),
        "sentences": len(groups),
        "mae": of(_error),
        "r": of(_correlation),
        "non_actual_recall": of(lambda gold, guess: _share(guess <= SEEN, gold <= ACTUAL)),
        "non_actual_precision": of(lambda gold, guess: _share(gold <= ACTUAL, guess <= SEEN)),
        "n_non_actual": int((labels <= ACTUAL).sum()),
        "constant_mae": round(float(_error(labels, constant)), 4),
    }


def _starts(text: str) -> list[int]:
    """The offset of each token of a text of tokens joined by spaces."""
    starts, at = [], 0
    for token in text.split(" "):
        starts.append(at)
        at += len(token) + 1
    return starts


def _error(gold: NDArray[np.float64], guess: NDArray[np.float64]) -> float:
    return float(np.abs(gold - guess).mean())


def _correlation(gold: NDArray[np.float64], guess: NDArray[np.float64]) -> float:
    if gold.std() == 0 or guess.std() == 0:
        return 0.0
    return float(np.corrcoef(gold, guess)[0, 1])


def _share(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    """How many of those wanted are found."""
    return float(found[wanted].mean()) if wanted.any() else 0.0


if __name__ == "__main__":
    main()
