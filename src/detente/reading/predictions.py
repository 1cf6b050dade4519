"""Somebody's forecasts: a likelihood, the outcome it speaks of, who says so and by when.

A likelihood must be given or implied; a bare "may" of the author's, a wish, a demand or a plan is
no prediction; a "may" that a source is quoted with is its forecast where it is of force. A sentence
with several likelihoods makes a prediction of each, in the words between its neighbours. "No war"
turns the range round.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec

from detente.reading.attribution import attribution_at, find_sayings
from detente.reading.clause import Clause
from detente.reading.conditions import ConditionSpan, find_conditions
from detente.reading.estimates import Cue, find_estimates
from detente.reading.sources import Tagging, attribution_of, find_heard
from detente.reading.times import TimeSpan, leaning, to_time
from detente.records import (
    Anchor,
    Attribution,
    Condition,
    Outcome,
    Prediction,
    PredictionPolarity,
    ProbabilityRange,
    Time,
)

FORCE = frozenset({"war", "limited-force"})
NEGATED_OUTCOME = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|n't|won't|nobody|neither|nothing|few|hardly)\b", re.I
)
CHANCE = re.compile(r"\b(?:could|may|might)\b(?! have\b)")
CHANCE_RANGE = ProbabilityRange(0.2, 0.4, 0.6)
"""Of a source's "could" about force; assumed."""
BOUNDARY = re.compile(r";|—|,? (?:and|but|while|whereas|though|although) |, ")
NOBODY = re.compile(
    r"\b(?:hardly|scarcely) (?:an?|any)\b|\b(?:few|nobody|no one|none|not one|neither)\b", re.I
)
HALF = 0.5
FEW_RANGE = ProbabilityRange(0.03, 0.12, 0.28)
"""Of what nobody, or hardly anybody, is said to believe; assumed."""
PARTIES = 2
PASSED = 0.001
"""How much nearer, in characters, each earlier row of the table counts."""


def find_predictions(
    document_id: str,
    clauses: Sequence[Clause],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    tag: Tagging,
) -> tuple[Prediction, ...]:
    """Every forecast in a document, in order of their words, wherever it is about states.

    A document about two states or more is; else one must be named in the sentence or before it.
    `tag` reads a sentence for the sources that no rule finds.
    """
    found: list[Prediction] = []
    between_states = len(_parties(clauses)) >= PARTIES
    for number, clause in enumerate(clauses):
        before = clauses[number - 1] if number else None
        if between_states or _parties([c for c in (before, clause) if c]):
            spans = times.get(clause.index, ())
            found += _of_sentence(clause, before, spans, published, tag)
    numbered = enumerate(found, 1)
    return tuple(msgspec.structs.replace(p, id=f"{document_id}:p{n}") for n, p in numbered)


def _of_sentence(
    clause: Clause,
    before: Clause | None,
    spans: Sequence[TimeSpan],
    published: date | None,
    tag: Tagging,
) -> list[Prediction]:
    conditions = find_conditions(clause)
    barred = [clause.span(c.first, c.last) for c in conditions]
    cues = [_doubted(clause, c) for c in find_estimates(clause) if not _within(c.start, barred)]
    cues = cues or _chances(clause, barred, tag)
    found = []
    for number, cue in enumerate(cues):
        low, high = _stretch(clause, cues, number)
        told = _outcome(clause.text, low, cue, high, barred) or _spoken_of(cue, before)
        if told is not None:
            who = _predictor(clause, cue, tag)
            near = [
                span for span in spans if low <= span.start < high and not _dateline(span, clause)
            ]
            horizon = _horizon(clause, near, published)
            found.append(_prediction(clause, cue, told, (low, high), who, conditions, horizon))
    return found


def _doubted(clause: Clause, cue: Cue) -> Cue:
    """ "Hardly a diplomat here thinks", "few expect": what nobody believes is unlikely."""
    nobody = NOBODY.search(clause.text, clause.sentence.start, cue.start)
    if nobody is None or cue.counted or cue.range.mid < HALF:
        return cue
    return msgspec.structs.replace(cue, range=FEW_RANGE)


def _dateline(span: TimeSpan, clause: Clause) -> bool:
    """ "LONDON, April 12 —" says when the report was written."""
    after = clause.text[span.end : span.end + 3]
    return "—" in after or "–" in after


def _predictor(clause: Clause, cue: Cue, tag: Tagging) -> Attribution:
    """Who says so by the rules for verbs of saying, else whom the tagger hears."""
    at = clause.token_at(cue.start)
    found = attribution_at(clause, find_sayings(clause), at)
    if found.kind != "author":
        return found
    return attribution_of(clause, find_heard(clause, tag(clause)), at)


def _spoken_of(cue: Cue, before: Clause | None) -> tuple[Outcome, int] | None:
    """ "He put the odds at one in three": of the outcome that the sentence before names last."""
    if before is None or not cue.counted:
        return None
    end = before.sentence.end
    told = _outcome(before.text, before.sentence.start, Cue(end, end, cue.range), end, ())
    return (told[0], cue.start) if told else None


