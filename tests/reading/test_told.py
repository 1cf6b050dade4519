"""Events that the tagger tells of: trigger, root and sides, and what must stay unwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.reading.tagger import ROLES, Roles, TagModel, mark_trigger
from detente.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def model() -> TagModel:
    return TagModel.load()


@pytest.mark.parametrize(
    ("text", "trigger", "root"),
    [
        ("Chile bombed a Peruvian port on Monday.", "bombed", "ASSAULT"),
        ("India and Nepal met in Delhi.", "met", "CONSULT"),
        ("Iran accused Iraq of theft.", "accused", "ACCUSE"),
        ("Norway sent tents to Turkey after the quake.", "sent", "AID"),
    ],
)
def test_a_trigger_and_its_root(model: TagModel, text: str, trigger: str, root: str) -> None:
    told = model.tag(text).triggers(0.5)
    assert (trigger, root) in [(text[t.start : t.end].split()[0], t.root) for t in told]


def test_nothing_is_told_where_nothing_happens(model: TagModel) -> None:
    assert model.tag("Chile and Peru share a long border in the desert.").triggers(0.9) == ()


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Chile bombed Peru.", "bombed", "Chile", "Peru"),
        ("Peru was bombed by Chile.", "bombed", "Chile", "Peru"),
        ("Egypt, which had accused Libya, said no more.", "accused", "Egypt", "Libya"),
    ],
)
def test_parts(model: TagModel, text: str, trigger: str, actor: str, recipient: str) -> None:
    at = text.index(trigger)
    roles = model.roles(text, (at, at + len(trigger)))

    def part(name: str) -> str:
        start = text.index(name)
        odds = roles.of([(start, start + len(name))])
        return max(odds, key=lambda role: odds[role])

    assert (part(actor), part(recipient)) == ("actor", "recipient")


def test_an_actor_beyond_the_text_has_no_part() -> None:
    import numpy as np

    roles = Roles(((0, 0), (0, 5)), np.full((2, len(ROLES)), 0.25))
    assert roles.of([(90, 95)]) == {}
    assert sum(roles.of([(0, 5)]).values()) == 1.0


def test_markers_stand_round_the_trigger_and_hold_no_place() -> None:
    class Tokenizer:
        def token_to_id(self, name: str) -> int:
            return {"[unused1]": 91, "[unused2]": 92}[name]

    ids, places = mark_trigger([1, 2, 3], [(0, 0), (0, 4), (5, 9)], (5, 9), Tokenizer())
    assert ids == [1, 2, 91, 3, 92]
    assert places == [(0, 0), (0, 4), (0, 0), (5, 9), (0, 0)]
    assert mark_trigger([1], [(0, 0)], None, Tokenizer()) == ([1], [(0, 0)])


def test_an_event_that_no_word_list_names(read: Read) -> None:
    reading = read("Chile lobbed mortar rounds at a Peruvian customs post on Thursday night.")
    found = {(e.actor[0].identity, e.event, e.recipient[0].identity) for e in reading.events}
    assert found == {("CHL", "ASSAULT", "PER")}


@pytest.mark.parametrize(
    "text",
    [
        "Brazil and Norway are both rich in oil.",
        "The river rises in Ethiopia and reaches the sea in Egypt.",
        "Trade between Japan and Peru grew by a tenth last year.",
        "Argentina lost to Germany in the final.",
        "The film was shot in Morocco by a Spanish crew.",
    ],
)
def test_nothing_is_told_of_actors_who_are_only_named_together(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.why[0].startswith("tagger tells")]
