"""How the reader does on twelve articles of our own, coded closely by two independent passes.

    python -m evaluation.desk [--part tuned|fresh] [--pass a|b] [--errors N]
    python -m evaluation.desk --agreement

Articles with an odd number were at hand while rules were written ("tuned"), the even ones were
not. A record is found where its words overlap those of the coded one in the same sentence and the
label that matters agrees: for an event its root and both sides, for a prediction its outcome, for
an agenda item its kind, for a demand its two sides, for a signal its kind and dyad. Each counts
once. Prints precision, recall and F1 with 95 % intervals over articles. `--agreement` scores the
second pass against the first in the same way: what a careful second reader reaches. A language
model wrote and coded the articles.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from detente.documents import make_document
from detente.reading.reader import Reader
from detente.records import Actor, Anchor, Document, Event, Reading
from evaluation.intervals import bootstrap, f1

FOLDER = Path(__file__).with_name("desk")
Row = dict[str, Any]
Found = tuple[int, int, tuple[Any, ...]]
"""Start, end, and the label that must agree."""


class Article(msgspec.Struct, frozen=True):
    """An article of our own."""

    id: str
    crisis: str
    published: str
    title: str
    body: str

    def document(self) -> Document:
        """It as the reader takes it."""
        return make_document(self.body, title=self.title, published=self.published, source="desk")


def main(argv: Sequence[str] | None = None) -> None:
    """Score one part by one pass, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("tuned", "fresh"))
    parser.add_argument("--pass", dest="coder", choices=("a", "b"), default="a")
    parser.add_argument("--agreement", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args(argv)
    lines = (FOLDER / "articles.jsonl").read_bytes()
    articles = [a for a in msgspec.json.Decoder(Article).decode_lines(lines) if _in(a, options)]
    gold = _coded("a" if options.agreement else options.coder)
    reader = None if options.agreement else Reader.load()
    other = _coded("b") if options.agreement else {}
    counts: dict[str, list[tuple[int, int, int]]] = {kind: [] for kind in KINDS}
    errors: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for article in articles:
        document = article.document()
        reading = reader.read(document) if reader else None
        for kind, (of_gold, of_reading) in KINDS.items():
            wanted = [of_gold(row, document.text) for row in gold[article.id].get(kind, ())]
            if reading:
                found = of_reading(reading)
            else:
                found = [of_gold(row, document.text) for row in other[article.id].get(kind, ())]
            counts[kind].append(match(wanted, found, document.text, errors[kind]))
    figures: Row = {kind: _figures(rows) for kind, rows in counts.items()}
    if options.errors:
        figures["errors"] = {kind: lines[: options.errors] for kind, lines in errors.items()}
    print(json.dumps({"articles": len(articles)} | figures, indent=1, ensure_ascii=False))


def match(
    wanted: Sequence[Found], found: Sequence[Found], text: str, errors: list[str]
) -> tuple[int, int, int]:
    """How many of those wanted are found, how many were found, and how many wanted."""
    free = list(found)
    right = 0
    for one in wanted:
        near = [f for f in free if f[0] < one[1] and one[0] < f[1]]
        hit = next((f for f in near if f[2] == one[2]), None)
        if hit:
            free.remove(hit)
            right += 1
        else:
            got = [f[2] for f in near]
            errors.append(f"missed {one[2]} | {text[one[0] : one[1]]} | got {got}")
    errors += [f"false {f[2]} | {text[f[0] : f[1]]}" for f in free]
    return right, len(found), len(wanted)


def _in(article: Article, options: argparse.Namespace) -> bool:
    part = "tuned" if int(article.id) % 2 else "fresh"
    return options.part in (None, part)


def _coded(coder: str) -> dict[str, Row]:
    lines = (FOLDER / f"pass_{coder}.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def _figures(rows: Sequence[tuple[int, int, int]]) -> Row:
    right, found, wanted = (sum(row[i] for row in rows) for i in range(3))
    interval = bootstrap(
        [[i] for i in range(len(rows))],
        lambda chosen: f1(*(sum(rows[i][k] for i in chosen) for k in range(3))),
    )
    return {
        "wanted": wanted, "found": found,
        "precision": round(right / found, 3) if found else None,
        "recall": round(right / wanted, 3) if wanted else None,
        "f1": round(f1(right, found, wanted), 3), "interval": interval,
    }  # fmt: skip


def _at(row: Row, text: str) -> tuple[int, int]:
    """Where a coded record's words stand; an event's within its sentence."""
    first = text.find(row["sentence"]) if "sentence" in row else 0
    start = text.find(row["quote"], max(first, 0))
    if start < 0:
        raise ValueError(f"{row['quote']!r} is not in the text")
    return start, start + len(row["quote"])


def _ids(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.identity for a in actors) - {"---"}


def _sides(root: str, actor: frozenset[str], recipient: frozenset[str]) -> tuple[Any, ...]:
    """Root and sides; a meeting has no direction."""
    mutual = root in {"CONSULT", "COOPERATE", "AGREE"} and actor and recipient
    return (root, actor | recipient) if mutual else (root, actor, recipient)


def _gold_event(row: Row, text: str) -> Found:
    sides = (frozenset(row[side]) - {"---"} for side in ("actor", "recipient"))
    return (*_at(row, text), _sides(row["root"], *sides))


def _event(event: Event) -> Found:
    label = _sides(event.event, _ids(event.actor), _ids(event.recipient))
    return (*_span(event.anchor), label)


def _span(anchor: Anchor) -> tuple[int, int]:
    return anchor.start, anchor.end


KINDS: Mapping[str, tuple[Callable[[Row, str], Found], Callable[[Reading], list[Found]]]] = {
    "events": (_gold_event, lambda r: [_event(e) for e in r.events]),
    "predictions": (
        lambda row, text: (*_at(row, text), (row["outcome"],)),
        lambda r: [(*_span(p.anchor), (p.outcome,)) for p in r.predictions],
    ),
    "agenda": (
        lambda row, text: (*_at(row, text), (row["kind"],)),
        lambda r: [(*_span(a.anchor), (a.kind,)) for a in r.agenda],
    ),
    "demands": (
        lambda row, text: (*_at(row, text), (frozenset(row["by"]), frozenset(row["of"]))),
        lambda r: [(*_span(d.anchor), (_ids(d.by), _ids(d.of))) for d in r.demands],
    ),
    "signals": (
        lambda row, text: (*_at(row, text), (row["kind"], frozenset(row["dyad"]))),
        lambda r: [(*_span(s.anchor), (s.kind, frozenset(s.dyad))) for s in r.signals],
    ),
}

if __name__ == "__main__":
    main()
