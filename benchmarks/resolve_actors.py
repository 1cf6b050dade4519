"""Time and memory of the actor resolver on a text of about 400 words, our own sentences.

    python -m benchmarks.resolve_actors

Prints one JSON object: milliseconds to load the tables and to index them (best of 5), to resolve
the text (best of 50), the same as a multiple of splitting the text into tokens, which tells more
than milliseconds do on another machine, and the peak memory of the process.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files

from detente.actors import ActorIndex, find_mentions, resolve_pronouns, resolve_relations
from detente.actors.gazetteer import load_gazetteer
from detente.actors.tables import read_tables
from detente.actors.tokens import tokenize
from detente.reading.sentences import split_sentences

SENTENCES = (
    "Russian Foreign Minister Sergei Lavrov met his American counterpart, Antony Blinken, in "
    "Geneva on Friday, and the two sides agreed to meet again.",
    "The Kremlin said that Washington's response had not dealt with Moscow's demands.",
    "Several defence officials told reporters that troops near Kharkiv had been seen moving.",
    "President Emmanuel Macron and Chancellor Olaf Scholz spoke by telephone with Kyiv.",
    "NATO and the Baltic states warned that an attack would have severe consequences.",
    "He added that the alliance would not negotiate about its open door.",
)
COPIES = 5
DAY = date(2022, 1, 21)


def main() -> None:
    """Measure and print."""
    folder = files("detente.actors") / "data"
    load = _best(lambda: read_tables(folder), 5)
    tables = read_tables(folder)
    build = _best(lambda: ActorIndex(tables, load_gazetteer()), 5)
    index, text = ActorIndex.build(tables), " ".join(SENTENCES * COPIES)
    spans = [(s.start, s.end) for s in split_sentences(text, None)]

    def resolve() -> None:
        named = find_mentions(text, spans, index, DAY)
        resolve_pronouns(text, spans, resolve_relations(text, spans, named, index, DAY))

    took, split = _best(resolve, 50), _best(lambda: tokenize(text), 50)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "words": len(text.split()), "load_ms": load, "index_ms": build, "resolve_ms": took,
        "resolve_per_tokenize": round(took / split, 1), "peak_mb": round(peak),
    }  # fmt: skip
    print(json.dumps(figures, indent=1))


def _best(work: Callable[[], object], times: int) -> float:
    """The best of several runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return round(min(took) * 1000, 2)


if __name__ == "__main__":
    main()
