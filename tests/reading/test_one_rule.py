"""FORMAT's one rule for root, status and source, a row at a time, in several wordings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Event, Reading

Read = Callable[..., Reading]


def event(reading: Reading, root: str) -> Event:
    found = [e for e in reading.events if e.event == root]
    assert found, [(e.event, e.modality.status, e.anchor.exact) for e in reading.events]
    return found[0]


def sides(event: Event) -> tuple[set[str], set[str]]:
    return {a.identity for a in event.actor}, {a.identity for a in event.recipient}


@pytest.mark.parametrize(
    ("text", "root", "status", "actor", "recipient"),
    [
        ("Russia and Ukraine met in Paris.", "CONSULT", "actual", "RUS", "UKR"),
        ("India held talks with Pakistan on Thursday.", "CONSULT", "actual", "IND", "PAK"),
        ("Iran and Iraq will meet on Tuesday.", "AGREE", "planned", "IRN", "IRQ"),
        ("Canada promised to aid Ukraine.", "AGREE", "promised", "CAN", "UKR"),
        ("Turkey offered to help Greece.", "AGREE", "promised", "TUR", "GRC"),
        ("Israel will withdraw from Lebanon.", "CONCEDE", "promised", "ISR", None),
        (
            "Ethiopia pledged to withdraw its troops from Eritrea.",
            "CONCEDE",
            "promised",
            "ETH",
            None,
        ),
        ("Russia is massing troops near Ukraine.", "MOBILIZE", "ongoing", "RUS", None),
        ("China warned Japan of reprisals.", "THREATEN", "actual", "CHN", "JPN"),
        ("Algeria refused to meet Morocco.", "REJECT", "actual", "DZA", "MAR"),
        ("Serbia ruled out talks with Kosovo.", "REJECT", "actual", "SRB", "KOS"),
        ("Egypt did not strike Sudan.", "ASSAULT", "negated", "EGY", "SDN"),
        ("Rwanda denied attacking Congo.", "ASSAULT", "denied", "RWA", "COD"),
        ("Azerbaijan attacked Armenia on Monday.", "ASSAULT", "actual", "AZE", "ARM"),
        ("Armenia was attacked by Azerbaijan.", "ASSAULT", "actual", "AZE", "ARM"),
        ("France condemned Syria.", "ACCUSE", "actual", "FRA", "SYR"),
        ("Poland urged Belarus to release the prisoners.", "REQUEST", "actual", "POL", "BLR"),
        ("The United States imposed sanctions on Iran.", "SANCTION", "actual", "USA", "IRN"),
        ("Japan may strike North Korea.", "ASSAULT", "possible", "JPN", "PRK"),
    ],
)
def test_root_status_and_sides(
    read: Read, text: str, root: str, status: str, actor: str, recipient: str | None
) -> None:
    found = event(read(text), root)
    assert found.modality.status == status
    assert sides(found)[0] == {actor}
    if recipient is not None:
        assert sides(found)[1] == {recipient}


def test_a_meeting_is_reciprocal(read: Read) -> None:
    found = event(read("Russia and Ukraine met in Paris."), "CONSULT")
    assert found.reciprocal


def test_a_warning_with_a_condition_is_a_pair(read: Read) -> None:
    reading = read("The United States threatened sanctions against Russia if it invades Ukraine.")
    threat = event(reading, "THREATEN")
    assert threat.modality.status == "conditional"
    assert threat.condition is not None
    assert threat.condition.text.exact.startswith("if ")
    inner = next(e for e in reading.events if e.id == threat.condition.event_id)
    assert (inner.event, inner.modality.status) == ("ASSAULT", "possible")


def test_an_accusation_keeps_its_content_apart(read: Read) -> None:
    reading = read("Ukraine accused Russia of planning to attack Moldova.")
    accusation, content = event(reading, "ACCUSE"), event(reading, "ASSAULT")
    assert sides(accusation) == ({"UKR"}, {"RUS"})
    assert (content.modality.status, sides(content)[0]) == ("alleged", {"RUS"})
    assert accusation.content == (content.id,)
    assert content.attribution.speaker is not None
    assert content.attribution.speaker.identity == "UKR"


def test_not_ruling_out_a_meeting_leaves_it_possible(read: Read) -> None:
    reading = read("President Putin did not rule out meeting President Biden.")
    meeting = event(reading, "CONSULT")
    assert meeting.modality.status == "possible"
    assert [item.status for item in reading.agenda] == ["possible"]


def test_a_warning_about_another_is_a_forecast_not_a_threat(read: Read) -> None:
    reading = read("Britain warned that Russia would attack Ukraine.")
    assert not [e for e in reading.events if e.event == "THREATEN"]
    attack = event(reading, "ASSAULT")
    assert attack.modality.status == "possible"
    assert sides(attack) == ({"RUS"}, {"UKR"})


def test_a_deed_long_past_is_historical(read: Read) -> None:
    reading = read("Russia annexed Crimea from Ukraine in 2014.")
    assert all(e.modality.status == "historical" for e in reading.events)
    assert reading.events


@pytest.mark.parametrize(
    "text",
    [
        "The capital of Peru lies near the coast.",
        "Snow fell over much of Norway on Sunday.",
        "The book tells of the long winter in Finland.",
        "He enjoys French wine and Italian opera.",
        "Brazil and Argentina share a border.",
    ],
)
def test_no_deed_no_event(read: Read, text: str) -> None:
    assert read(text).events == ()


@pytest.mark.parametrize(
    ("text", "root", "status"),
    [
        ("Neither Chile nor Peru threatened Norway.", "THREATEN", "negated"),
        ("Chile almost attacked Peru.", "ASSAULT", "negated"),
        ("Chile cannot accept Peru's offer.", "REJECT", "actual"),
        ("If Chile does not withdraw from Peru, Norway will retaliate.", "RETREAT", "possible"),
    ],
)
def test_what_is_not_done_is_not_told_as_done(
    read: Read, text: str, root: str, status: str
) -> None:
    assert event(read(text), root).modality.status == status


@pytest.mark.parametrize("text", ["Lima told to withdraw by Chile.", "Peru was urged to withdraw."])
def test_what_is_only_asked_for_has_not_happened(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.event == "RETREAT"]


@pytest.mark.parametrize(
    "opening", ["Yesterday", "Instead", "Despite protests,", "LIMA (AP) — ", "Perhaps"]
)
def test_an_opening_word_hides_no_state(read: Read, opening: str) -> None:
    assert sides(event(read(f"{opening} The Netherlands condemned Peru."), "ACCUSE")) == (
        {"NLD"},
        {"PER"},
    )


def test_a_name_that_is_spelt_like_a_modal_is_no_modal(read: Read) -> None:
    reading = read("Prime Minister Theresa May met Angela Merkel.", "2018-07-05")
    assert event(reading, "CONSULT").modality.status == "actual"


def test_and_after_a_comma_opens_a_clause_of_two(read: Read) -> None:
    text = "North Korea attacked South Korea, and China sent troops."
    assert sides(event(read(text), "ASSAULT")) == ({"PRK"}, {"KOR"})


@pytest.mark.parametrize(
    "text",
    ["Chile gave Peru an ultimatum.", "Chile sent the Peruvian government a stern ultimatum.",
     "Chile sent an ultimatum to Peru."],
)  # fmt: skip
def test_who_is_given_an_ultimatum_does_not_give_it(read: Read, text: str) -> None:
    assert sides(event(read(text), "THREATEN")) == ({"CHL"}, {"PER"})
