"""Sentences that look ahead: forecasts, plans and chances, with who says so and for when.

A first sieve for predictions and agenda, and no record of its own: what will, may or is to happen,
whoever it is about. The words that point ahead stand in `AHEAD`, those that look like them and do
not in `IDLE`; the source is the one that the tagger hears for the words of the outlook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from detente.reading.clause import Clause
from detente.reading.sources import Tagging
from detente.reading.tagger import Span, Tags
from detente.reading.times import TimeSpan
from detente.records import Anchor

Kind: TypeAlias = Literal["forecast", "plan", "chance"]

AHEAD: tuple[tuple[Kind, str], ...] = (
    (
        "forecast",
        r"predict(?:s|ed|ing)?|forecasts?|foresees?|anticipat(?:e|es|ed)(?! in)"
        r"|project(?:s|ed) (?:to|that)|(?:un)?likely to|(?:widely |also )?expected to"
        r"|(?:is|are|was|were|be|been) expected|(?:we|they|I|officials?|analysts?) expect|expects"
        r"|['’]re expecting|(?:fear(?:s|ed)?|warn(?:s|ed)?|hopeful|doubt(?:s|ed)?) that"
        r"|on (?:track|course) to|bound to|certain to|sure to|looks? set to|poised to"
        r"|there (?:is|are) (?:\w+ ){0,3}(?:chance|risk|danger|likelihood|prospect)s?"
        r"|(?:matter|question) of (?:time|days|weeks|months)|yet to come|(?:is|are) possible",
    ),
    (
        "plan",
        r"will|shall|wo(?=n['’]t)|['’]ll(?= )|(?:is|are) (?:also |now )?to(?= (?!blame|date)[a-z])"
        r"|(?:is|are) (?:also |now )?(?:going to|planning|preparing to|ready to|about to)"
        r"|(?:scheduled|slated|set|planned) (?:to|for)|due (?:to be|to have|on|in|at|back)"
        r"|due to (?:begin|start|meet|arrive|make|hold|open|end|take|visit|return|leave|go)"
        r"|to be (?:held|released|opened|aired)|plans? to|planning to|intentions? to"
        r"|intend(?:s|ed|ing)? to|aims? to|vow(?:s|ed)|pledged|promis(?:es|ed)|upcoming"
        r"|forthcoming|should be (?:released|ready|completed?|known|finished|available)"
        r"|agreed (?:\w+ ){0,2}to (?=\w)(?!the |an? \w+ to\b)",
    ),
    (
        "chance",
        r"may(?! \d)|might|could(?= (?:\w+ ){0,2}(?:be|lead|cause|see|take|have|become|result|face|"
        r"come|help|happen|affect|occur|mean|cost|make|move|go|open|fall|rise|reach|get|bring|"
        r"start|begin|end|force|increase|damage|ignite|return|spread|continue|lose|win|collapse))"
        r"|can be (?=extended|delayed|expected)|would",
    ),
)
IDLE = re.compile(
    r"\b(?:could|may|might|would|will) (?:not )?have (?:been|had|\w+ed|done|gone|come)\b"
    r"|\bwould like\b|\bwould not (?:say|comment|confirm|give|be drawn)\b|\b(?:free|good|goodwill|"
    r"ill|last|political|own|at|the|their|his|her) will\b(?! be\b)|\bwould (?:often|always)\b"
    r"|\bagreed to (?:a|the)\b|\bthat may be\b|\bas (?:it )?may be\b|\bnot expected\b(?! to)"
    r"|\bthan (?:had been )?expected\b|\bas expected\b|\bcould not be (?:reached|confirmed)\b"
)
_PATTERN = re.compile(
    "|".join(rf"(?P<{kind}>(?<![\w-])(?:{words})(?!\w))" for kind, words in AHEAD)
)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys|ying)|announc\w+|add(?:s|ed)|stat(?:es|ed|ing)|t(?:old|ells)|claim(?:s|ed)|warn\w*|"
    r"declar\w+|insist\w*|estimat\w+|promis\w+|pledg\w+|vow\w*|predict\w*|indicat\w+|under)\b",
    re.I,
)
"""Behind one of these "would" is what "will" was in the speaker's mouth."""
_SPOKEN = re.compile(r"[“”\"]|\baccording to\b|" + _SAID.pattern, re.I)
"""Who speaks may be named here; other sentences need not be read for it."""
REACH = 8
"""Sentences back in which the one who speaks is sought."""
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
_SURE = 0.5


