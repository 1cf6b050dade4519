"""Who does it to whom: from a trigger to its actor and recipient, by walks over the clause."""

from __future__ import annotations

import msgspec

from detente.reading.clause import (
    BE,
    LEFT_STOPS,
    LIGHT_VERBS,
    PREPOSITIONS,
    RIGHT_STOPS,
    Clause,
    Group,
)
from detente.reading.lexicon import Entry
from detente.reading.words import words

# After a deed's noun these bring in the one it is done to; "by" and "from" bring in the doer.
TOWARDS = words("towards")
WITH = frozenset({"with", "to"})
PRONOUNS = frozenset({"he", "she", "it", "they"})
BODIES = words("bodies")
PHRASE_OPENERS = words("phrase_openers")
PATIENT_VERBS = words("patient_verbs")
AFTER_PARTICIPLES = words("after_participles")
DOERS = frozenset({"by", "from"})
AUXILIARIES = words("auxiliaries")
GIVING = words("giving_verbs")
ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her", "another", "one", "two"})


class Trigger(msgspec.Struct, frozen=True):
    """A word that names an event here: tokens[first:last] read as `entry`."""

    first: int
    last: int
    entry: Entry
    passive: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether it is read as a verb."""
        return self.entry.part == "verb"


class Sides(msgspec.Struct, frozen=True):
    """The groups on either side of a deed; None where the text names nobody."""

    actor: Group | None
    recipient: Group | None


def find_sides(clause: Clause, trigger: Trigger, earlier: tuple[Trigger, ...]) -> Sides:
    """The actor and recipient of a trigger; `earlier` are the triggers before it, in order."""
    if not trigger.is_verb:
        return _sides_of_noun(clause, trigger, earlier)
    if trigger.passive:
        doer = _after_word(clause, trigger.last, frozenset({"by"}))
        return Sides(doer, subject(clause, trigger, earlier))
    actor = subject(clause, trigger, earlier)
    recipient = _object(clause, trigger, actor)
    if recipient is not None and actor is not None and recipient.key == actor.key:
        recipient = None
    return Sides(actor, recipient)


def _object(clause: Clause, trigger: Trigger, actor: Group | None) -> Group | None:
    """Whom a verb is done to; in a meeting that is whoever stands after "with"."""
    if trigger.entry.mode == "visit" and (host := _host(clause, trigger.last)) is not None:
        return host
    if trigger.entry.root == "REQUEST" and (asked := _asked(clause, trigger.last)) is not None:
        return asked
    if not trigger.entry.reciprocal:
        return _beyond_unresolved(clause, next_group(clause, trigger.last))
    if trigger.entry.lemma.rpartition(" ")[2] in WITH:
        return next_group(clause, trigger.last)
    if " " in trigger.entry.lemma or (actor is not None and len(actor.actors) > 1):
        return _after_word(clause, trigger.last, WITH)
    return next_group(clause, trigger.last)


def _asked(clause: Clause, at: int) -> Group | None:
    """ "Demanded that Kuwait write off the debt": who is to do it, not whom else it names."""
    for group in clause.groups:
        before = clause.words(group.first - 2, group.first)
        if group.first > at and before[-1:] == ["that"]:
            return group
        if group.first > at and before[:1] == ["that"] and before[-1] in ARTICLES:
            return group
    return None


def _host(clause: Clause, at: int) -> Group | None:
    """ "Visited Denmark", "a visit to Denmark": the country is the host, not only a place."""
    near = [g for g in clause.places if 0 <= g.first - at <= 2]
    if not near:
        return None
    hosts = tuple(msgspec.structs.replace(actor, kind="country") for actor in near[0].actors)
    return Group(near[0].first, near[0].last, hosts)


def _beyond_unresolved(clause: Clause, group: Group | None) -> Group | None:
    """ "Sent athletes to South Korea": whom the text names, not what is sent to them."""
    if group is None or group.key != ("---",):
        return group
    after = clause.words(group.last, group.last + 1)
    named = _first_within(clause, group.last + 1, 3) if after and after[0] in TOWARDS else None
    return named or group


def is_passive(clause: Clause, first: int, last: int, entry: Entry) -> bool:
    """A participle after a form of "be", or one that "by" follows."""
    if entry.part != "verb" or "participle" not in entry.forms:
        return False
    at = first - 1
    while at >= 0 and clause.tokens[at].lower in AUXILIARIES - BE:
        at -= 1
    following = clause.words(last, last + 1)
    if following == ["by"] or (at >= 0 and clause.tokens[at].lower in BE | {"when", "once"}):
        return True
    bare = at == first - 1 and entry.lemma in PATIENT_VERBS
    return bare and (not following or following[0] in AFTER_PARTICIPLES)


def subject(clause: Clause, trigger: Trigger, earlier: tuple[Trigger, ...] = ()) -> Group | None:
    """The group that a verb's subject names, walking left; None when a boundary comes first."""
    at = _verb_phrase_start(clause, trigger.first) - 1
    if _coordinated(clause, at, trigger) and (previous := _previous_verb(clause, at, earlier)):
        return subject(clause, previous, tuple(t for t in earlier if t.first < previous.first))
    at = _skip_parenthesis(clause, at)
    fallback = None
    while at >= 0 and clause.tokens[at].lower not in LEFT_STOPS:
        group = _ending_at(clause, at)
        if group is None:
            if clause.tokens[at].lower in PHRASE_OPENERS and not _after_preposition(clause, at):
                return fallback
            at -= 1
            continue
        if not _after_preposition(clause, group.first):
            return fallback if fallback and group.key == ("---",) else group
        fallback = fallback or (group if _names_doer(clause, group) else None)
        at = group.first - 1
    return fallback


