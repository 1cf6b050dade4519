"""What is to come: predictions, agenda, demands and the signs of either course."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "outcome", "polarity", "low", "high"),
    [
        ("A war between Iran and Iraq is unlikely.", "war", "will", 0.0, 0.5),
        ("There will be no war between India and Pakistan.", "war", "will not", 0.0, 0.2),
        (
            "Analysts put the chance of an agreement with Iran at 70 percent.",
            "agreement",
            "will",
            0.65,
            0.75,
        ),
        ("Officials believe that Israel will attack Iran.", "war", "will", 0.5, 0.95),
        ("An invasion of Kuwait is not unlikely.", "war", "will", 0.35, 0.75),
        ("There is little chance of a breakthrough with Cuba.", "breakthrough", "will", 0.0, 0.3),
    ],
)
def test_predictions(
    read: Read, text: str, outcome: str, polarity: str, low: float, high: float
) -> None:
    (prediction,) = read(text).predictions
    assert (prediction.outcome, prediction.polarity) == (outcome, polarity)
    probability = prediction.probability
    assert low <= probability.low <= probability.mid <= probability.high <= high


@pytest.mark.parametrize(
    "text",
    [
        "Iran demanded an agreement with Iraq.",
        "India and Pakistan may meet.",
        "The envoy is expected to arrive at the talks in Cairo on Monday.",
        "France hopes for a treaty with Algeria.",
    ],
)
def test_wishes_demands_and_plans_are_no_predictions(read: Read, text: str) -> None:
    assert read(text).predictions == ()


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "Analysts expect a summit of Iran and Iraq in May; a war is unlikely.",
            [("meeting", 0.75), ("war", 0.2)],
        ),
        ("Hardly a diplomat in Lima thinks that Chile will attack Peru.", [("war", 0.12)]),
        ("If talks fail, a Serbian attack on Kosovo is likely.", [("war", 0.7)]),
        ("The Norwegian minister said that Russia could attack Estonia.", [("war", 0.4)]),
        ("Egypt and Sudan met. Envoys put the odds of an accord at one in five.",
         [("agreement", 0.2)]),
    ],
)  # fmt: skip
def test_several_likelihoods_and_what_each_is_of(
    read: Read, text: str, outcomes: list[tuple[str, float]]
) -> None:
    assert [(p.outcome, p.probability.mid) for p in read(text).predictions] == outcomes


def test_a_forecast_keeps_its_condition(read: Read) -> None:
    (prediction,) = read("If talks fail, a Serbian attack on Kosovo is likely.").predictions
    assert prediction.condition is not None
    assert prediction.condition.text.exact == "If talks fail"


def test_a_dateline_is_no_horizon(read: Read) -> None:
    (found,) = read("LIMA, January 20 — A war of Chile and Peru is unlikely.").predictions
    assert (found.horizon.start, found.horizon.end) == (None, None)


def test_who_is_to_do_what_is_demanded(read: Read) -> None:
    text = "Iraq demanded that Kuwait write off the loans of the war with Iran."
    (demand,) = read(text).demands
    assert [a.identity for a in demand.of] == ["KWT"]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Iran's parliament is to vote on the pact with Iraq on Monday.", "vote", "2022-01-24"),
        ("Iraq will hand over its reply to Iran on Tuesday.", "reply", "2022-01-25"),
        ("The Chilean premier flies to Lima on Sunday.", "visit", "2022-01-23"),
    ],
)
def test_what_is_due(read: Read, text: str, kind: str, day: str) -> None:
    assert [(i.kind, i.time.start) for i in read(text).agenda] == [(kind, day)]


def test_what_was_on_a_day_past_is_not_due(read: Read) -> None:
    assert read("On Thursday the Security Council heard Chile and Peru.").agenda == ()


def test_the_horizon_counts_from_the_day_of_publication(read: Read) -> None:
    (prediction,) = read("An attack on Taiwan is likely by the end of the year.").predictions
    assert (prediction.horizon.start, prediction.horizon.end) == ("2022-01-21", "2022-12-31")


def test_a_meeting_ahead_is_on_the_agenda_with_its_day(read: Read) -> None:
    (item,) = read("Iran and Iraq will meet on Tuesday.").agenda
    assert (item.kind, item.status, item.time.start) == ("meeting", "scheduled", "2022-01-25")
    assert {a.identity for a in item.actors} == {"IRN", "IRQ"}


def test_a_meeting_held_is_not_on_the_agenda(read: Read) -> None:
    assert read("Iran and Iraq met on Tuesday.").agenda == ()


def test_a_deadline_is_on_the_agenda(read: Read) -> None:
    items = read("The truce between Israel and Hamas expires on Sunday.").agenda
    assert [(i.kind, i.time.start) for i in items] == [("deadline", "2022-01-23")]


def test_a_demand_is_registered_and_its_rejection_noted(read: Read) -> None:
    reading = read(
        "Egypt demanded that Ethiopia stop filling the dam. Ethiopia rejected the demand."
    )
    (demand,) = reading.demands
    assert [a.identity for a in demand.by] == ["EGY"]
    assert demand.status == "rejected"
    assert demand.answers


def test_an_unanswered_demand_is_open(read: Read) -> None:
    (demand,) = read("Egypt urged Ethiopia to stop filling the dam.").demands
    assert (demand.status, [a.identity for a in demand.of]) == ("open", ["ETH"])


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("China warned Japan of reprisals.", "threat", "escalation"),
        (
            "The United States threatened sanctions against Iran if it attacks Israel.",
            "conditional-threat",
            "escalation",
        ),
        ("Iran and Iraq will meet on Tuesday.", "talks-continue", "abatement"),
        ("Algeria refused to meet Morocco.", "rejection", "escalation"),
        ("Azerbaijan attacked Armenia on Monday.", "force", "escalation"),
    ],
)
def test_signals_and_their_unlearned_weight(
    read: Read, text: str, kind: str, direction: str
) -> None:
    signals = [s for s in read(text).signals if s.kind == kind]
    assert signals
    assert {s.direction for s in signals} == {direction}
    assert all(s.dyad == tuple(sorted(s.dyad)) for s in signals)
    assert all((s.weight.log_odds, s.weight.basis) == (0.0, "assumed") for s in signals)


def test_what_happens_inside_one_state_is_no_signal(read: Read) -> None:
    assert read("The French president condemned the French police.").signals == ()
