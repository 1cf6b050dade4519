"""How the reader does on the bundled cases against their expected readings.

    python -m evaluation.cases [--case NAME] [--errors N]

Prints one JSON object: precision, recall and F1 of events by sides and root, by root alone with
overlapping words, and the share of right statuses among matched events; F1 of predictions,
agenda and demands. The expected readings
were written and labelled by a language model, and the reader's rules were written with them at
hand, so this is a development figure and no estimate of accuracy on unseen text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from detente.cases import CASES, ExpectedEvent, ExpectedReading, load_case, load_expected
from detente.reading.reader import Reader
from detente.records import Actor, Event, Reading

# What is ahead, and the field that must agree besides the words.
AHEAD: dict[str, str | None] = {"predictions": "outcome", "agenda": "kind", "demands": None}


def main(argv: Sequence[str] | None = None) -> None:
    """Run over one case or all, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", choices=sorted(CASES), action="append")
    parser.add_argument("--errors", type=int, default=0, help="list this many errors of each kind")
    options = parser.parse_args(argv)
    reader = Reader.load()
    names = options.case or sorted(CASES)
    print(json.dumps({name: score_case(name, reader, options.errors) for name in names}, indent=1))


def score_case(name: str, reader: Reader, errors: int = 0) -> dict[str, Any]:
    """Scores of one case."""
    counts: Counter[str] = Counter()
    listed: dict[str, list[str]] = {"missed": [], "false": [], "status": []}
    for report, expected in zip(load_case(name).reports, load_expected(name), strict=True):
        reading = reader.read(report)
        for field, hits in _score(reading, expected, listed).items():
            counts[field] += hits
    scores: dict[str, Any] = {
        "expected": counts["expected"],
        "found": counts["found"],
        "root_and_sides": _f1(counts["full"], counts["found"], counts["expected"]),
        "root": _f1(counts["root"], counts["found"], counts["expected"]),
        "trigger": _f1(counts["overlap"], counts["found"], counts["expected"]),
        "status_given_match": round(counts["status"] / max(1, counts["full"]), 3),
    }
    scores |= {
        kind: _f1(counts[f"{kind} right"], counts[f"{kind} found"], counts[f"{kind} expected"])
        for kind in AHEAD
    }
    return scores | ({k: v[:errors] for k, v in listed.items()} if errors else {})


def _score(
    reading: Reading, expected: ExpectedReading, listed: dict[str, list[str]]
) -> Counter[str]:
    counts = Counter(expected=len(expected.events), found=len(reading.events))
    free = list(reading.events)
    for wanted in expected.events:
        near = [e for e in free if _overlaps(reading, e, wanted)]
        chosen = next((e for e in near if _same_sides(e, wanted)), None)
        chosen = chosen or next((e for e in near if e.event == wanted.event), None)
        chosen = chosen or (near[0] if near else None)
        if chosen is None:
            listed["missed"].append(f"{reading.document.title} | {wanted.quote} | {_show(wanted)}")
            continue
        free.remove(chosen)
        counts["overlap"] += 1
        counts["root"] += chosen.event == wanted.event
        if not _same_sides(chosen, wanted):
            line = f"{wanted.quote} | want {_show(wanted)} | got {_show_event(chosen)}"
            listed["false"].append(line)
            continue
        counts["full"] += 1
        counts["status"] += chosen.modality.status == wanted.status
        if chosen.modality.status != wanted.status:
            got = chosen.modality.status
            listed["status"].append(f"{wanted.quote} | want {wanted.status} | got {got}")
    counts.update(_score_ahead(reading, expected))
    listed["false"].extend(
        f"nothing expected | got {_show_event(e)} | {_sentence(reading, e)}" for e in free
    )
    return counts


def _score_ahead(reading: Reading, expected: ExpectedReading) -> Counter[str]:
    """Predictions, agenda and demands: overlapping words with the same outcome or kind."""
    counts: Counter[str] = Counter()
    for kind, label in AHEAD.items():
        found, wanted = list(getattr(reading, kind)), getattr(expected, kind)
        counts[f"{kind} found"], counts[f"{kind} expected"] = len(found), len(wanted)
        for record in wanted:
            start = reading.document.text.find(record.quote)
            end = start + len(record.quote)
            hit = next(
                (
                    f
                    for f in found
                    if f.anchor.start < end
                    and start < f.anchor.end
                    and (label is None or getattr(f, label) == getattr(record, label))
                ),
                None,
            )
            if hit is not None:
                found.remove(hit)
                counts[f"{kind} right"] += 1
    return counts


def _overlaps(reading: Reading, event: Event, wanted: ExpectedEvent) -> bool:
    start = reading.document.text.find(wanted.quote)
    return event.anchor.start < start + len(wanted.quote) and start < event.anchor.end


def _same_sides(event: Event, wanted: ExpectedEvent) -> bool:
    sides = (_known(event.actor), _known(event.recipient))
    want = (set(wanted.actor), set(wanted.recipient))
    if event.event == wanted.event and (event.reciprocal or wanted.reciprocal):
        return sides[0] | sides[1] == want[0] | want[1]
    return event.event == wanted.event and sides == want


def _known(actors: Sequence[Actor]) -> set[str]:
    """The identities of a side; an unresolved actor counts as none."""
    return {a.identity for a in actors} - {"---"}


def _show(wanted: ExpectedEvent) -> str:
    return f"{wanted.event} {'+'.join(wanted.actor)}>{'+'.join(wanted.recipient)} {wanted.status}"


def _show_event(event: Event) -> str:
    actor = "+".join(a.identity for a in event.actor)
    recipient = "+".join(a.identity for a in event.recipient)
    return f"{event.event} {actor}>{recipient} {event.modality.status} [{event.anchor.exact}]"


def _sentence(reading: Reading, event: Event) -> str:
    sentence = reading.sentences[event.sentence]
    return reading.document.text[sentence.start : sentence.end]


def _f1(hits: int, found: int, expected: int) -> dict[str, float]:
    precision, recall = hits / max(1, found), hits / max(1, expected)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


if __name__ == "__main__":
    main()
