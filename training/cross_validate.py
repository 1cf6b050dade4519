"""Score the held-out folds together, fit the calibration on them, write figures and a page.

    python -m training.cross_validate --folds DIR DIR DIR DIR DIR --out evaluation/results

Each DIR is the `--out` of one `training.relations --fold k/5`. The quad is that of the folded
root, as in the published tables. Intervals: 1,000 bootstrap samples of sentences, seed 13.
"""

from __future__ import annotations

import argparse
import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from evaluation.relations import figures, folded
from numpy.typing import NDArray

from detente.reading.relations import probabilities
from training.labels import LABELS, NONE

TEMPERATURES = np.round(np.arange(0.8, 2.51, 0.05), 2)
OFFSETS = np.round(np.arange(-2.0, 2.01, 0.25), 2)

Lines = list[dict[str, Any]]


def log_loss(scores: NDArray[np.float64], lines: Lines) -> float:
    """Mean of minus the log of what the allowed answers got together."""
    right = [
        sum(row[LABELS.index(a)] for a in line["allowed"])
        for row, line in zip(scores, lines, strict=True)
    ]
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def calibrate(logits: NDArray[np.float64], lines: Lines) -> dict[str, float]:
    """Temperature and offset of "none" with the least log loss on gold and own pairs."""
    kept = [i for i, line in enumerate(lines) if line["kind"] in {"gold", "own"}]
    chosen = [lines[i] for i in kept]

    def loss(setting: tuple[float, float]) -> float:
        return log_loss(probabilities(logits[kept], *setting), chosen)

    temperature, offset = min(product(TEMPERATURES, OFFSETS), key=loss)
    return {"temperature": float(temperature), "none_offset": float(offset)}


def rates(scores: NDArray[np.float64], lines: Lines) -> dict[str, dict[str, float]]:
    """How often "none" leads, by kind of held-out row."""
    result = {}
    groups = {
        "gold pairs (all have an event)": lambda r: r["kind"] == "gold",
        "gold pairs swapped": lambda r: r["kind"] == "swapped",
        "meetings, the other way round": lambda r: r["kind"] == "mirrored",
        "own pairs without a relation": lambda r: r["kind"] == "own" and r["root"] == "none",
        "own pairs with a relation": lambda r: r["kind"] == "own" and r["root"] != "none",
        "CAMEO sentences without an event, unmarked": lambda r: (
            r["kind"] == "cameo" and r["root"] == "0"
        ),
        "CAMEO sentences with an event, unmarked": lambda r: (
            r["kind"] == "cameo" and r["root"] != "0"
        ),
        "CAMEO sentences without an event, two names": lambda r: r["kind"] == "named",
    }
    for name, belongs in groups.items():
        chosen = np.array([bool(belongs(line)) for line in lines])
        none = scores[chosen].argmax(1) == NONE
        result[name] = {"n": int(chosen.sum()), "none_leads": round(float(none.mean()), 3)}
    return result


def split_accuracy(scores: NDArray[np.float64], lines: Lines) -> dict[str, float]:
    """Of our own held-out yielding pairs, how many get the right one of CONCEDE and RETREAT."""
    rows = [
        i for i, r in enumerate(lines) if r["kind"] == "own" and r["root"] in {"CONCEDE", "RETREAT"}
    ]
    concede, retreat = LABELS.index("CONCEDE"), LABELS.index("RETREAT")
    hit = [
        (scores[i][concede] > scores[i][retreat]) == (lines[i]["root"] == "CONCEDE") for i in rows
    ]
    return {"n": len(rows), "accuracy": round(float(np.mean(hit)), 3)}


def reliability(scores: NDArray[np.float64], lines: Lines) -> dict[str, Any]:
    """Measure calibration of the leading answer (10 bins) over gold and own pairs."""
    chosen = [i for i, line in enumerate(lines) if line["kind"] in {"gold", "own"}]
    top = scores[chosen].max(1)
    right = np.array([LABELS[scores[i].argmax()] in lines[i]["allowed"] for i in chosen])
    bins = np.minimum((top * 10).astype(int), 9)
    error = sum(
        (bins == b).mean() * abs(top[bins == b].mean() - right[bins == b].mean())
        for b in range(10)
        if (bins == b).any()
    )
    return {"n": len(chosen), "expected_calibration_error": round(float(error), 3)}


