"""Interstate events that the reader finds in sixty articles which tell of none.

    python -m evaluation.false_events --data wikinews_future_train.jsonl [--list]

The rows (`eventless.json`) were chosen by reading, in the order of a seeded shuffle, before any
rule was tuned on them, by a language model. An event counts where both sides are named and are
different states or bodies. Prints one JSON object: words, events, events a thousand words with an
exact Poisson interval; `--list` adds the events.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path

from detente.documents import make_document
from detente.reading.reader import Reader
from detente.records import Actor, Event, Reading

TAIL = 0.025
ROWS = Path(__file__).with_name("eventless.json")


def main(argv: Sequence[str] | None = None) -> None:
    """Read the listed rows of one file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--list", action="store_true", help="list the events as well")
    options = parser.parse_args(argv)
    raw = options.data.read_bytes()
    chosen, digest = json.loads(ROWS.read_text()), hashlib.sha256(raw).hexdigest()
    if digest != chosen["data_sha256"]:
        parser.error(f"{options.data} is not the file whose rows are listed in {ROWS.name}")
    lines = raw.splitlines()
    texts = [json.loads(lines[row])["original_text"] for row in chosen["rows"]]
    reader = Reader.load()
    readings = [reader.read(make_document(text)) for text in texts]
    found = [(r, e) for r in readings for e in r.events if interstate(e)]
    words = sum(len(text.split()) for text in texts)
    rate = [round(1000 * count / words, 3) for count in (len(found), *poisson(len(found)))]
    figures = {"data_sha256": digest, "articles": len(texts), "words": words,
               "events": len(found), "per_1000_words": rate[0], "interval": rate[1:]}  # fmt: skip
    if options.list:
        figures["found"] = [_line(reading, event) for reading, event in found]
    print(json.dumps(figures, indent=1, ensure_ascii=False))


def interstate(event: Event) -> bool:
    """Whether an event is between named states or bodies that differ."""
    actor, recipient = (_ids(side) for side in (event.actor, event.recipient))
    return bool(actor and recipient and actor != recipient)


def poisson(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson mean (Garwood 1936), to a thousandth."""
    grid = [step / 1000 for step in range(int(1000 * (count + 4 * math.sqrt(count + 1) + 5)))]
    low = max((mean for mean in grid if 1 - _at_most(count - 1, mean) <= TAIL), default=0.0)
    return low, min(mean for mean in grid if _at_most(count, mean) <= TAIL)


def _at_most(count: int, mean: float) -> float:
    """Probability of at most `count` where `mean` are expected."""
    return sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(count + 1))


def _ids(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.identity for a in actors) - {"---"}


def _line(reading: Reading, event: Event) -> str:
    sentence = reading.sentences[event.sentence]
    sides = ("+".join(sorted(_ids(side))) for side in (event.actor, event.recipient))
    words = reading.document.text[sentence.start : sentence.end][:200]
    return f"{' > '.join(sides)} {event.event} {event.anchor.exact!r} | {words}"


if __name__ == "__main__":
    main()
