"""Stances are somebody's words and no events; claims of rarity and of advantage are marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoy's return to Cairo is an encouraging sign.", "hopeful"),
        ("It was a welcome step, after months of silence between Oslo and Moscow.", "hopeful"),
        ("The movement of Serbian armour is ominous.", "alarmed"),
        ("Oddly enough, Peru kept its ambassador in Quito.", "ironic"),
        ("The visit was a charade.", "ironic"),
        ("The general's sabre-rattling has not moved Chile.", "ironic"),
        ("Libya offered empty promises to Chad.", "sceptical"),
        ("It was a clumsy answer to Japan.", "other"),
    ],
)
def test_a_judging_word_is_a_stance(read: Read, text: str, value: str) -> None:
    reading = read(text)
    assert [stance.value for stance in reading.stances] == [value]
    assert reading.stances[0].holder.kind == "author"


@pytest.mark.parametrize(
    "text",
    [
        "Norway would welcome a visit by the Swedish king.",
        "The ministers met in Oslo on Monday.",
        "The grimace of the envoy was photographed.",
    ],
)
def test_what_is_no_stance(read: Read, text: str) -> None:
    assert read(text).stances == ()


def test_a_stance_in_a_mouth_is_the_speaker_s(read: Read) -> None:
    (stance,) = read("The French president said that the move by Mali was reckless.").stances
    assert (stance.value, stance.holder.kind) == ("alarmed", "titled")


def test_a_stance_is_no_event_and_no_signal(read: Read) -> None:
    reading = read("The mood between India and Pakistan is encouraging.")
    assert (reading.events, reading.signals) == ((), ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Such offers are rare between adversaries.", "rarity"),
        ("One seldom sees rivals share intelligence.", "rarity"),
        ("It was an unusual gesture from Pyongyang to Seoul.", "rarity"),
        ("Never before had Cuba let inspectors in.", "rarity"),
        ("It would not be rational for Russia to attack Ukraine.", "utility-trap"),
        ("Iraq has nothing to gain by an invasion of Kuwait.", "utility-trap"),
        ("A war would be suicide for Serbia.", "utility-trap"),
        ("Argentina cannot afford a war over the islands.", "utility-trap"),
    ],
)
def test_claims(read: Read, text: str, kind: str) -> None:
    (claim,) = read(text).claims
    assert (claim.kind, claim.anchor.exact, claim.answer) == (kind, text, None)


@pytest.mark.parametrize(
    "text",
    [
        "The museum bought a rare stamp from Peru.",
        "Japan and Chile met on Monday.",
        "It made sense for Egypt to wait.",
    ],
)
def test_what_is_no_claim(read: Read, text: str) -> None:
    assert read(text).claims == ()
