"""One sentence as rules see it: tokens, actor groups, lexicon matches, and walks left and right.

There is no parser. Each walk states the boundary it stops at; the relation model later judges
whether the pair that a walk proposes really stands in that relation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from detente.reading.lexicon import Entry, Lexicon, Match
from detente.reading.tokens import Token, tokenise
from detente.reading.words import words
from detente.records import Actor, Sentence

COORDINATORS = words("coordinators")
PREPOSITIONS = words("prepositions")
# A subject is not sought beyond these, going left from its verb.
LEFT_STOPS = words("left_stops")
# An object is not sought beyond these, going right from its verb.
RIGHT_STOPS = words("right_stops")
LIGHT_VERBS = words("light_verbs")
DETERMINERS = words("determiners")
# "Russian attack" is a noun phrase, "Russia attacks" is not.
ADJECTIVE = re.compile(r"(?!iran$|japan$|sudan$|\w+stan$)\w+(?:an|ish|ese|ch|i)$")
# "Legal guarantees": before a homograph these endings mark an adjective.
ADJECTIVE_ENDING = re.compile(r"\w{2,}(?:al|ic|ive|ous|ful|ary|able|ible|less)")
MODAL_NAMES = frozenset({"May", "Will", "Might"})
BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "get", "got", "gets"])


class Group(msgspec.Struct, frozen=True):
    """Actors named together ("Britain, France and Germany"): tokens[first:last]."""

    first: int
    last: int
    actors: tuple[Actor, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The identities in it, sorted: what makes two groups the same set of actors."""
        return tuple(sorted({actor.identity for actor in self.actors}))