def _prediction(
    clause: Clause,
    cue: Cue,
    told: tuple[Outcome, int],
    stretch: tuple[int, int],
    who: Attribution,
    conditions: Sequence[ConditionSpan],
    horizon: Time,
) -> Prediction:
    outcome, at = told
    polarity = _polarity(clause.text, cue, at)
    start = _claim_start(clause, min(cue.start, at), stretch[0])
    end = _claim_end(clause, max(cue.end, at), stretch[1])
    subject = sorted({a.identity for g in clause.groups for a in g.actors if a.identity != "---"})
    return Prediction(
        id="",
        predictor=who,
        claim=clause.text[start:end],
        subject=tuple(subject),
        outcome=outcome,
        polarity=polarity,
        probability=_turned(cue.range) if polarity == "will not" else cue.range,
        horizon=horizon,
        condition=_condition(clause, conditions),
        anchor=Anchor.of(clause.text, start, end),
    )


def _condition(clause: Clause, conditions: Sequence[ConditionSpan]) -> Condition | None:
    if not conditions:
        return None
    first = conditions[0]
    return Condition(Anchor.of(clause.text, *clause.span(first.first, first.last)), first.polarity)


def _parties(clauses: Sequence[Clause]) -> set[str]:
    """The states and bodies that a document names."""
    groups = [g for clause in clauses for g in (*clause.groups, *clause.places)]
    return {a.identity for g in groups for a in g.actors} - {"---"}


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in spans)


def _chances(clause: Clause, barred: Sequence[tuple[int, int]], tag: Tagging) -> list[Cue]:
    """A source's "could": what it warns of, where the outcome is force."""
    found = []
    for match in CHANCE.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        cue = Cue(*match.span(), CHANCE_RANGE)
        told = _outcome(clause.text, clause.sentence.start, cue, clause.sentence.end, barred)
        force = told is not None and told[0] in FORCE and not _within(cue.start, barred)
        if force and _predictor(clause, cue, tag).kind != "author":
            found.append(cue)
    return found[:1]


def _stretch(clause: Clause, cues: Sequence[Cue], number: int) -> tuple[int, int]:
    """From the last boundary after the likelihood before to the first before the next one."""
    text, cue = clause.text, cues[number]
    low, high = clause.sentence.start, clause.sentence.end
    if number:
        between = list(BOUNDARY.finditer(text, cues[number - 1].end, cue.start))
        low = between[-1].end() if between else cues[number - 1].end
    if number + 1 < len(cues):
        between = list(BOUNDARY.finditer(text, cue.end, cues[number + 1].start))
        high = between[-1].start() if between else cues[number + 1].start
    return low, high


def _outcome(
    text: str, low: int, cue: Cue, high: int, barred: Sequence[tuple[int, int]]
) -> tuple[Outcome, int] | None:
    """The outcome nearest after the likelihood, else nearest before it."""
    for start, end in ((cue.end, high), (low, cue.end)):
        hits = [
            (abs(match.start() - cue.end) + order * PASSED, outcome, match.start())
            for order, (outcome, words) in enumerate(_outcomes())
            for match in words.finditer(text, start, end)
            if not _within(match.start(), barred)
        ]
        if hits:
            _, outcome, at = min(hits, key=lambda hit: hit[0])
            return outcome, at
    return None


def _polarity(text: str, cue: Cue, outcome_at: int) -> PredictionPolarity:
    """ "There will be no war": a negation between the likelihood and the outcome it speaks of."""
    between = text[cue.end : outcome_at] if outcome_at >= cue.end else ""
    return "will not" if NEGATED_OUTCOME.search(between) else "will"


def _turned(given: ProbabilityRange) -> ProbabilityRange:
    return ProbabilityRange(
        round(1 - given.high, 3), round(1 - given.mid, 3), round(1 - given.low, 3)
    )


def _claim_start(clause: Clause, at: int, low: int) -> int:
    """Back to the opening of the clause that holds the claim."""
    token = clause.token_at(at)
    while token > 0 and clause.tokens[token - 1].start >= low:
        if clause.tokens[token - 1].lower in {"that", ";", "—", "“", ":", "but"}:
            break
        token -= 1
    return clause.tokens[token].start


def _claim_end(clause: Clause, at: int, high: int) -> int:
    for token in clause.tokens[clause.token_at(at) :]:
        last = token.text == "." and token.end == clause.sentence.end
        if token.text in {";", "—", "”"} or last or token.start >= high:
            return token.start if token.text != "." or last else token.end
    return clause.tokens[-1].end


def _horizon(clause: Clause, spans: Sequence[TimeSpan], published: date | None) -> Time:
    for span in spans:
        leant = leaning(span, future=True)
        if span.lean != "past":
            time = to_time(clause.text, leant, published, "future")
            if time.relation != "past":
                return time
    return Time(relation="future")


@cache
def _outcomes() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    data = resources.files("detente.reading") / "data" / "outcomes.toml"
    table: dict[str, str] = tomllib.loads(data.read_text("utf-8"))
    return tuple(
        (msgspec.convert(name, Outcome), re.compile(rf"\b(?:{text.replace(chr(10), '')})\b", re.I))
        for name, text in table.items()
    )
