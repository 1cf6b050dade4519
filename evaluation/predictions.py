"""Score how the reader finds sentences that look ahead, with who says so and for when.

    python -m evaluation.predictions --data wikinews.jsonl [--part tuned|fresh]

The annotation that comes with the Wikinews articles is machine-aided: of 173 statements checked by
reading 51 % are about the future at all, and it holds 57 % of those that are. So sentences were
labelled by reading (`ahead.json`, by a language model; offsets and names, no text): the "tuned"
articles were at hand while rules were written, the "fresh" ones not. For a file whose articles are
not among them the annotation is taken as it comes, each statement at the sentence that shares most
of its words, and the figures say so. Prints one JSON object with 95 % intervals over articles:
precision, recall and F1 of sentences; of those found, how often the predictor matches (one name
holds the other, or both are the article itself) and the time; beside them the rule that every
sentence with "will", "would", "may", "might", "could" or "expect" looks ahead.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from detente.documents import make_document
from detente.reading.reader import Reader
from evaluation.intervals import bootstrap, f1

CHECKED = Path(__file__).with_name("ahead.json")
PLAIN = re.compile(r"\b(?:will|would|may|might|could|expect\w*)\b", re.I)
PLACEHOLDERS = frozenset({"future", "ongoing", "unspecified", "unknown", "imminent", "none"})
SMALL = frozenset({"the", "a", "an", "of", "in", "on", "at", "by", "to", "for", "and", "from"})


class Ahead(msgspec.Struct, frozen=True):
    """A sentence that looks ahead, by offsets; `judged` where predictor and date were labelled."""

    start: int
    end: int
    predictor: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    judged: bool = True


class Labelled(msgspec.Struct, frozen=True):
    """An article by its line in the file, with its sentences that look ahead."""

    line: int
    part: str
    ahead: tuple[Ahead, ...]


class Checked(msgspec.Struct, frozen=True):
    """What was labelled by reading."""

    data_sha256: str
    articles: tuple[Labelled, ...]


def main(argv: Sequence[str] | None = None) -> None:
    """Score one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("tuned", "fresh"))
    options = parser.parse_args(argv)
    raw = options.data.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    lines = [json.loads(line) for line in raw.splitlines() if line.strip()]
    reader = Reader.load()
    checked = msgspec.json.decode(CHECKED.read_bytes(), type=Checked)
    known = checked.data_sha256 == digest
    labelled = checked.articles if known else ()
    rows = [a for a in labelled if options.part in (None, a.part)]
    rows = rows or [_as_shipped(n, line) for n, line in enumerate(lines)]
    scores = [_score(reader, lines[row.line]["original_text"], row) for row in rows]
    gold = "read by hand" if known else "as shipped, aligned by words"
    head = {"data_sha256": digest, "gold": gold, "part": options.part, "articles": len(rows)}
    print(json.dumps(head | _figures(scores), indent=1))


def _score(reader: Reader, text: str, row: Labelled) -> dict[str, int]:
    reading, outlooks = reader.outlooks(make_document(text))
    gold = {_sentence(reading, one.start): one for one in row.ahead}
    plain = {n for n, s in enumerate(reading) if PLAIN.search(text[s[0] : s[1]])}
    hits = [(gold[n], outlooks[n]) for n in outlooks if n in gold and gold[n].judged]
    return {
        "right": len(set(outlooks) & set(gold)), "found": len(outlooks), "wanted": len(gold),
        "plain right": len(plain & set(gold)), "plain found": len(plain), "judged": len(hits),
        "predictor": sum(_same(one.predictor, out.source) for one, out in hits),
        "date": sum(_same(one.date, out.when) for one, out in hits),
    }  # fmt: skip


def _sentence(spans: Sequence[tuple[int, int]], start: int) -> int:
    return next((n for n, (low, high) in enumerate(spans) if low <= start < high), -1)


def _same(wanted: Sequence[str], found: Any) -> bool:
    """Whether one holds the other, or they share a word that says something; none is none."""
    real = [w for w in map(_words, wanted) if w and not w & PLACEHOLDERS]
    if not real or found is None:
        return not real and found is None
    return any((w & _words(found.exact)) - SMALL for w in real)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _as_shipped(number: int, line: dict[str, Any]) -> Labelled:
    """The file's own statements, each at the sentence that shares most of its words."""
    from detente.reading.sentences import split_sentences

    text = line["original_text"]
    spans = [(s.start, s.end) for s in split_sentences(text, None)]
    found = dict[tuple[int, int], Ahead]()
    for statement in line["extracted"]:
        named = ("Event Variable", "Predicted Attribute", "Rationale", "Modality Evidence")
        said = _words(" ".join(str(statement.get(key) or "") for key in named)) - SMALL
        best = max(spans, key=lambda span: _share(said, text[span[0] : span[1]]))
        who, when = (statement.get(key) for key in ("Predictor", "Event Date"))
        found[best] = Ahead(*best, (str(who),) if who else (), (str(when),) if when else ())
    return Labelled(number, "as shipped", tuple(found.values()))


def _share(said: set[str], sentence: str) -> float:
    words = _words(sentence)
    return float(len(said & words) / (8 + len(words)) ** 0.5)


def _figures(scores: Sequence[dict[str, int]]) -> dict[str, Any]:
    def total(name: str, chosen: Sequence[int] = range(len(scores))) -> int:
        return sum(scores[i][name] for i in chosen)

    def detection(chosen: Sequence[int]) -> float:
        return f1(total("right", chosen), total("found", chosen), total("wanted", chosen))

    def share(name: str) -> dict[str, Any]:
        def of(chosen: Sequence[int]) -> float:
            return total(name, chosen) / max(1, total("judged", chosen))

        every = range(len(scores))
        return {"value": round(of(every), 3), "interval": bootstrap([[i] for i in every], of)}

    plain = f1(total("plain right"), total("plain found"), total("wanted"))
    return {
        "sentences": total("wanted"), "found": total("found"),
        "f1": round(detection(range(len(scores))), 3),
        "interval": bootstrap([[i] for i in range(len(scores))], detection),
        "precision": round(total("right") / max(1, total("found")), 3),
        "recall": round(total("right") / max(1, total("wanted")), 3),
        "judged": total("judged"), "predictor": share("predictor"), "date": share("date"),
        "plain_words_f1": round(plain, 3),
    }  # fmt: skip


if __name__ == "__main__":
    main()
