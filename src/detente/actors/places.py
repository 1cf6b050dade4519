"""Whether a state's name or a capital acts in a sentence, or only says where."""

from __future__ import annotations

from collections.abc import Sequence

from detente.actors import words
from detente.actors.tokens import Sentence


def locative(sentence: Sentence, start: int) -> bool:
    """Whether a country named from token `start` is only a place: "in Germany", "fled to Chad"."""
    before = _before_determiner(sentence, start)
    key = sentence.key(before)
    if key in words.LOCATIVE:
        return True
    if key in words.MOTION - {"of"}:
        return any(k in words.MOTION_VERBS for k in sentence.keys[max(0, before - 4) : before])
    return False


def governs(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a capital named in tokens `start:end` stands for its government."""
    before = sentence.key(start - 1)
    after = sentence.key(end)
    if after in ("'s", "’s", "'"):
        return sentence.key(end + 1) not in words.CITY_NOUNS and before not in words.LOCATIVE
    if before in words.PARTNER | words.DEALING_VERBS | words.YIELDING | _EITHER:
        return True
    if before in words.CLAUSE_OPENERS and _present(after):
        return True
    if before == "and" and sentence.key(start - 3) in words.PARTNER:  # between A and B
        return True
    if before in words.LOCATIVE:
        return False
    if before in words.MOTION:
        near = sentence.keys[max(0, start - 4) : start - 1]
        dealt = words.DEALINGS | words.DEALING_VERBS | words.YIELDING
        dealing = any(k in dealt for k in near)
        return dealing and not any(k in words.MOTION_VERBS for k in near)
    return _acts(sentence, end) or _did(sentence, end) or _resolves(sentence, end)


def beside_names(sentence: Sentence, start: int, end: int, known: Sequence[bool]) -> bool:
    """Whether capitalised words that are no `known` names touch it: "Michael Jordan"."""
    before = start - 1
    if sentence.key(before) == "of":
        before -= 1
    return _stranger(sentence, end, known) or _stranger(sentence, before, known)


def _stranger(sentence: Sentence, at: int, known: Sequence[bool]) -> bool:
    if not sentence.named(at) or known[at] or sentence.key(at) in words.NO_NAMES:
        return False
    return at > 0 or _opening_name(sentence)


def _opening_name(sentence: Sentence) -> bool:
    """Whether the sentence's first word is no ordinary opening such as "In" or "The"."""
    key = sentence.key(0)
    openings = (
        words.FUNCTION, words.DETERMINERS, words.QUANTIFIERS, words.DEALING_VERBS,
        words.LOCATIVE, words.MODIFIERS, words.FORMER, words.PARTNER, words.DEALINGS,
        words.OPENINGS,
    )  # fmt: skip
    return not any(key in group for group in openings) and not key.endswith(("ly", "ing", "ed"))


def _acts(sentence: Sentence, end: int) -> bool:
    """Whether a verb of what governments say and do follows, over adverbs and auxiliaries."""
    at = end
    if sentence.key(at) == "and":  # "Moscow and Kyiv agreed"
        at += 2
    for step in range(at, at + 4):
        key = sentence.key(step)
        if key in words.GOVERNMENT_VERBS:
            return True
        if key not in words.AUXILIARIES and not key.endswith("ly") and key not in _BETWEEN:
            return False
    return False


def _did(sentence: Sentence, end: int) -> bool:
    """Whether a verb in the active past follows at once: "Athens shut", "Moscow answered"."""
    key = sentence.key(end)
    passive = sentence.key(end + 1) in ("by", "in", "on", "at")
    return key in words.PAST_VERBS or (key.endswith("ed") and len(key) > 4 and not passive)


def _resolves(sentence: Sentence, end: int) -> bool:
    """Whether an auxiliary with what governments do or intend follows: "Cairo will cancel"."""
    if sentence.key(end) == "and":  # "Seoul and Pyongyang have both signed"
        end += 2
    auxiliary, at = sentence.key(end), end + 1
    while sentence.key(at) in _BETWEEN or sentence.key(at).endswith("ly"):
        at += 1
    verb = sentence.key(at)
    if verb in words.CITY_VERBS or not verb.isalpha():
        return False
    if verb == "to":  # "has yet to answer", "is to send"
        return auxiliary in {"has", "have", "had", "is", "was", "ought"}
    if auxiliary in words.MODALS:
        return verb not in words.FUNCTION
    if auxiliary in {"has", "have", "had"}:
        return verb.endswith(("ed", "en")) or verb in words.PARTICIPLES
    return auxiliary in {"is", "was"} and (verb.endswith("ing") or verb in words.MINDED)


def _present(key: str) -> bool:
    """Whether a word after a clause's subject is a verb: "unless Juba pays"."""
    return key.endswith("s") and len(key) > 3 and key not in words.CITY_NOUNS | words.AUXILIARIES


_EITHER = frozenset({"neither", "nor", "either"})
_BETWEEN = frozenset(
    {"not", "also", "now", "still", "never", "been", "again", "since", "later", "both", "yet"}
)


def _before_determiner(sentence: Sentence, start: int) -> int:
    before = start - 1
    while sentence.key(before) in words.DETERMINERS or sentence.key(before) in _DIRECTIONS:
        before -= 1
    return before


_DIRECTIONS = frozenset(
    {
        "eastern", "western", "northern", "southern", "central", "neighbouring", "neighboring",
        "nearby", "war", "torn", "northeastern", "northwestern", "southeastern", "southwestern",
    }
)  # fmt: skip
