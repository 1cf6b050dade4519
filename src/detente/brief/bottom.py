"""The bottom line: a few plain sentences made from counts and the newest items, nothing else.

Each says what it rests on: the items that it names, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from detente.brief.names import in_sentence
from detente.brief.page import AgendaLine, EventLine, Item, Reference, Said
from detente.brief.phrases import clause, phrase
from detente.brief.words import join, long_date, short_date, upper_first

TALKS_WINDOW = 30
"""Days before the day of the brief in which talks must lie for talks to be "on"."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, and the items it rests on."""

    text: str
    items: tuple[Item, ...] = ()


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What the bottom line is made of: the pair's names, its lines, newest first, its agenda."""

    names: tuple[str, ...]
    lines: tuple[EventLine, ...]
    agenda: tuple[AgendaLine, ...]
    as_of: date | None


def bottom_line(material: Material) -> tuple[tuple[Said, ...], tuple[Reference, ...]]:
    """Two to four sentences, with numbered references to the items that they name."""
    made = (_latest(material), _sharpest(material), _next(material), _talks(material))
    sentences = [sentence for sentence in made if sentence is not None]
    items = {item.id: item for sentence in sentences for item in sentence.items}
    numbers = {id_: number for number, id_ in enumerate(items, 1)}
    said = tuple(
        Said(one.text, tuple(dict.fromkeys(numbers[item.id] for item in one.items)))
        for one in sentences
    )
    return said, tuple(Reference(numbers[id_], _plain(item)) for id_, item in items.items())


def _plain(item: Item) -> Item:
    return Item(**{name: getattr(item, name) for name in Item.__struct_fields__})


def _latest(material: Material) -> Sentence | None:
    line = next((line for line in material.lines if line.occurred), None)
    if line is None:
        where = f" between {_both(material.names)}" if material.names else ""
        return Sentence(f"These reports hold nothing that happened{where}.")
    return Sentence(f"Last on record, {_on(line)}{_told(line)}.", (line,))


def _next(material: Material) -> Sentence | None:
    ahead = [item for item in material.agenda if item.state == "ahead"]
    if not ahead:
        return Sentence("Nothing with a date lies ahead in these reports.")
    item = next((item for item in ahead if item.both), ahead[0])
    parties = f" involving {join([in_sentence(name) for name in item.who])}" if item.who else ""
    hedge = {"scheduled": "", "agreed": "", "possible": ", though only as a possibility"}.get(
        item.status, ", on a condition"
    )
    article = "an" if item.kind == "other" else "a"
    kind = "other event" if item.kind == "other" else item.kind
    return Sentence(
        f"Next in the diary is {article} {kind}{parties}, {_due(item)}{hedge}.", (item,)
    )


def _sharpest(material: Material) -> Sentence | None:
    threats = [line for line in material.lines if line.event == "THREATEN" and line.occurred]
    if not threats:
        return Sentence("No threat between the two is on record.") if material.names else None
    line = min(threats, key=lambda line: line.event_scale)  # the newest of the sharpest
    if line == next((other for other in material.lines if other.occurred), None):
        return Sentence("That is also the sharpest threat in these reports.", (line,))
    return Sentence(f"The sharpest threat came when, {_on(line)}{_told(line)}.", (line,))


def _talks(material: Material) -> Sentence | None:
    if material.as_of is None or not material.names:
        return None
    since = (material.as_of - timedelta(days=TALKS_WINDOW)).isoformat()
    met = _newest(material, "CONSULT", None)
    refused = _newest(material, "REJECT", "meet")
    if refused is not None and met is not None and (refused.day or "") <= (met.day or ""):
        refused = None
    if met is not None and (met.day or "") < since:
        met = None
    due = next((i for i in material.agenda if i.state == "ahead" and i.both and _is_talk(i)), None)
    refusal = f"; {clause_of(refused)} on {long_date(refused.day)}" if refused else ""
    used = tuple(item for item in (met, due, refused) if item is not None)
    return Sentence(f"{_talks_words(met, due)}{refusal}.", used)


def _talks_words(met: EventLine | None, due: AgendaLine | None) -> str:
    last = f"the last meeting or call found between them was on {long_date(met.day)}" if met else ""
    none = f"No talks between the two are on record in the last {TALKS_WINDOW} days"
    if due:
        return (
            f"Talks are on: {last}, and more are due" if met else f"{none}, but a {due.kind} is due"
        )
    return (
        f"{upper_first(last)}; no further meeting is dated" if met else f"{none}, and none is dated"
    )


def clause_of(line: EventLine) -> str:
    """What a line says, as a clause in the past tense: "Russia threatened the United States"."""
    names = (tuple(in_sentence(n) for n in side) for side in (line.who, line.whom))
    return clause(phrase(line.event, line.mode), *names, reciprocal=line.reciprocal)


def _on(line: EventLine) -> str:
    """ "on 21 January 2022 Russia threatened the United States with force"."""
    return f"on {long_date(line.day)}, {clause_of(line)}" if line.day else clause_of(line)


def _told(line: EventLine) -> str:
    condition = f" (“{' '.join(line.condition.split())}”)" if line.condition else ""
    anonymous = ", as an unnamed source tells it" if "unnamed" in line.told_by else ""
    return f"{condition}{anonymous}"


def _newest(material: Material, event: str, mode: str | None) -> EventLine | None:
    return next(
        (
            line
            for line in material.lines
            if line.event == event and line.occurred and mode in (None, line.mode)
        ),
        None,
    )


def _due(item: AgendaLine) -> str:
    if item.day is None:
        return item.when
    if item.when == short_date(item.day):
        return f"on {long_date(item.day)}"
    return f"in the {item.when}" if item.when.startswith("week") else f"in {item.when}"


def _is_talk(item: AgendaLine) -> bool:
    return item.kind in ("meeting", "summit", "visit")


def _both(names: Sequence[str]) -> str:
    return join([in_sentence(name) for name in names])