def _after_preposition(clause: Clause, at: int) -> bool:
    return at > 0 and clause.tokens[at - 1].lower in PREPOSITIONS


def _names_doer(clause: Clause, group: Group) -> bool:
    """ "A delegation from Iran": the phrase after "of" or "from" says whose the doer is."""
    before = clause.words(group.first - 2, group.first)
    return len(before) == 2 and before[0] in BODIES and before[1] in {"of", "from"}


def pronoun_subject(clause: Clause, trigger: Trigger, reach: int = 8) -> bool:
    """Whether a pronoun stands where the subject should: "it accused", "they planned to meet"."""
    for at in range(trigger.first - 1, max(-1, trigger.first - 1 - reach), -1):
        word = clause.tokens[at].lower
        if word in PRONOUNS:
            return trigger.is_verb
        if word in LEFT_STOPS or _ending_at(clause, at) is not None:
            return False
    return False


def next_group(clause: Clause, start: int, limit: int = 14) -> Group | None:
    """The first group right of a token, before a boundary or `limit` tokens."""
    at = start
    while at < min(len(clause.tokens), start + limit):
        group = next((g for g in clause.groups if g.first == at), None)
        if group is not None:
            return group
        if clause.tokens[at].lower in RIGHT_STOPS:
            return None
        at += 1
    return None


def _sides_of_noun(clause: Clause, trigger: Trigger, earlier: tuple[Trigger, ...]) -> Sides:
    left = _possessor(clause, trigger.first)
    right = _host(clause, trigger.last) if trigger.entry.mode == "visit" else None
    right = right or _towards(clause, trigger.last, WITH if trigger.entry.reciprocal else TOWARDS)
    doer = _after_word(clause, trigger.last, DOERS, 8)
    between = _after_word(clause, trigger.last, frozenset({"between", "among"}), 6)
    if between is not None:
        return _split(between)
    if left is not None and len(left.actors) > 1 and trigger.entry.reciprocal and right is None:
        return _split(left)
    if left is not None and doer is None and (given := _given(clause, trigger, left, earlier)):
        return given
    actor = doer or left or _subject_of_light_verb(clause, trigger, earlier)
    if actor is None and right is None and trigger.entry.reciprocal:
        return _both_named(clause)
    if actor is not None and right is not None and actor.key == right.key:
        right = None
    return Sides(actor, right)


def _given(
    clause: Clause, trigger: Trigger, left: Group, earlier: tuple[Trigger, ...]
) -> Sides | None:
    """ "A sent B an ultimatum": B, between the giving verb and an article, receives."""
    verb, gap = left.first - 1, clause.words(left.last, trigger.first)
    if clause.words(verb, verb + 1) == ["the"]:
        verb -= 1
    giving = verb > 0 and clause.tokens[verb].lower in GIVING
    if not giving or not gap or gap[0] not in ARTICLES:
        return None
    return Sides(subject(clause, Trigger(verb, verb + 1, trigger.entry), earlier), left)


