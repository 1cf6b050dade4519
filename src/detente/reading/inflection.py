"""English base forms → their inflected forms, with what each form is.

Regular rules plus a table of irregular verbs (`data/irregular.toml`). Only what a reader of news
needs: verbs in base, third person, past, participle and -ing form; nouns in singular and plural.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

Form = Literal["base", "s", "past", "participle", "ing", "singular", "plural"]


@cache
def _tables() -> dict[str, Any]:
    data = resources.files("detente.reading") / "data" / "irregular.toml"
    return tomllib.loads(data.read_text("utf-8"))


def verb_forms(phrase: str) -> dict[str, frozenset[Form]]:
    """Every form of a verb phrase (its first word is inflected) → what that form can be."""
    first, _, rest = phrase.partition(" ")
    past, participle = _past_forms(first)
    pairs: list[tuple[str, Form]] = [
        (first, "base"),
        (_add_s(first), "s"),
        (past, "past"),
        (participle, "participle"),
        (_stem(first) + "ing", "ing"),
    ]
    forms: dict[str, frozenset[Form]] = {}
    for word, form in pairs:
        whole = f"{word} {rest}" if rest else word
        forms[whole] = forms.get(whole, frozenset()) | {form}
    return forms


def noun_forms(phrase: str) -> dict[str, frozenset[Form]]:
    """Singular and plural of a noun phrase; before a preposition its first word is inflected."""
    head, tail = _split_at_preposition(phrase)
    words = head.split(" ")
    plural = " ".join([*words[:-1], _add_s(words[-1])])
    forms: dict[str, frozenset[Form]] = {f"{head}{tail}": frozenset({"singular"})}
    forms[f"{plural}{tail}"] = frozenset({"plural"})
    return forms


def _split_at_preposition(phrase: str) -> tuple[str, str]:
    found = re.search(r" (?:of|in|for|to|that) .*$| (?:of|in|for|to|that)$", phrase)
    return (phrase[: found.start()], found.group()) if found else (phrase, "")


def _past_forms(verb: str) -> tuple[str, str]:
    irregular = _tables()["forms"].get(verb)
    if irregular:
        return irregular[0], irregular[1]
    stem = _stem(verb)
    if re.search(r"[^aeiou]y$", verb):
        stem = verb[:-1] + "i"
    regular = stem + "ed"
    return regular, regular


def _stem(verb: str) -> str:
    if verb in _tables()["double"]:
        return verb + verb[-1]
    return verb[:-1] if re.search(r"[^e]e$", verb) and len(verb) > 2 else verb


def _add_s(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|[tgd]o)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"
