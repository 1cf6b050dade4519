"""How a deed is told: done, under way, planned, promised, possible, denied, and how sure that is.

Cues come from the verb phrase (negation, auxiliaries, aspect) and from the operators that govern
the deed ("denied planning to invade"). What PLOVER makes of it is `codebook.fold`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.codebook import Told
from detente.reading.clause import Clause, choose_entry, effect_of
from detente.reading.lexicon import Match
from detente.reading.roles import AUXILIARIES, Trigger
from detente.reading.words import words
from detente.records import Anchor, Certainty, CertaintySource, Status

# FORMAT's default ranges, by status.
DEFAULT_CERTAINTY: dict[Status, tuple[float, float]] = {
    "actual": (0.95, 1.0),
    "ongoing": (0.95, 1.0),
    "historical": (0.95, 1.0),
    "planned": (0.6, 0.95),
    "promised": (0.5, 0.9),
    "conditional": (0.05, 0.7),
    "possible": (0.05, 0.7),
    "alleged": (0.2, 0.8),
    "negated": (0.0, 0.1),
    "denied": (0.0, 0.1),
}
NEGATIONS = words("negations")
FUTURE = frozenset(["will", "shall", "'ll", "won't"])
MODALS = {"may": "possible", "might": "possible", "could": "possible", "can": "possible"}
# A governor reaches no further right than this many words, nor past these words.
REACH = 12
GOVERNOR_STOPS = words("governor_stops")
# What a governing operator makes of the deed; outer ones overrule inner ones in this order.
TOLD: dict[str, Told] = {
    "denial": "denied",
    "refusal": "refused",
    "threat": "threatened",
    "accusation": "alleged",
    "prediction": "possible",
    "possible": "possible",
    "avoid": "possible",
    "promise": "promised",
    "agree": "promised",
    "plan": "planned",
}
RANK = tuple(TOLD)
# Compounds that look like a deed and are none: they govern nothing.
NEUTRAL = "neutral"
TO_BE_DONE = {("is", "to"), ("are", "to"), ("was", "to"), ("were", "to")}
HEDGES: dict[str, tuple[float, float]] = {
    "reportedly": (0.5, 0.9),
    "allegedly": (0.2, 0.8),
    "apparently": (0.5, 0.9),
    "apparent": (0.5, 0.9),
    "probably": (0.55, 0.85),
    "likely": (0.55, 0.85),
    "possibly": (0.2, 0.6),
    "suspected": (0.4, 0.8),
    "perhaps": (0.2, 0.6),
    "purportedly": (0.2, 0.8),
    "presumably": (0.5, 0.85),
    "unconfirmed": (0.2, 0.7),
}


class Governor(msgspec.Struct, frozen=True):
    """An operator left of a deed that decides what the deed is."""

    effect: str
    match: Match
    part: str


class Manner(msgspec.Struct, frozen=True):
    """How a deed is told, the words that say so, and the operators over it, nearest first."""

    told: Told
    cue: tuple[int, int] | None
    governors: tuple[Governor, ...]
    infinitive: bool = False


def manner_of(clause: Clause, trigger: Trigger) -> Manner:
    """Read the verb phrase and the governors of a trigger."""
    governors = governors_of(clause, trigger)
    told, cue = _own_manner(clause, trigger)
    infinitive = clause.words(trigger.first - 1, trigger.first) == ["to"]
    ruled = [g for g in governors if g.effect in TOLD]
    if ruled and {"not", "no"} & set(clause.words(ruled[0].match.last, trigger.first)):
        told = "negated"
    if told == "negated" or not ruled:
        return Manner(told, cue, governors, infinitive)
    chief = min(ruled, key=lambda g: RANK.index(g.effect))
    if _negated(clause, chief.match.first):
        told = "possible" if chief.effect in {"refusal", "possible", "denial"} else "negated"
    elif chief.effect == "refusal" and any(g.effect == "possible" for g in ruled):
        told = "possible"
    else:
        told = TOLD[chief.effect]
    return Manner(told, (chief.match.first, chief.match.last), governors, infinitive)


def governors_of(clause: Clause, trigger: Trigger) -> tuple[Governor, ...]:
    """Operators whose reach covers the trigger, nearest first."""
    found = []
    for match in reversed([m for m in clause.matches if m.last <= trigger.first]):
        between = clause.words(match.last, trigger.first)
        if len(between) > REACH or GOVERNOR_STOPS & set(between) or _new_clause(between):
            break
        entry = choose_entry(clause, match)
        if entry is None or (effect := effect_of(match, entry.part)) is None:
            if entry is not None and entry.part == "verb" and "ing" not in entry.forms:
                break
            continue
        if effect != NEUTRAL and _takes(effect, match, trigger, clause):
            found.append(Governor(effect, match, entry.part))
    return tuple(found)


def certainty_of(clause: Clause, trigger: Trigger, status: Status) -> Certainty:
    """The range the text gives the deed: a hedge beside the trigger, else the status's default."""
    low, high = DEFAULT_CERTAINTY[status]
    source: CertaintySource = "default"
    for at in range(max(0, trigger.first - 4), trigger.first):
        hedge = HEDGES.get(clause.tokens[at].lower)
        if hedge and status in {"actual", "ongoing", "possible", "planned"}:
            start, end = clause.span(at, at + 1)
            return Certainty(*hedge, Anchor.of(clause.text, start, end), "hedge")
    return Certainty(low, high, None, source)