def _both_named(clause: Clause) -> Sides:
    """A meeting in a sentence that names just two parties is theirs; the model may object."""
    keys = {g.key for g in clause.groups if g.key != ("---",)}
    named = [g for g in clause.groups if g.key != ("---",)]
    if len(keys) != 2:
        return Sides(None, None)
    return Sides(named[0], next(g for g in named if g.key != named[0].key))


def _split(group: Group) -> Sides:
    """ "Talks between A and B": the first acts, the others receive."""
    if len(group.actors) < 2:
        return Sides(group, None)
    one, others = group.actors[:1], group.actors[1:]
    return Sides(Group(group.first, group.last, one), Group(group.first, group.last, others))


def _possessor(clause: Clause, at: int) -> Group | None:
    """ "Russia's latest threat", "Russian threats": the group just left of a noun phrase."""
    for back in range(at - 1, max(-1, at - 5), -1):
        group = _ending_at(clause, back)
        if group is not None:
            gap = clause.words(group.last, at)
            preposed = clause.words(group.first - 1, group.first)
            if gap and gap[0] != "'s" and len(gap) > 2:
                return None
            return None if preposed and preposed[0] in PREPOSITIONS and not gap else group
        if clause.tokens[back].lower in PREPOSITIONS | LEFT_STOPS | {","}:
            return None
    return None


def _towards(clause: Clause, at: int, towards: frozenset[str]) -> Group | None:
    for ahead in range(at, min(len(clause.tokens), at + 8)):
        word = clause.tokens[ahead].lower
        if word in RIGHT_STOPS or word == ",":
            return None
        if word in towards:
            group = _first_within(clause, ahead + 1, 4)
            if group is not None:
                return group
    return None


def _first_within(clause: Clause, start: int, limit: int) -> Group | None:
    for at in range(start, min(len(clause.tokens), start + limit)):
        group = next((g for g in clause.groups if g.first == at), None)
        if group is not None or clause.tokens[at].lower in RIGHT_STOPS | {","}:
            return group
    return None


def _after_word(clause: Clause, start: int, words: frozenset[str], limit: int = 12) -> Group | None:
    for at in range(start, min(len(clause.tokens), start + limit)):
        word = clause.tokens[at].lower
        if word in words:
            return _first_within(clause, at + 1, 5)
        if word in RIGHT_STOPS:
            return None
    return None


def _subject_of_light_verb(
    clause: Clause, trigger: Trigger, earlier: tuple[Trigger, ...]
) -> Group | None:
    for at in range(trigger.first - 1, max(-1, trigger.first - 9), -1):
        word = clause.tokens[at].lower
        if word in LIGHT_VERBS:
            return subject(clause, Trigger(at, at + 1, trigger.entry), earlier)
        if word in LEFT_STOPS:
            return None
    return None


def _verb_phrase_start(clause: Clause, at: int) -> int:
    while at > 0 and (
        clause.tokens[at - 1].lower in AUXILIARIES or clause.tokens[at - 1].lower.endswith("ly")
    ):
        at -= 1
    return at


def _coordinated(clause: Clause, at: int, trigger: Trigger) -> bool:
    """ "condemned the raid and warned …": the second verb shares the first one's subject."""
    if at < 0 or clause.tokens[at].lower not in {"and", "or", "but", "then"}:
        return False
    return "ing" not in trigger.entry.forms


def _previous_verb(clause: Clause, at: int, earlier: tuple[Trigger, ...]) -> Trigger | None:
    before = [t for t in earlier if t.is_verb and t.last <= at]
    blocked = before and set(clause.words(before[-1].last, at)) & {";", ":", "who"}
    return before[-1] if before and not blocked else None


def _skip_parenthesis(clause: Clause, at: int) -> int:
    """ "Russia, which has massed troops, warned": from the second comma back past the first."""
    if at < 0 or clause.tokens[at].lower != ",":
        return at
    for back in range(at - 1, -1, -1):
        if clause.tokens[back].lower == ",":
            return back - 1
        if clause.tokens[back].lower in {";", ":", "“", "”"}:
            break
    return at - 1


def _ending_at(clause: Clause, at: int) -> Group | None:
    return next((g for g in clause.groups if g.first <= at < g.last), None)