class Clause(msgspec.Struct, frozen=True):
    """A sentence with its tokens, groups of actors, and the triggers and operators in it."""

    index: int
    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]
    groups: tuple[Group, ...]
    places: tuple[Group, ...]
    matches: tuple[Match, ...]
    before: tuple[Actor, ...] = ()  # those whom the sentence before names, in order

    def words(self, first: int, last: int) -> list[str]:
        """Lower-case words of tokens[first:last], clipped to the sentence."""
        return [token.lower for token in self.tokens[max(0, first) : max(0, last)]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of tokens[first:last] in the document."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after a character offset."""
        return next((i for i, token in enumerate(self.tokens) if token.end > offset), 0)


def make_clause(
    index: int,
    sentence: Sentence,
    text: str,
    actors: Sequence[Actor],
    lexicon: Lexicon,
    before: Sequence[Actor] = (),
) -> Clause:
    """Lay out one sentence; `actors` are the mentions in it, `before` those of the one before."""
    tokens = tokenise(text, sentence.start, sentence.end)
    groups, places = _group(tokens, actors)
    tokens = _named_tokens(tokens, groups)
    taken = {i for group in groups for i in range(group.first, group.last)}
    matches = tuple(
        match
        for match in lexicon.find(tokens)
        if not taken.issuperset(range(match.first, match.last))
        and (sentence.title or not _in_name(tokens, match))
    )
    return Clause(index, sentence, text, tokens, groups, places, matches, tuple(before))


def _named_tokens(tokens: tuple[Token, ...], groups: Sequence[Group]) -> tuple[Token, ...]:
    """The tokens, with names that are spelt like modals ("Theresa May") no longer folded."""
    named = {i for g in groups for i in range(g.first, g.last) if tokens[i].text in MODAL_NAMES}
    if not named:
        return tokens
    return tuple(
        msgspec.structs.replace(token, lower=token.text) if i in named else token
        for i, token in enumerate(tokens)
    )


def _in_name(tokens: Sequence[Token], match: Match) -> bool:
    """A capital inside a sentence: "the World Trade Center" tells of no trade."""
    return match.first > 1 and tokens[match.first].text[0].isupper()


def _group(
    tokens: Sequence[Token], actors: Sequence[Actor]
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    singles = [_locate(tokens, actor) for actor in actors]
    merged: list[Group] = []
    named = [g for g in singles if g.actors[0].kind != "place"]
    named = [g for g in named if not (_apposed(tokens, singles, g) or _adjectival(tokens, g))]
    for group, following in zip_longest(named, named[1:]):
        if merged and _joined(tokens, merged[-1], group, following):
            previous = merged.pop()
            group = Group(previous.first, group.last, (*previous.actors, *group.actors))
        merged.append(group)
    return tuple(merged), tuple(g for g in singles if g.actors[0].kind == "place")


def _apposed(tokens: Sequence[Token], singles: Sequence[Group], group: Group) -> bool:
    """ "Peskov, its spokesman, denied": what only says who the one before is."""
    unresolved = group.key == ("---",)
    around = (*tokens[group.first - 1 : group.first], *tokens[group.last : group.last + 1])
    marks = [token.text for token in around]
    named = any(g.last == group.first - 1 and g.key != ("---",) for g in singles)
    return unresolved and named and group.first > 0 and marks == [",", ","]


def _adjectival(tokens: Sequence[Token], group: Group) -> bool:
    """ "Military pressure", "economic and military ties": the word names nobody."""
    alone = group.last - group.first == 1 and tokens[group.first].lower in {"military", "civilian"}
    return alone and group.key == ("---",)


def _locate(tokens: Sequence[Token], actor: Actor) -> Group:
    anchor = actor.anchor
    if anchor is None:
        raise ValueError(f"actor without an anchor: {actor.text}")
    inside = [i for i, t in enumerate(tokens) if t.end > anchor.start and t.start < anchor.end]
    return Group(inside[0], inside[-1] + 1, (actor,))


def _joined(
    tokens: Sequence[Token], previous: Group, group: Group, following: Group | None
) -> bool:
    between = [token.lower for token in tokens[previous.last : group.first]]
    if previous.first == group.first:  # two parties named by the same words
        return True
    if not between or len(between) > 3 or not COORDINATORS.issuperset(between):
        return False
    if between in (["-"], ["–"]):
        return True
    if "with" in between and not {"along", "together"} & set(between):
        return False  # "by Chile with artillery"
    # "A, B and C": a lone comma joins only when the list goes on after the second name.
    if between == [","]:
        after = [t.lower for t in tokens[group.last : following.first]] if following else []
        return bool(after) and len(after) <= 2 and COORDINATORS.issuperset(after)
    # Of two only, ", and" opens a clause: "North attacked South, and China sent troops".
    if between[:1] == [","] and len(previous.actors) == 1 and previous.first > 0:
        return False
    return "," not in between or between[-1] in {"and", "or"}


def choose_entry(clause: Clause, match: Match) -> Entry | None:
    """Which of a match's entries the word is here: noun or verb, by what stands before it."""
    noun_like = _looks_like_noun(clause, match)
    fitting = [e for e in match.entries if _fits(e, noun_like, clause, match)]
    with_root = [e for e in fitting if e.root]
    return next(iter(with_root or fitting), None)


def effect_of(match: Match, part: str) -> str | None:
    """The operator effect of a match read as `part` ("verb", "noun"), if it has one."""
    wanted = {"verb": {"verb", "phrase"}, "noun": {"noun", "phrase"}}.get(part, {part})
    return next((e.effect for e in match.entries if e.effect and e.part in wanted), None)


def _fits(entry: Entry, noun_like: bool | None, clause: Clause, match: Match) -> bool:
    if entry.part == "phrase":
        return True
    both = len({e.part for e in match.entries}) > 1
    if entry.part == "noun":
        return noun_like is not False
    if noun_like and (both or entry.forms & {"base", "s"}):
        return False
    return not _bare_modifier(clause, match, entry)


def _bare_modifier(clause: Clause, match: Match, entry: Entry) -> bool:
    """A participle before a noun ("armed groups", "released prisoners") tells of no event."""
    before = clause.words(match.first - 1, match.first)
    return (
        match.last - match.first == 1
        and bool(entry.forms & {"participle", "ing"})
        and bool(before)
        and before[0] in {"the", "a", "an", "its", "their", "his", "her", "of", "'s"}
    )


def _looks_like_noun(clause: Clause, match: Match) -> bool | None:
    if match.first == 0:
        return None
    before = clause.tokens[match.first - 1].lower
    if before in DETERMINERS:
        return True
    if ADJECTIVE_ENDING.fullmatch(before):
        return True
    if before in {"to", "will", "would", "not", "could", "may", "might", "can", "should", "must"}:
        return False
    if clause.tokens[match.last - 1].lower.endswith("s") and any(
        other.last == match.first for other in clause.matches
    ):  # "demanded guarantees": what follows a verb is its object
        return True
    ending = next((g for g in clause.groups if g.last == match.first), None)
    if ending is not None:
        word = clause.tokens[match.last - 1].lower
        plural_actor = before.endswith("s") and not before.endswith("'s")
        adjective = ADJECTIVE.match(before) is not None
        return adjective or (
            not word.endswith(("s", "ed")) and not plural_actor and word[-1] != "d"
        )
    return None