def _takes(effect: str, match: Match, trigger: Trigger, clause: Clause) -> bool:
    """Whether an operator's complement can hold the trigger: "to strike", "that", "of", a noun."""
    between = clause.words(match.last, trigger.first)
    if not trigger.is_verb:
        elsewhere = {"and", "to", "'s"} if effect in {"promise", "agree"} else {"and"}
        return len(between) <= 6 and not elsewhere & set(between)
    if _finite(clause, trigger) and (effect != "denial" or "and" in between):
        said = "that" in between or clause.tokens[match.last - 1].lower == "that"
        return said and "and" not in between[: between.index("that") if "that" in between else 0]
    own_link = clause.tokens[match.last - 1].lower in {"to", "that", "of", "for"}
    modal = effect == "possible" and len(between) <= 3
    linked = own_link or modal or bool({"to", "that", "of", "for", "from", "with"} & set(between))
    return linked or "ing" in trigger.entry.forms or effect == "prediction"


def _finite(clause: Clause, trigger: Trigger) -> bool:
    """A verb with a tense of its own: governed only through "that", as in "says that B struck"."""
    after_being = trigger.passive or clause.words(trigger.first - 1, trigger.first) == ["be"]
    return not trigger.entry.forms & {"base", "ing"} and not after_being


def _own_manner(clause: Clause, trigger: Trigger) -> tuple[Told, tuple[int, int] | None]:
    at, ongoing = trigger.first - 1, "ing" in trigger.entry.forms
    seen: list[int] = []
    while at >= 0 and len(seen) < 6 and _in_verb_phrase(clause, at, trigger):
        seen.append(at)
        at -= 1
    words = {clause.tokens[i].lower: i for i in seen}
    for test, told in (
        (NEGATIONS, "negated"),
        (FUTURE, "promised"),
        (frozenset(MODALS), "possible"),
        (frozenset({"would", "should", "must", "ought"}), "possible"),
    ):
        hit = next((words[w] for w in words if w in test), None)
        if hit is not None:
            return _as_told(told), (hit, hit + 1)
    if clause.words(trigger.first - 1, trigger.first) == ["to"] and (
        clause.words(trigger.first - 2, trigger.first - 1)[:1]
        in (["is"], ["are"], ["was"], ["were"])
    ):
        return "planned", (trigger.first - 2, trigger.first)
    if not trigger.is_verb and (hit := _modal_after(clause, trigger.last)) is not None:
        return "possible", (hit, hit + 1)
    being = {"is", "are", "'re", "'s", "been"} & set(words)
    if trigger.is_verb and ongoing and being:
        return "ongoing", None
    return "actual", None


def _modal_after(clause: Clause, at: int) -> int | None:
    """ "A Russian attack could come": the verb of a noun says that it has not happened."""
    for ahead in range(at, min(len(clause.tokens), at + 4)):
        word = clause.tokens[ahead].lower
        if word in MODALS or word in {"would", "will"}:
            return ahead
        if word in {",", "that", "and"} | GOVERNOR_STOPS:
            return None
    return None


def _as_told(name: str) -> Told:
    return {"negated": "negated", "promised": "promised"}.get(name, "possible")  # type: ignore[return-value]


def _in_verb_phrase(clause: Clause, at: int, trigger: Trigger) -> bool:
    word = clause.tokens[at].lower
    if trigger.is_verb:
        return word in AUXILIARIES or word.endswith("ly") or word in NEGATIONS
    return word in NEGATIONS or word in {"any", "such", "further", "new", "more"}


def _negated(clause: Clause, at: int) -> bool:
    return bool(NEGATIONS & set(clause.words(at - 3, at)))


def _new_clause(between: Sequence[str]) -> bool:
    """ ", and" opens a new clause; a quotation mark changes the speaker."""
    joined = " ".join(between)
    return ", and" in joined or ", as" in joined or bool({"“", "”", '"', "said"} & set(between))
