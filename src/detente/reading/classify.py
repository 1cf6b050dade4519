"""Pairs → roots: the relation model on its own, as benchmarks run it (`detente classify`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, get_args

import msgspec

from detente.codebook import load_codebook
from detente.errors import InputError
from detente.reading.deeds import Deed, find_deeds
from detente.reading.judge import NONE
from detente.reading.reader import Reader, lay_out
from detente.reading.relations import PairText, Span
from detente.reading.sentences import split_sentences
from detente.records import Document, Status

MAX_TEXT = 20_000
"""Characters of one line's text: it is a sentence, not a book."""


class PairLine(msgspec.Struct, frozen=True):
    """One line of input: a text and its two sides, each a span, a list of spans, or nothing."""

    id: str | int
    text: str
    actor: list[int | Span] | None = None
    recipient: list[int | Span] | None = None


class PairAnswer(msgspec.Struct, frozen=True):
    """The answer for a line; `event` and `quad_code` are None when "none" leads."""

    id: str | int
    event: str | None
    quad_code: int | None
    scores: dict[str, float]
    modality: dict[str, float]


class Answer(msgspec.Struct, frozen=True):
    """One line of output, and whether its input was good."""

    json: bytes
    ok: bool


def classify_lines(lines: Iterable[bytes | str], reader: Reader) -> Iterator[Answer]:
    """One answer a line, in order; a bad line answers {"id", "error"}."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = classify(_decode(line, number), reader)
        except InputError as error:
            fault = {"id": _id_of(line), "error": str(error)}
            yield Answer(msgspec.json.encode(fault), False)
        else:
            yield Answer(msgspec.json.encode(answer), True)


def classify(line: PairLine, reader: Reader) -> PairAnswer:
    """Root, quad and modality for one pair; raises `InputError` for a span outside the text.

    With both sides null the model reads the text unmarked, as it was trained to: it answers for
    the most telling event. Pairs found by the rules first would miss what no trigger word names.
    """
    if len(line.text) > MAX_TEXT:
        raise InputError(
            f"the text has {len(line.text):,} characters",
            where=f"id {line.id}",
            hint=f"give a sentence or paragraph of at most {MAX_TEXT:,}",
        )
    if not line.text.strip():
        raise InputError("the text is empty", where=f"id {line.id}", hint="give it some words")
    actor, recipient = _spans(line.actor, line.id), _spans(line.recipient, line.id)
    row = PairText(line.text, actor, recipient)
    status = _status_between(line.text, (*actor, *recipient), reader)
    return _answer(line.id, reader.scorer.read([row])[0].roots, status)


def _deeds(text: str, reader: Reader) -> list[Deed]:
    sentences = split_sentences(text)
    mentions = reader.mentions(_as_document(text), sentences)
    return [deed for clause in lay_out(text, sentences, mentions) for deed in find_deeds(clause)]


def _as_document(text: str) -> Document:
    """A text without date, title or source; identity plays no part here."""
    return Document("", None, None, None, None, "en", text, "")


def _status_between(text: str, spans: Sequence[Span], reader: Reader) -> Status | None:
    """The status of the deed told between or nearest to the two sides."""
    deeds = _deeds(text, reader)
    if not deeds:
        return None
    low, high = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
    return min(deeds, key=lambda d: _distance(d, low, high)).status


def _distance(deed: Deed, low: int, high: int) -> int:
    start = deed.clause.tokens[deed.trigger.first].start
    return max(low - start, start - high, 0)


def _answer(id_: str | int, scores: dict[str, float], status: Status | None) -> PairAnswer:
    leader = max(scores, key=lambda root: scores[root])
    event = None if leader == NONE else leader
    quad = load_codebook().quad(event) if event else None
    return PairAnswer(id_, event, quad, _rounded(scores), _modality(status))


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    """Three decimals that still sum to one: the leader takes the remainder."""
    rounded = {root: round(p, 3) for root, p in scores.items()}
    leader = max(scores, key=lambda root: scores[root])
    rounded[leader] = round(1.0 - sum(p for r, p in rounded.items() if r != leader), 3)
    return rounded


def _modality(status: Status | None) -> dict[str, float]:
    """How often each status was right where the rules gave this one (`training/status.py`)."""
    return _status_odds()[status or "actual"]


@cache
def _status_odds() -> dict[str, dict[str, float]]:
    data = resources.files("detente.reading") / "data" / "status_odds.csv"
    rows = csv.DictReader(data.read_text("utf-8").splitlines())
    statuses = get_args(Status)
    return {row["rule"]: {name: float(row[name]) for name in statuses} for row in rows}


def _spans(side: Sequence[int | Span] | None, id_: str | int) -> tuple[Span, ...]:
    """One span, or a list of them, as a tuple of spans."""
    if not side:
        return ()
    numbers = [part for part in side if isinstance(part, int)]
    spans = [part for part in side if not isinstance(part, int)]
    if numbers and (spans or len(numbers) != 2):
        raise InputError(
            "a side is neither [start, end] nor a list of such",
            where=f"id {id_}",
            hint="give code-point offsets, as in [0, 6] or [[0, 6], [11, 18]]",
        )
    return ((numbers[0], numbers[1]),) if numbers else tuple(spans)


def _decode(line: bytes | str, number: int) -> PairLine:
    try:
        return msgspec.json.decode(line, type=PairLine)
    except msgspec.ValidationError as error:
        raise InputError(f"not a pair: {error}", where=f"line {number}") from error
    except msgspec.DecodeError as error:
        raise InputError(f"not JSON: {error}", where=f"line {number}") from error


def _id_of(line: bytes | str) -> Any:
    try:
        value = msgspec.json.decode(line)
    except msgspec.DecodeError:
        return None
    return value.get("id") if isinstance(value, dict) else None
