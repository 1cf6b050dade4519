"""Whether a state's name or a capital acts in a sentence, or only says where."""

from __future__ import annotations

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
    if before in words.PARTNER or before in words.DEALING_VERBS:
        return True
    if before in words.LOCATIVE:
        return False
    if before in words.MOTION:
        near = sentence.keys[max(0, start - 4) : start - 1]
        dealing = any(k in words.DEALINGS or k in words.DEALING_VERBS for k in near)
        return dealing and not any(k in words.MOTION_VERBS for k in near)
    return _acts(sentence, end)


def beside_names(sentence: Sentence, start: int, end: int) -> bool:
    """Whether unknown capitalised words touch it: "Michael Jordan", "Georgia Tech"."""
    after = sentence.named(end) and sentence.key(end) not in words.CALENDAR
    before = start - 1
    if sentence.key(before) == "of":
        of_name = before > 0 and sentence.named(before - 1) and before - 1 > 0
        return after or of_name
    named = before > 0 and sentence.named(before)
    first = before == 0 and sentence.named(0) and _opening_name(sentence)
    return after or ((named or first) and sentence.key(before) not in words.CALENDAR)


def _opening_name(sentence: Sentence) -> bool:
    """Whether the sentence's first word is no ordinary opening such as "In" or "The"."""
    key = sentence.key(0)
    known = (
        words.FUNCTION, words.DETERMINERS, words.QUANTIFIERS, words.DEALING_VERBS,
        words.LOCATIVE, words.MODIFIERS, words.FORMER, words.PARTNER, words.DEALINGS,
    )  # fmt: skip
    return not any(key in group for group in known) and not key.endswith(("ly", "ing", "ed"))


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


_BETWEEN = frozenset({"not", "also", "now", "still", "never", "been", "again", "since", "later"})


def _before_determiner(sentence: Sentence, start: int) -> int:
    before = start - 1
    while sentence.key(before) in words.DETERMINERS or sentence.key(before) in _DIRECTIONS:
        before -= 1
    return before


_DIRECTIONS = frozenset(
    "eastern western northern southern central neighbouring neighboring nearby war torn "
    "northeastern northwestern southeastern southwestern".split()
)
