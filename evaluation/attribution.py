"""Score who says what: source heads and content tokens, against each annotator alone.

    python -m evaluation.attribution --data DIR [--models DIR]

DIR is as PolNeAR has it: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann` (brat). A source
counts by its head: its last word before any "of", "in", "with", "who" or comma. A found head is
right where a gold source has the same one. Contents count by tokens. Every annotation of an article
is a gold of its own. Prints one JSON object with F1 of the tagger and, beside it, of the rules for
verbs of saying, with 95 % intervals over articles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.spans import brat_spans

from detente.reading.attribution import SAYING
from detente.reading.sentences import split_sentences
from detente.reading.tagger import TagModel
from evaluation.intervals import bootstrap, f1

Found = dict[str, list[tuple[int, int]]]
_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_TAIL = re.compile(r",|\b(?:of|in|with|who|whose|from|at|for|on|that|which|to|by|and)\b")
_RULE = re.compile(
    r"(?P<before>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*|\b[Tt]he \w+|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b)"
    r"\s+(?P<cue>" + "|".join(sorted(SAYING, key=len, reverse=True)) + r")\b(?P<rest>.*)",
    re.DOTALL,
)


def main(argv: Sequence[str] | None = None) -> None:
    """Score one folder, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, help="folder of the model (default: the packaged)")
    options = parser.parse_args(argv)
    model = TagModel.load(options.models)
    golds, digest = list[tuple[str, str, Found]](), hashlib.sha256()
    for notes in sorted((options.data / "attributions").glob("*.ann")):
        name = notes.stem.rpartition("_")[0]
        text, raw = options.data / "text" / f"{name}.txt", notes.read_text("utf-8")
        golds.append((name, text.read_text("utf-8"), brat_spans(raw)))
        digest.update(raw.encode())
    head = {
        "data_sha256": digest.hexdigest(), "model": model.sha256[:16], "annotations": len(golds),
        "articles": len({name for name, *_ in golds}),
    }  # fmt: skip
    by_model = score(golds, lambda sentence: _by_model(model, sentence))
    print(json.dumps(head | {"tagger": by_model, "rules": score(golds, by_rules)}))


def score(golds: Sequence[tuple[str, str, Found]], tag: Callable[[str], Found]) -> dict[str, Any]:
    """F1 of source heads and content tokens of one way of tagging."""
    known: dict[str, Found] = {}
    heads, tokens = list[tuple[int, int, int]](), list[tuple[int, int, int]]()
    groups: dict[str, list[int]] = {}
    for number, (name, text, gold) in enumerate(golds):
        if name not in known:
            known[name] = _over(text, tag)
        groups.setdefault(name, []).append(number)
        heads.append(_overlap(set(_heads(text, gold)), set(_heads(text, known[name]))))
        tokens.append(_overlap(set(_inside(text, gold)), set(_inside(text, known[name]))))
    return {"source_head": _figures(heads, groups), "content_token": _figures(tokens, groups)}


def _figures(
    counts: Sequence[tuple[int, int, int]], groups: dict[str, list[int]]
) -> dict[str, Any]:
    def over(rows: Sequence[int]) -> float:
        return f1(*(sum(counts[row][i] for row in rows) for i in range(3)))

    every = range(len(counts))
    right, said, true = (sum(counts[row][i] for row in every) for i in range(3))
    return {
        "f1": round(over(every), 4), "interval": bootstrap(list(groups.values()), over),
        "precision": round(right / said, 4) if said else None,
        "recall": round(right / true, 4) if true else None, "n": true,
    }  # fmt: skip


def _overlap(gold: set[int], found: set[int]) -> tuple[int, int, int]:
    return len(gold & found), len(found), len(gold)


def _over(text: str, tag: Callable[[str], Found]) -> Found:
    """What a way of tagging finds in all sentences of a text."""
    found: Found = {"source": [], "cue": [], "content": []}
    for sentence in split_sentences(text, None):
        for kind, spans in tag(text[sentence.start : sentence.end]).items():
            found[kind] += [(a + sentence.start, b + sentence.start) for a, b in spans]
    return found


def _by_model(model: TagModel, sentence: str) -> Found:
    tags = model.tag(sentence)
    found = {"source": tags.sources(), "cue": tags.spans("cue"), "content": tags.spans("content")}
    return {kind: [(span.start, span.end) for span in spans] for kind, spans in found.items()}


def by_rules(sentence: str) -> Found:
    """A name or pronoun before a verb of saying; the content is what follows, else what leads."""
    match = _RULE.search(sentence)
    if match is None:
        return {}
    start, end = match.span("rest")
    if len(sentence[start:end].split()) < 3:  # "…, he said."
        start, end = 0, match.start()
    return {"source": [match.span("before")], "content": [(start, end)]}


def _heads(text: str, found: Found) -> Iterator[int]:
    """Offsets of the heads of the sources."""
    for start, end in found.get("source", ()):
        words = list(_TOKEN.finditer(text, start, end))
        tail = _TAIL.search(text, words[0].end() if words else start, end)
        kept = [word for word in words if not tail or word.start() < tail.start()]
        if kept:
            yield kept[-1].start()


def _inside(text: str, found: Found) -> Iterator[int]:
    """Offsets of the tokens inside the contents."""
    for start, end in found.get("content", ()):
        yield from (word.start() for word in _TOKEN.finditer(text, start, end))


if __name__ == "__main__":
    main()
