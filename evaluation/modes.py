"""Score the mode that the relation model's head gives stories whose root and mode are known.

    python -m evaluation.modes --data ngec.parquet [--models DIR]

Rows have "text", "title", "label" (root) and "mode". A mode that the codebook does not know under
its root is mapped by name where it is a slip or an older word for one (`OLDER`), else counted and
left out. Prints one JSON object: accuracy and macro-F1 over modes with the root given and without
it, and how often "no mode" is told from a mode, with 95 % intervals over titles; beside them the
baseline, the mode whose definition shares the rarest words with the text. The packaged head was
taught by stories of this kind: only titles it never saw measure it (`python -m training.modes`
prints five folds).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

from detente.codebook import Codebook, load_codebook
from detente.reading.relations import PairText, RelationModel
from evaluation.intervals import bootstrap
from evaluation.relations import macro_f1

OLDER = {
    "ASSAULT/primative": "primitive",
    "ASSAULT/execute": "targeted",
    "ASSAULT/assassinate": "targeted",
    "COERCE/sieze": "seize",
    "COERCE/ban": "restrict",
    "THREATEN/ban": "restrict",
    "RETREAT/return": "release",
}
Gold = tuple[str, str | None, str]
"""Root, mode and what must stay together."""


class Story(msgspec.Struct, frozen=True):
    """A text with the root and mode it was written for, under a title shared by a dozen texts."""

    text: str
    title: str
    root: str
    mode: str | None


def main(argv: Sequence[str] | None = None) -> None:
    """Score one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, help="folder of the model (default: the packaged)")
    options = parser.parse_args(argv)
    book, model = load_codebook(), RelationModel.load(options.models)
    rows = list(stories(options.data, book))
    gold = [(row.root, row.mode, row.title) for row in rows]
    judged = model.read([PairText(row.text) for row in rows])
    head = {
        "data_sha256": hashlib.sha256(options.data.read_bytes()).hexdigest(),
        "model": model.sha256[:16],
        "rows": len(rows),
    }
    found = figures(gold, [one.modes for one in judged])
    base = figures(gold, list(by_words([row.text for row in rows], book)))
    print(json.dumps(head | {"model_head": found, "nearest_definition": base}))


def stories(path: Path, book: Codebook) -> Iterator[Story]:
    """The rows of a parquet file whose mode the codebook knows."""
    for row in pq.read_table(path, columns=["text", "title", "label", "mode"]).to_pylist():
        mode = (row["mode"] or "").lower() or None
        mode = OLDER.get(f"{row['label']}/{mode}", mode)
        if mode is None or mode in book.roots[row["label"]].modes:
            yield Story(row["text"], row["title"], row["label"], mode)


def figures(gold: Sequence[Gold], answers: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Scores of answers, each a value for "ROOT/mode" (and "ROOT/" for no mode, where known)."""
    known = [i for i, (_, mode, _) in enumerate(gold) if mode]
    names = [f"{root}/{mode}" for root, mode, _ in gold]
    given = [_best(answers[i], f"{gold[i][0]}/") for i in range(len(gold))]
    alone = [_best(answers[i], "") for i in range(len(gold))]
    result = {
        "n": len(known),
        "modes": len({names[i] for i in known}),
        "root_given": _scores(names, given, known, gold),
        "root_unknown": _scores(names, alone, known, gold),
    }
    if any(root + "/" in answer for (root, _, _), answer in zip(gold, answers, strict=True)):
        has = [
            _best(answer, f"{root}/", none=True) != f"{root}/"
            for (root, _, _), answer in zip(gold, answers, strict=True)
        ]
        right = [found == bool(mode) for found, (_, mode, _) in zip(has, gold, strict=True)]
        result["mode_or_none_accuracy"] = [round(sum(right) / len(right), 4), len(right)]
    return result


def _best(answer: Mapping[str, float], start: str, *, none: bool = False) -> str:
    fits = [n for n in answer if n.startswith(start) and (none or not n.endswith("/"))]
    return max(fits, key=lambda name: answer[name], default=start)


def _scores(
    names: Sequence[str], found: Sequence[str], known: Sequence[int], gold: Sequence[Gold]
) -> dict[str, Any]:
    groups = defaultdict[str, list[int]](list)
    for i in known:
        groups[gold[i][2]].append(i)

    def f1_of(rows: Sequence[int]) -> float:
        return macro_f1([names[i] for i in rows], [found[i] for i in rows])

    right = sum(names[i] == found[i] for i in known)
    return {
        "accuracy": round(right / len(known), 4) if known else None,
        "macro_f1": round(f1_of(known), 4) if known else None,
        "interval": bootstrap(list(groups.values()), f1_of),
    }


def by_words(texts: Sequence[str], book: Codebook) -> Iterator[dict[str, float]]:
    """The baseline: for each mode the cosine of its definition's words and the text's, by rarity.

    TF-IDF with the texts as the corpus (Salton & Buckley 1988).
    """
    bags = [Counter(_words(text)) for text in texts]
    seen = Counter(word for bag in bags for word in bag)
    rarity = {word: math.log(len(texts) / (1 + count)) + 1 for word, count in seen.items()}
    modes = {
        f"{root.name}/{name}": _weighed(Counter(_words(f"{name} {mode.definition}")), rarity)
        for root in book.roots.values()
        for name, mode in root.modes.items()
    }
    for bag in bags:
        text = _weighed(bag, rarity)
        yield {
            name: sum(value * text.get(word, 0.0) for word, value in words.items())
            for name, words in modes.items()
        }


def _weighed(bag: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    values = {word: count * rarity.get(word, 0.0) for word, count in bag.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {word: value / length for word, value in values.items()}


def _words(text: str) -> list[str]:
    return [word[:6] for word in re.findall(r"[a-z]{3,}", text.lower())]


if __name__ == "__main__":
    main()
