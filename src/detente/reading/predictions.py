"""Somebody's forecasts: a verbal or numeric probability, the outcome it speaks of, and by when.

A likelihood must be given or implied; a bare "may", a wish, a demand or a plan is no prediction.
Phrases get the probabilities of a survey (`data/estimative.toml`); "no war" turns them round.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec

from detente.reading.attribution import NUMBERS, attribution_at, find_sayings
from detente.reading.clause import Clause
from detente.reading.conditions import find_conditions
from detente.reading.times import TimeSpan, leaning, to_time
from detente.records import (
    Anchor,
    Outcome,
    Prediction,
    PredictionPolarity,
    ProbabilityRange,
    Time,
)

# What is foretold, by the words of the claim; the first row that fits wins.
OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("limited-force", r"incursions?|raids?|limited (?:strike|attack|operation)s?|air ?strikes?"),
    ("war", r"wars?|invasion|invad\w+|full-scale|all-out|attack\w*|assault|march on|offensive"),
    ("breakthrough", r"breakthroughs?|settle anything|major progress"),
    ("sanctions", r"sanctions?|embargo(?:es)?"),
    ("withdrawal", r"withdraw\w*|pull(?:s|ed|ing)? (?:out|back)|pullback"),
    ("rejection", r"reject\w*|refus\w+|turn(?:s|ed)? down|rebuff\w*|say no"),
    ("acceptance", r"accept\w*"),
    ("agreement", r"agreements?|deals?|settlement|compromise|accords?|treat(?:y|ies)|agree|peace"),
    ("meeting", r"meet(?:ings?)?|summits?|talks"),
    ("escalation", r"escalat\w+|worsen\w*|retaliat\w+|clash\w*|strikes?"),
    ("abatement", r"de-escalat\w+|ease|calm|cool|back down|step back|thaw|defus\w+|d[eé]tente"),
)  # fmt: skip
OUTCOME_WORDS = tuple(
    (outcome, re.compile(rf"\b(?:{words})\b", re.I)) for outcome, words in OUTCOMES
)
# What one believes of the past or present is no forecast; of the future it is.
BELIEF = re.compile(r"believe", re.I)
AHEAD = re.compile(r"\b(?:will|would|won't|going to|about to|shall)\b", re.I)
# "The American presence there will be strengthened" foretells no presence.
PLACED = re.compile(r"(?<=\w)(?<!that)(?<!said)(?<!and)(?<!but)(?<!says) there will be", re.I)
OF_THE_PAST = re.compile(r"\s+(?:to have|to be (?:behind|from)|that \w+ (?:was|were|had))\b", re.I)
NEGATED_OUTCOME = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|n't|won't|nobody|neither)\b", re.I
)
PERCENT = re.compile(
    r"\b(?P<low>\d{1,3})(?:\s*(?:-|–|to)\s*(?P<high>\d{1,3}))?\s*(?:%|per ?cent)"
    r"(?=[^.;]{0,40}\b(?:chance|probabilit|likel|odds|risk))"
    r"|(?:chance|probability|odds|risk)[^.;]{0,30}?\b(?P<low2>\d{1,3})\s*(?:%|per ?cent)",
    re.I,
)
WORD_NUMBER = "|".join(NUMBERS)
ONE_IN = re.compile(
    rf"\b(?P<n>\d+|{WORD_NUMBER})(?: chances?| times)? (?:in|out of) "
    rf"(?P<of>\d+|{WORD_NUMBER}|twenty|fifty|a hundred)\b",
    re.I,
)
LARGE = {"twenty": 20, "fifty": 50, "a hundred": 100}
# "Expected" on its own is often a plan ("is expected to arrive"): not a likelihood.
PASSIVE_PLAN = re.compile(r"\b(?:is|are|was|were|be|been) (?:widely )?expected to$", re.I)


class Cue(msgspec.Struct, frozen=True):
    """A likelihood at text[start:end]."""

    start: int
    end: int
    range: ProbabilityRange


def find_predictions(
    document_id: str,
    clauses: Sequence[Clause],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
) -> tuple[Prediction, ...]:
    """At most one prediction a sentence, where a likelihood and an outcome stand together."""
    found: list[Prediction] = []
    for clause in clauses:
        id_ = f"{document_id}:p{len(found) + 1}"
        prediction = _prediction(id_, clause, times.get(clause.index, ()), published)
        if prediction is not None:
            found.append(prediction)
    return tuple(found)


def _prediction(
    id_: str, clause: Clause, spans: Sequence[TimeSpan], published: date | None
) -> Prediction | None:
    cue = _find_cue(clause)
    # A forecast that hangs on a condition says little of the outcome: left out until it is linked.
    if cue is None or not _names_a_party(clause) or find_conditions(clause):
        return None
    end = _claim_end(clause, cue.end)
    outcome, at = _outcome(clause.text, clause.sentence.start, cue, end)
    if outcome is None:
        return None
    polarity = _polarity(clause.text, cue, at)
    start = _claim_start(clause, min(cue.start, at))
    sayings = find_sayings(clause)
    token = clause.token_at(cue.start)
    subject = sorted({a.identity for g in clause.groups for a in g.actors if a.identity != "---"})
    return Prediction(
        id=id_,
        predictor=attribution_at(clause, sayings, token),
        claim=clause.text[start:end],
        subject=tuple(subject),
        outcome=outcome,
        polarity=polarity,
        probability=_turned(cue.range) if polarity == "will not" else cue.range,
        horizon=_horizon(clause, spans, published),
        anchor=Anchor.of(clause.text, start, end),
    )


def _names_a_party(clause: Clause) -> bool:
    """Whether the sentence, or the one before, names a state or body that a crisis can be about."""
    actors = [a for g in (*clause.groups, *clause.places) for a in g.actors]
    return any(a.identity != "---" for a in (*actors, *clause.before))


def _find_cue(clause: Clause) -> Cue | None:
    percent = PERCENT.search(clause.text, clause.sentence.start, clause.sentence.end)
    if percent is not None:
        low = float(percent.group("low") or percent.group("low2")) / 100
        high = float(percent.group("high") or low * 100) / 100
        if low <= high <= 1:
            return Cue(*percent.span(), ProbabilityRange(low, round((low + high) / 2, 3), high))
    if (ratio := _ratio(clause)) is not None:
        return ratio
    pattern, ranges = _phrases()
    for match in pattern.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        lead = clause.text[max(0, match.start() - 20) : match.end()] + " to"
        planned = match.group().lower() == "expected" and PASSIVE_PLAN.search(lead)
        if not planned and _of_the_future(clause, match):
            return Cue(*match.span(), ranges[match.group().lower()])
    return None


def _ratio(clause: Clause) -> Cue | None:
    """ "One in ten", "four chances in five", where odds or chances are spoken of."""
    match = ONE_IN.search(clause.text, clause.sentence.start, clause.sentence.end)
    spoken = re.compile(r"\b(?:odds|chances?|likelihood|probability)\b", re.I)
    if match is None or not spoken.search(clause.text, clause.sentence.start, clause.sentence.end):
        return None
    part, whole = _number(match.group("n")), _number(match.group("of"))
    if not 0 < part <= whole:
        return None
    share = round(part / whole, 3)
    return Cue(*match.span(), ProbabilityRange(share, share, share))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else (NUMBERS | LARGE)[word.lower()]


def _of_the_future(clause: Clause, match: re.Match[str]) -> bool:
    if OF_THE_PAST.match(clause.text, match.end()) or PLACED.match(clause.text, match.start() - 1):
        return False
    ahead = AHEAD.search(clause.text, match.end(), clause.sentence.end)
    return ahead is not None or not BELIEF.match(match.group())


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, ProbabilityRange]]:
    data = resources.files("detente.reading") / "data" / "estimative.toml"
    table = tomllib.loads(data.read_text("utf-8"))
    ranges = {p: ProbabilityRange(*r) for rows in table.values() for p, r in rows.items()}
    longest = sorted(ranges, key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.I), ranges


def _outcome(text: str, start: int, cue: Cue, end: int) -> tuple[Outcome | None, int]:
    """The outcome named after the cue, else before it: "an invasion is unlikely"."""
    for low, high in ((cue.end, end), (start, cue.end)):
        hits = [
            (match.start(), order, outcome)
            for order, (outcome, words) in enumerate(OUTCOME_WORDS)
            if (match := words.search(text, low, high))
        ]
        if hits:
            at, _, outcome = min(hits, key=lambda hit: hit[1])
            return outcome, at
    return None, cue.start


def _polarity(text: str, cue: Cue, outcome_at: int) -> PredictionPolarity:
    """ "There will be no war": a negation between the likelihood and the outcome it speaks of."""
    low, high = sorted((cue.end, outcome_at))
    between = text[low:high] if outcome_at >= cue.end else ""
    return "will not" if NEGATED_OUTCOME.search(between) else "will"


def _turned(given: ProbabilityRange) -> ProbabilityRange:
    return ProbabilityRange(
        round(1 - given.high, 3), round(1 - given.mid, 3), round(1 - given.low, 3)
    )


def _claim_start(clause: Clause, at: int) -> int:
    """Back to the opening of the clause that holds the claim."""
    token = clause.token_at(at)
    while token > 0 and clause.tokens[token - 1].lower not in {"that", ";", "—", "“", ":", "but"}:
        token -= 1
    return clause.tokens[token].start


def _claim_end(clause: Clause, at: int) -> int:
    for token in clause.tokens[clause.token_at(at) :]:
        if token.text in {";", "—", "”"} or (
            token.text == "." and token.end == clause.sentence.end
        ):
            return token.start
    return clause.tokens[-1].end


def _horizon(clause: Clause, spans: Sequence[TimeSpan], published: date | None) -> Time:
    for span in spans:
        leant = leaning(span, future=True)
        if span.lean != "past":
            time = to_time(clause.text, leant, published, "future")
            if time.relation != "past":
                return time
    return Time(relation="future")
