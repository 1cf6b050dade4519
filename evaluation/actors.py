"""Score the actor resolver on phrases with the country and sector that another coder gave them.

    python -m evaluation.actors --data cases.jsonl [--errors N] [--today 2022-10-20]

A case is a line {"method", "args", "kwargs", "expect"}; its first argument is the phrase, others
are a day, or the name of a country that the text is about. What is expected is taken literally;
XKX is our KOS. "today", or no day, is the latest day that the file names, when its cases can have
been written at the earliest. Prints one JSON object: `country_accuracy` and `sector_accuracy` are
over phrases that the tables should settle; `by_kind` has bare names, which need an encyclopaedia,
as a row of their own, and phrases that name no state (right when no code is given).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from detente.actors import ActorIndex, load_tables
from detente.actors.index import Form
from detente.actors.resolver import UNRESOLVED, resolve_name
from detente.actors.rows import NON_STATE_CODES, SECTORS
from detente.actors.tokens import tokenize
from detente.records import Actor

PHRASE_METHODS = frozenset({"agent_to_code", "short_text_to_agent", "search_nat"})
DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y")
SYNONYMS = {"XKX": "KOS"}
GENERAL: tuple[Form, ...] = ("state", "adjective", "people", "capital", "title", "agent", "city")


class Case(NamedTuple):
    """One phrase: `country` "" says that none should be given, None that nothing is asserted."""

    text: str
    context: str | None
    day: str | None
    country: str | None
    sectors: frozenset[str]


def main(argv: Sequence[str] | None = None) -> None:
    """Run over the file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="list this many errors")
    parser.add_argument("--today", type=date.fromisoformat, help="the day of cases without one")
    options = parser.parse_args(argv)
    raw = options.data.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    scores = score(rows, options.today, options.errors)
    print(json.dumps(scores | {"sha256": hashlib.sha256(raw).hexdigest()[:16]}, indent=1))


def score(rows: Sequence[dict[str, Any]], today: date | None, errors: int = 0) -> dict[str, Any]:
    """Accuracy over all rows that can be scored, and why the others cannot."""
    tables = load_tables()
    index = ActorIndex.build(tables)
    codes = {state.code for state in tables.states} | NON_STATE_CODES
    skipped: Counter[str] = Counter()
    cases = [case for row in rows if (case := _case(row, codes, skipped)) is not None]
    today = today or max((day for case in cases if (day := _day(case.day))), default=None)
    marks: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    wrong: list[dict[str, Any]] = []
    for case in cases:
        actor = resolve_name(case.text, index, _day(case.day) or today, _about(case, index))
        verdicts = _verdicts(case, actor, _kind(case, index))
        for kind, asserted, right in verdicts:
            marks[kind].append((asserted, right))
        if not all(right for _, _, right in verdicts):
            wrong.append(_error(case, actor))
    listed = {"errors": wrong[:errors]} if errors else {}
    return _totals(marks) | {"skipped": dict(skipped), "today": str(today)} | listed


def _case(row: dict[str, Any], codes: set[str], skipped: Counter[str]) -> Case | None:
    """The case of a row; a reason is counted where it has none, or not all of one."""
    args = [*row["args"], None, None, None]
    if row["method"] not in PHRASE_METHODS:
        return skipped.update(["method asks for an encyclopaedia article, or parses"])
    if not isinstance(args[0], str):
        return skipped.update(["phrase is null"])
    given = [v for v in (*args[1:], *row["kwargs"].values()) if isinstance(v, str) and v]
    day = next((v for v in given if _day(v) or v == "today"), None)
    context = next((v for v in given if v != day), None)
    expect = {key: value[1] for key, value in row["expect"].items() if value[0] != "Gt"}
    if "code" in expect:
        return Case(args[0], context, day, "", frozenset())
    country = expect.get("country", expect.get("cc"))
    country = SYNONYMS.get(country, country) if country else country
    if country and country not in codes:
        skipped.update(["country is no code"])
        country = None
    wanted = expect.get("code_1") or ()
    sectors = frozenset([wanted] if isinstance(wanted, str) else wanted)
    if sectors and not sectors & SECTORS:
        skipped.update(["sector is not in PLOVER 2.0"])
        sectors = frozenset()
    if country is None and not sectors:
        return skipped.update(["neither country nor sector is asserted"])
    return Case(args[0], context, day, country, sectors)


def _verdicts(case: Case, actor: Actor | None, kind: str) -> list[tuple[str, str, bool]]:
    """(kind, what is asserted, whether it is right) for the country and the sector of a case."""
    code = actor.code if actor else UNRESOLVED
    sector = (actor.sector if actor else None) or "UNK"
    verdicts = []
    if case.country == "":
        verdicts.append(("no country", "country", code in (UNRESOLVED, "NGO", "IMG")))
    elif case.country is not None:
        verdicts.append((kind, "country", code == case.country))
    if case.sectors:
        verdicts.append((kind, "sector", sector in case.sectors))
    return verdicts


def _kind(case: Case, index: ActorIndex) -> str:
    """ "bare name" where every word is a name and none of them is in a table of general words."""
    tokens = [token for token in tokenize(case.text) if token.word]
    capital = all(t.capital or t.key in ("of", "the", "al", "and") for t in tokens)
    if capital and not any(_general(t.key, index) for t in tokens):
        return "bare name"
    return "one word" if len(tokens) == 1 else "phrase"


def _general(word: str, index: ActorIndex) -> bool:
    return index.knows(word, *GENERAL)


def _about(case: Case, index: ActorIndex) -> list[str]:
    """The code of the country that the case says its text is about."""
    actor = resolve_name(case.context, index, None) if case.context else None
    return [actor.code] if actor else []


def _day(text: str | None) -> date | None:
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime((text or "").title(), pattern).date()
        except ValueError:
            continue
    return None


def _totals(marks: dict[str, list[tuple[str, bool]]]) -> dict[str, Any]:
    settled = [m for kind, rows in marks.items() if kind in ("phrase", "one word") for m in rows]
    everything = [m for kind, rows in marks.items() if kind != "no country" for m in rows]
    return {
        **_accuracies(settled),
        "with_bare_names": _accuracies(everything),
        "by_kind": {kind: _accuracies(rows) for kind, rows in sorted(marks.items())},
    }


def _accuracies(rows: Sequence[tuple[str, bool]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for asserted in ("country", "sector"):
        right = [is_right for what, is_right in rows if what == asserted]
        result[f"{asserted}_accuracy"] = round(sum(right) / len(right), 3) if right else None
        result[f"n_{asserted}"] = len(right)
    return result


def _error(case: Case, actor: Actor | None) -> dict[str, Any]:
    got = [actor.code, actor.sector, actor.kind, actor.text] if actor else None
    return {
        "text": case.text, "day": case.day, "wanted": [case.country, sorted(case.sectors)],
        "got": got,
    }  # fmt: skip


if __name__ == "__main__":
    main()
