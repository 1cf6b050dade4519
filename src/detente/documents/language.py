"""Is this English? Only English is read for now, and no English text may be turned away.

English news is a quarter function words that no other language shares, so their share alone
settles ordinary English. What has few of them (headlines, lists of names) goes to a detector,
and is refused only where the detector is sure or the script is not Latin.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente.errors import InputError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 6_000  # characters
_ENGLISH_SHARE = 0.06  # of words: from here on, English without asking the detector
_FEW_WORDS = 4  # too few to tell a language by
_SURE = 0.6  # probability, tempered for length; no English sentence of 25,900 tried reached 0.4
_ENGLISH_ENOUGH = frozenset({"en", "pcm", "zxx"})  # zxx: no language, as in lists of figures

# Words that are frequent in English news and rare or absent in other Latin-script languages:
# "in", "a", "was", "on", "to", "for", "is" and the like are left out for that reason.
_FUNCTION_WORDS = """
    the and of that with from by this these those were been will would could should their
    they which who whose not are its it said says after before but while when where what there
    has have had his her him our your you we about against into than then because between
    through during under until being such more most other some any both each
"""
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")


def require_english(text: str) -> None:
    """Raise InputError unless the text can be English; a text without words is not."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        raise InputError("there are no words in the text")
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return
    letters = "".join(words)
    if len(_LATIN.findall(letters)) < len(letters) / 2:
        raise _refusal(_detect(text[:_SAMPLE])[0])
    if len(words) < _FEW_WORDS:
        return
    language, probability = _detect(text[:_SAMPLE])
    if probability >= _SURE and language not in _ENGLISH_ENOUGH:
        raise _refusal(language)


def _refusal(language: str) -> InputError:
    name = _names().get(language)
    seems = f"the text seems to be {name}" if name else "the text does not seem to be English"
    return InputError(f"{seems}; only English is read for now", hint="translate it first")


def _detect(text: str) -> tuple[str, float]:
    """Tell the likeliest ISO 639 code and its probability (0-1), tempered for the text's length."""
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    """English names of languages by ISO 639 code."""
    import csv
    from importlib.resources import files

    table = files("detente.documents").joinpath("languages.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(table.splitlines())}
