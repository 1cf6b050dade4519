"""Likelihoods in a sentence: percentages, odds, and phrases with the range that readers give them.

Phrases get the probabilities of a survey, or of the surveyed phrase nearest to them
(`data/estimative.toml`). What is believed of the past or present is no likelihood of an outcome.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from detente.reading.attribution import NUMBERS
from detente.reading.clause import Clause
from detente.records import ProbabilityRange

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
SPOKEN = re.compile(r"\b(?:odds|chances?|likelihood|probability|rates?d?|put money|bets?)\b", re.I)
LARGE = {"twenty": 20, "fifty": 50, "a hundred": 100}
# "Expected" on its own is often a plan ("is expected to arrive"): not a likelihood.
PASSIVE_PLAN = re.compile(r"\b(?:is|are|was|were|be|been) (?:widely )?expected to$", re.I)
# What one believes of the past or present is no forecast; of the future it is.
BELIEF = re.compile(
    r"believe|warn|think|thought|convinced|sure that|certain that|guess|caution", re.I
)
AHEAD = re.compile(r"\b(?:will|would|won't|going to|about to|shall|could|may|might)\b", re.I)
# "The American presence there will be strengthened" foretells no presence.
PLACED = re.compile(r"(?<=\w)(?<!that)(?<!said)(?<!and)(?<!but)(?<!says) there will be", re.I)
OF_THE_PAST = re.compile(r"\s+(?:to have|to be (?:behind|from)|that \w+ (?:was|were|had))\b", re.I)


# "Hardly a banker" counts bankers, not likelihood.
QUANTIFIED = frozenset({"hardly", "scarcely"})
SOMEBODY = re.compile(r"\s+(?:an?|any|anyone|anybody)\b(?! chance)", re.I)


class Cue(msgspec.Struct, frozen=True):
    """A likelihood at text[start:end], in figures (`counted`) or in words."""

    start: int
    end: int
    range: ProbabilityRange
    counted: bool = False


def find_estimates(clause: Clause) -> tuple[Cue, ...]:
    """Every likelihood in a sentence, in order, none overlapping; a number wins over a phrase."""
    found = sorted([*_percents(clause), *_ratios(clause), *_worded(clause)], key=lambda c: c.start)
    kept = list[Cue]()
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return tuple(kept)


def _percents(clause: Clause) -> list[Cue]:
    found = []
    for match in PERCENT.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        low = float(match.group("low") or match.group("low2")) / 100
        high = float(match.group("high") or low * 100) / 100
        if low <= high <= 1:
            middle = round((low + high) / 2, 3)
            found.append(Cue(*match.span(), ProbabilityRange(low, middle, high), True))
    return found


def _ratios(clause: Clause) -> list[Cue]:
    """ "One in ten", "four chances in five", where odds or chances are spoken of."""
    low, high = clause.sentence.start, clause.sentence.end
    if not SPOKEN.search(clause.text, low, high):
        return []
    found = []
    for match in ONE_IN.finditer(clause.text, low, high):
        part, whole = _number(match.group("n")), _number(match.group("of"))
        if 0 < part <= whole:
            share = round(part / whole, 3)
            found.append(Cue(*match.span(), ProbabilityRange(share, share, share), True))
    return found


def _number(word: str) -> int:
    return int(word) if word.isdigit() else (NUMBERS | LARGE)[word.lower()]


def _worded(clause: Clause) -> list[Cue]:
    pattern, ranges = _phrases()
    found = []
    for match in pattern.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        lead = clause.text[max(0, match.start() - 20) : match.end()] + " to"
        planned = match.group().lower() == "expected" and PASSIVE_PLAN.search(lead)
        counted = match.group().lower() in QUANTIFIED and SOMEBODY.match(clause.text, match.end())
        if not planned and not counted and _of_the_future(clause, match):
            found.append(Cue(*match.span(), ranges[match.group().lower()]))
    return found


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