def page(result: dict[str, Any]) -> str:
    """Lay the figures out as Markdown."""
    lines = [f"# Relation model: {len(result['runs']['seconds'])} held-out fold(s) of five", ""]
    lines += [
        "Folds are by sentence. Nothing here was measured on rows that the model was trained on.",
        "",
    ]
    lines += ["| measure | macro-F1 | 95 % interval |", "|---|---|---|"]
    for name in ("root", "quad", "binary"):
        f = result["gold"][name]
        lines.append(
            f"| {name}, n = {result['gold']['n']} | {f['macro_f1']:.3f} "
            f"| {f['low']:.3f}-{f['high']:.3f} |"
        )
    lines += ["", '| held-out rows | n | "none" leads |', "|---|---|---|"]
    lines += [
        f"| {name} | {r['n']} | {r['none_leads']:.1%} |" for name, r in result["none"].items()
    ]
    lines += ["", "| root | n | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, r in result["gold"]["by_root"].items():
        lines.append(
            f"| {name} | {r['n']} | {r['precision']:.2f} | {r['recall']:.2f} | {r['f1']:.2f} |"
        )
    split, ece = result["yield_split"], result["reliability"]
    lines += [
        "",
        f"CONCEDE told from RETREAT on own held-out sentences: {split['accuracy']:.3f} "
        f"of {split['n']}.",
    ]
    lines += [
        f"Expected calibration error: {ece['expected_calibration_error']:.3f}, n = {ece['n']}."
    ]
    lines += [f"Calibration fitted on these folds: {result['calibration']}.", ""]
    lines += [
        'Macro-F1 with other offsets of "none":',
        "",
        '| offset | root | quad | "none" on gold | "none" on own unrelated | "none" on swapped |',
        "|---|---|---|---|---|---|",
    ]
    for row in result["offsets"]:
        lines.append("| " + " | ".join(f"{value:.3f}" for value in row.values()) + " |")
    names = list(result["gold"]["confusion"])
    lines += [
        "",
        "Confusion, gold in rows:",
        "",
        "| | " + " | ".join(names) + " |",
        "|---" * (len(names) + 1) + "|",
    ]
    for gold, row in result["gold"]["confusion"].items():
        if sum(row.values()):
            lines.append(f"| {gold} | " + " | ".join(str(row[n] or "") for n in names) + " |")
    return "\n".join(lines) + "\n"


def offset_rows(
    logits: NDArray[np.float64], lines: Lines, temperature: float
) -> list[dict[str, float]]:
    """Score other offsets of "none": what they would have bought and cost."""
    chosen = np.array([line["kind"] == "gold" for line in lines])
    gold = [line["root"] for line in lines if line["kind"] == "gold"]
    result = []
    for offset in (-3.0, -2.0, -1.0, 0.0, 1.0):
        scores = probabilities(logits, temperature, offset)
        found = figures(gold, [folded(LABELS[i]) for i in scores[chosen].argmax(1)], samples=0)
        none = rates(scores, lines)
        result.append(
            {
                "offset": offset,
                "root": found["root"]["macro_f1"],
                "quad": found["quad"]["macro_f1"],
                "gold": none["gold pairs (all have an event)"]["none_leads"],
                "own": none["own pairs without a relation"]["none_leads"],
                "swapped": none["gold pairs swapped"]["none_leads"],
            }
        )
    return result


def main() -> None:
    """Read the folds, write relations_cv.json and relations_cv.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines: Lines = []
    for folder in options.folds:
        text = (folder / "held_out.jsonl").read_text()
        lines += [json.loads(line) for line in text.splitlines()]
    logits = np.array([line["logits"] for line in lines])
    calibration = calibrate(logits, lines)
    scores = probabilities(logits, calibration["temperature"], calibration["none_offset"])
    chosen = [i for i, line in enumerate(lines) if line["kind"] == "gold"]
    gold = [lines[i]["root"] for i in chosen]
    guessed = [folded(LABELS[scores[i].argmax()]) for i in chosen]
    runs = [json.loads((folder / "run.json").read_text()) for folder in options.folds]
    result = {
        "gold": figures(gold, guessed, groups=[lines[i]["group"] for i in chosen]),
        "none": rates(scores, lines),
        "yield_split": split_accuracy(scores, lines),
        "reliability": reliability(scores, lines),
        "calibration": calibration,
        "offsets": offset_rows(logits, lines, calibration["temperature"]),
        "runs": {
            "seed": runs[0]["seed"],
            "seconds": [r["seconds"] for r in runs],
            "sha256": runs[0]["sha256"],
        },
    }
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "relations_cv.json").write_text(json.dumps(result, indent=1) + "\n")
    (options.out / "relations_cv.md").write_text(page(result))


if __name__ == "__main__":
    main()
