"""Faithfulness probes: change one thing in a sentence, and only that may change in the events.

    python -m evaluation.probes [--errors N]

Each base sentence is a verb of the table below between two states; what the reader says of it is
compared with what it says after the change. A probe counts only where the base sentence itself was
read: its number is given as `n`, out of `of`. Prints one JSON object of pass rates by probe.

- swap: the two states change places: so must the sides.
- rename: other states, the same event: no country prior.
- date: another day of publication and of the week.
- negate: "did not": the status is negated, or the root is another.
- condition: "will … if a third state …": nothing is told as done.
- anonymous: "…, two diplomats said": the same event, from an anonymous source.
- irrelevant: a sentence about the weather behind it: the same events.
- passive: "was … by": the same sides.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from detente.documents import make_document
from detente.reading.reader import Reader
from detente.records import Event

PUBLISHED = date(1998, 3, 12)
# Verb: past, base, participle, what follows the object, root that it names.
VERBS = (
    ("attacked", "attack", "attacked", "with artillery", "ASSAULT"),
    ("bombed", "bomb", "bombed", "before dawn", "ASSAULT"),
    ("shelled", "shell", "shelled", "for a third day", "ASSAULT"),
    ("invaded", "invade", "invaded", "from the north", "ASSAULT"),
    ("condemned", "condemn", "condemned", "over the killings", "ACCUSE"),
    ("denounced", "denounce", "denounced", "in a statement", "ACCUSE"),
    ("criticised", "criticise", "criticised", "over the dam", "ACCUSE"),
    ("accused", "accuse", "accused", "of bad faith", "ACCUSE"),
    ("blamed", "blame", "blamed", "for the crash", "ACCUSE"),
    ("threatened", "threaten", "threatened", "with reprisals", "THREATEN"),
    ("praised", "praise", "praised", "for its patience", "SUPPORT"),
    ("backed", "back", "backed", "in the dispute", "SUPPORT"),
    ("supported", "support", "supported", "in the council", "SUPPORT"),
    ("urged", "urge", "urged", "to release the crew", "REQUEST"),
    ("asked", "ask", "asked", "to open the border", "REQUEST"),
    ("blockaded", "blockade", "blockaded", "by sea", "COERCE"),
    ("met", "meet", "met", "in Geneva", "CONSULT"),
    ("rebuffed", "rebuff", "rebuffed", "over the islands", "REJECT"),
)
DYADS = (
    ("Chile", "Peru"), ("Algeria", "Morocco"), ("India", "Pakistan"), ("Norway", "Sweden"),
)  # fmt: skip
OTHERS = (("Kenya", "Uganda"), ("Brazil", "Bolivia"), ("Greece", "Albania"), ("Laos", "Thailand"))
THIRD = "Portugal"
Signature = frozenset[tuple[str, frozenset[str], frozenset[str], str]]
Base = tuple[tuple[str, str, str, str, str], str, str]


def main(argv: Sequence[str] | None = None) -> None:
    """Run all probes, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", type=int, default=0, help="list this many failures of each")
    options = parser.parse_args(argv)
    print(json.dumps(run(Reader.load(), options.errors), indent=1))


def run(reader: Reader, errors: int = 0) -> dict[str, Any]:
    """Pass rate of each probe over the base sentences that the reader reads."""
    bases = [(verb, a, b) for verb in VERBS for a, b in DYADS]
    read = {base: _events(reader, _plain(*base)) for base in bases}
    seen = [base for base in bases if _has_root(read[base], base[0][4])]
    result: dict[str, Any] = {"of": len(bases), "n": len(seen)}
    for name, probe in PROBES.items():
        failed = [base for base in seen if not probe(reader, base, read[base])]
        result[name] = {"rate": round(1 - len(failed) / max(1, len(seen)), 3)}
        if errors:
            result[name]["failed"] = [_plain(*base) for base in failed[:errors]]
    return result


def _plain(verb: tuple[str, str, str, str, str], a: str, b: str) -> str:
    return f"{a} {verb[0]} {b} {verb[3]} on Tuesday."


def _events(reader: Reader, text: str, published: date = PUBLISHED) -> tuple[Event, ...]:
    return reader.read(make_document(text, published=published.isoformat())).events


def _has_root(events: Sequence[Event], root: str) -> bool:
    return any(event.event == root for event in events)


def signature(events: Sequence[Event], names: dict[str, str] | None = None) -> Signature:
    """Root, sides and status of events; of mutual ones both parties on both sides."""
    found = set()
    for event in events:
        sides = [frozenset((names or {}).get(a.name, a.name) for a in side)
                 for side in (event.actor, event.recipient)]  # fmt: skip
        if event.reciprocal:
            sides = [sides[0] | sides[1]] * 2
        found.add((event.event, sides[0], sides[1], event.modality.status))
    return frozenset(found)


def _swap(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    verb, a, b = base
    return signature(_events(reader, _plain(verb, b, a)), {a: b, b: a}) == signature(events)


def _rename(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    verb, a, b = base
    return all(
        signature(_events(reader, _plain(verb, c, d)), {c: a, d: b}) == signature(events)
        for c, d in OTHERS
    )


def _date(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    text = _plain(*base).replace("Tuesday", "Sunday")
    later = _events(reader, text, PUBLISHED + timedelta(days=9000))
    return signature(later) == signature(events)


def _negate(reader: Reader, base: Base, _: Sequence[Event]) -> bool:
    verb, a, b = base
    found = _events(reader, f"{a} did not {verb[1]} {b} {verb[3]} on Tuesday.")
    return not _told(found, verb[4]) and any(e.modality.status == "negated" for e in found)


def _condition(reader: Reader, base: Base, _: Sequence[Event]) -> bool:
    verb, a, b = base
    text = f"{a} will {verb[1]} {b} {verb[3]} if {THIRD} withdraws its envoy."
    return not _told(_events(reader, text), verb[4])


def _told(events: Sequence[Event], root: str) -> bool:
    """Whether a deed of this root is told as done; speech acts are threats or promises then."""
    return any(e.event == root and e.modality.status in {"actual", "ongoing"} for e in events)


def _anonymous(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    text = _plain(*base)[:-1] + ", two diplomats said."
    found = _events(reader, text)
    main_events = [e for e in found if e.event == base[0][4]]
    kinds = {e.attribution.kind for e in main_events}
    return signature(main_events) <= signature(events) and kinds == {"anonymous"}


def _irrelevant(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    text = _plain(*base) + " The weather in the capital was mild for the season."
    return signature(_events(reader, text)) == signature(events)


def _passive(reader: Reader, base: Base, events: Sequence[Event]) -> bool:
    verb, a, b = base
    text = f"{b} was {verb[2]} by {a} {verb[3]} on Tuesday."
    return signature(_events(reader, text)) == signature(events) or verb[1] == "meet"


PROBES: dict[str, Callable[[Reader, Base, Sequence[Event]], bool]] = {
    "swap": _swap, "rename": _rename, "date": _date, "negate": _negate, "condition": _condition,
    "anonymous": _anonymous, "irrelevant": _irrelevant, "passive": _passive,
}  # fmt: skip


if __name__ == "__main__":
    main()