class Outlook(msgspec.Struct, frozen=True):
    """A clause that looks ahead: its words, who says so (None: the author), and when it falls."""

    kind: Kind
    cue: Anchor
    source: Anchor | None
    when: Anchor | None


def find_outlooks(
    clauses: Sequence[Clause], tag: Tagging, times: Mapping[int, Sequence[TimeSpan]]
) -> dict[int, Outlook]:
    """The outlook of each sentence that has one, by the number of the sentence.

    "He" and a quotation that goes on are the last source named before them.
    """
    found = dict[int, Outlook]()
    for at, clause in enumerate(clauses):
        if not _PATTERN.search(clause.text, clause.sentence.start, clause.sentence.end):
            continue
        outlook = _outlook(clause, tag(clause), times.get(clause.index, ()))
        if outlook is None:
            continue
        unnamed = outlook.source is None and _goes_on(clause)
        if unnamed or (outlook.source and outlook.source.exact.lower() in PRONOUNS):
            before = reversed(clauses[max(0, at - REACH) : at])
            named = next(filter(None, (_last_named(one, tag) for one in before)), None)
            outlook = msgspec.structs.replace(outlook, source=named)
        found[clause.index] = outlook
    return found


def _outlook(clause: Clause, tags: Tags, times: Sequence[TimeSpan]) -> Outlook | None:
    """The first words of a sentence that look ahead, with their source and time."""
    text, low, high = clause.text, clause.sentence.start, clause.sentence.end
    idle = [match.span() for match in IDLE.finditer(text, low, high)]
    for match in _PATTERN.finditer(text, low, high):
        said = match.group() != "would" or _SAID.search(text, low, match.start())
        if not said or any(a <= match.start() < b for a, b in idle):
            continue
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        cue = Anchor.of(text, *match.span())
        return Outlook(kind, cue, _source(clause, tags, match.span()), _when(text, times, cue))
    return None


def _goes_on(clause: Clause) -> bool:
    """Whether a sentence is a quotation whose speaker it does not name."""
    return bool({"“", "”", '"'} & {clause.tokens[0].text, clause.tokens[-1].text})


def _last_named(clause: Clause, tag: Tagging) -> Anchor | None:
    base, text = clause.sentence.start, clause.text
    if not _SPOKEN.search(text, base, clause.sentence.end):
        return None
    spans = [(base + s.start, base + s.end) for s in tag(clause).sources() if s.sure >= _SURE]
    spans = [(a, b) for a, b in spans if text[a:b].lower() not in PRONOUNS]
    return Anchor.of(text, *spans[-1]) if spans else None


def _source(clause: Clause, tags: Tags, cue: tuple[int, int]) -> Anchor | None:
    """Whose content the words lie in, else who does the foretelling."""
    base = clause.sentence.start
    at, end = cue[0] - base, cue[1] - base
    cues, sources = tags.spans("cue"), [s for s in tags.sources() if s.sure >= _SURE]
    contents = [c for c in tags.spans("content") if c.start <= at < c.end]
    own = [c for c in cues if c.start < end and at < c.end]
    spoken = own or [_nearest(contents[0], cues)] if contents and cues else own
    if not sources or not spoken:
        return None
    source = _nearest(spoken[0], sources)
    return Anchor.of(clause.text, base + source.start, base + source.end)


def _nearest(one: Span, others: Sequence[Span]) -> Span:
    return min(others, key=lambda s: max(s.start - one.end, one.start - s.end, 0))


def _when(text: str, times: Sequence[TimeSpan], cue: Anchor) -> Anchor | None:
    """The time expression nearest to the words that look ahead, a later one before an earlier."""
    ahead = [t for t in times if t.lean != "past"]
    if not ahead:
        return None
    best = min(ahead, key=lambda t: t.start - cue.end if t.start >= cue.end else cue.end - t.start)
    return Anchor.of(text, best.start, best.end)
