"""How fast a corpus of real articles is read, in how much memory, and whether bytes repeat.

    python -m benchmarks.read_corpus --data FILE.jsonl [--field body=original_text] [--limit N]

Reads every document twice in one process, once forwards and once backwards, and prints one JSON
object: documents, words, documents a second, peak resident memory, the sha256 of all Readings in
order of input, and whether both passes gave the same bytes. Faults are listed, never hidden.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from detente.documents import InputOptions, Rejected, read_documents
from detente.reading.reader import Reader
from detente.records import Document, Event


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--field", action="append", default=[], help="document field=JSON key")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(argv)
    fields = dict(pair.split("=", 1) for pair in options.field)
    inputs = list(read_documents(options.data, InputOptions(fields=fields)))
    documents = [d for d in inputs if isinstance(d, Document)][: options.limit]
    rejected = [str(r.error) for r in inputs if isinstance(r, Rejected)]
    print(json.dumps(measure(documents) | {"rejected": rejected}, indent=1))


def measure(documents: Sequence[Document]) -> dict[str, Any]:
    """Read `documents` forwards and backwards, and compare."""
    started = time.perf_counter()
    reader = Reader.load()
    loaded = time.perf_counter() - started
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    forwards = [_read(reader, document, counts) for document in documents]
    seconds = time.perf_counter() - started
    backwards = [_read(reader, document, Counter()) for document in reversed(documents)]
    words = sum(len(document.text.split()) for document in documents)
    return {
        "documents": len(documents),
        "words": words,
        "load_seconds": round(loaded, 2),
        "documents_per_second": round(len(documents) / seconds, 2),
        "articles_of_400_words_per_second": round(words / 400 / seconds, 2),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "same_bytes_twice": forwards == backwards[::-1],
        "sha256": hashlib.sha256(b"\n".join(forwards)).hexdigest(),
        "counts": dict(sorted(counts.items())),
    }


def _read(reader: Reader, document: Document, counts: Counter[str]) -> bytes:
    reading = reader.read(document)
    for name in ("sentences", "mentions", "events", "predictions", "agenda", "demands", "signals"):
        counts[name] += len(getattr(reading, name))
    counts["one-sided events"] += sum(not _two_sided(event) for event in reading.events)
    return msgspec.json.encode(reading)


def _two_sided(event: Event) -> bool:
    """Whether both sides of an event are known."""
    return all(any(a.identity != "---" for a in side) for side in (event.actor, event.recipient))


if __name__ == "__main__":
    main()
