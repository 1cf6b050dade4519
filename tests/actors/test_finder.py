"""What the finder makes of phrases, on small tables written here and on the shipped ones."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from detente.actors import ActorIndex, find_mentions, load_tables
from detente.actors.rows import Agent, Membership, Metonym, Office, Organisation, State
from detente.actors.tables import Tables
from detente.records import Actor

DAY = date(2022, 1, 21)


def _state(code: str, name: str, adjective: str, capital: str, **more: object) -> State:
    values = {
        "code": code, "name": name, "cow": None, "cow_number": None, "gw": None, "start": None,
        "end": None, "names": (name,), "adjectives": (adjective,), "people": (adjective + "s",),
        "capitals": (capital,), "successors": (), "source": "test",
    }  # fmt: skip
    return State(**{**values, **more})  # type: ignore[arg-type]


def _office(
    person: str,
    code: str,
    role: str,
    start: date,
    end: date | None,
    organisation: str | None = None,
) -> Office:
    surname = person.split()[-1]
    return Office(
        person=person, names=(person, surname), code=code, organisation=organisation, role=role,
        sector="GOV", start=start, end=end, source="test",
    )  # fmt: skip


def _agents(*rows: tuple[str, str, str]) -> tuple[Agent, ...]:
    return tuple(
        Agent(text=text, sector=sector, kind=kind, source="test")  # type: ignore[arg-type]
        for text, sector, kind in rows
    )


TABLES = Tables(
    states=(
        _state("NRL", "Norland", "Norlandic", "Norburg"),
        _state("SDR", "Sudoria", "Sudorian", "Sudopolis"),
        _state("USA", "United States", "American", "Washington",
               names=("United States", "US", "U.S."), adjectives=("American", "US", "U.S.")),
        _state("OLD", "Oldrealm", "Oldish", "Newtown", end=date(1991, 12, 25), successors=("NEW",)),
        _state("NEW", "Newrealm", "Newish", "Newtown", start=date(1991, 12, 26)),
        _state("JOR", "Jordan", "Jordanian", "Amman"),
    ),
    metonyms=(
        Metonym(text="Red Palace", code="NRL", organisation=None, sector="GOV", kind="place",
                start=None, end=None, source="test"),
    ),
    organisations=(
        Organisation(id="PACT", code="IGO", name="Northern Pact", names=("Northern Pact", "PACT"),
                     sector=None, kind="organisation", start=None, end=None, source="test"),
    ),
    memberships=(
        Membership(organisation="PACT", code="NRL", start=date(1990, 1, 1), end=None, source="t"),
        Membership(organisation="PACT", code="SDR", start=date(2000, 1, 1),
                   end=date(2010, 1, 1), source="t"),
    ),
    agents=_agents(
        ("troops", "MIL", "military"), ("officials", "GOV", "person"), ("rebels", "REB", "person"),
        ("diplomat", "GOV", "person"), ("foreign ministry", "GOV", "government"),
    ),
    offices=(
        _office("Ada Quill", "NRL", "president", date(2020, 1, 1), None),
        _office("Ada Quill", "NRL", "foreign minister", date(2010, 1, 1), date(2014, 12, 31)),
        _office("Bo Venn", "SDR", "foreign minister", date(2019, 1, 1), None),
        _office("Cy Harrow", "IGO", "secretary-general", date(2018, 1, 1), None, "PACT"),
    ),
    treaties=(),
    regions=(),
    complete_through=DAY,
    version="test",
)  # fmt: skip
INDEX = ActorIndex.build(TABLES)


def find(text: str, on: date | None = DAY) -> list[Actor]:
    """Mentions in text whose sentences end with a full stop and a space."""
    spans, start = [], 0
    for part in text.split(". "):
        spans.append((start, start + len(part) + 1))
        start += len(part) + 2
    return list(find_mentions(text, [(a, min(b, len(text))) for a, b in spans], INDEX, on))


def brief(text: str, on: date | None = DAY) -> list[tuple[str, str, str | None, str]]:
    return [(m.text, m.code, m.sector, m.kind) for m in find(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norlandic troops moved.", [("Norlandic troops", "NRL", "MIL", "military")]),
        ("Norland's foreign ministry spoke.",
         [("Norland's foreign ministry", "NRL", "GOV", "government")]),
        ("Norlandic and Sudorian officials met.",
         [("Norlandic", "NRL", "GOV", "group"), ("Sudorian officials", "SDR", "GOV", "group")]),
        ("Norlandic-backed rebels fired.", [("Norlandic-backed rebels", "---", "REB", "group")]),
        ("Anti-Norlandic rebels fired.", [("Anti-Norlandic rebels", "---", "REB", "group")]),
        ("Several senior officials agreed.",
         [("Several senior officials", "---", "GOV", "group")]),
        ("A Norland-based diplomat agreed.",
         [("A Norland-based diplomat", "NRL", "GOV", "person")]),
        ("It hurts in US relations.", [("US", "USA", None, "country")]),
        ("The president of Norland Ada Quill spoke.",
         [("The president of Norland Ada Quill", "NRL", "GOV", "person")]),
        ("A senior diplomat agreed.", [("A senior diplomat", "---", "GOV", "person")]),
        ("The Red Palace denied it.", [("The Red Palace", "NRL", "GOV", "government")]),
        ("They met in the Red Palace.", [("the Red Palace", "NRL", None, "place")]),
        ("He sold the Norlandic stamps.", []),
        ("The Norlandic invasion failed.", [("The Norlandic", "NRL", None, "country")]),
        ("Norland's allies gathered.", []),
    ],
)  # fmt: skip
def test_phrases(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norburg insists on it.", "government"),
        ("Norburg has repeatedly denied it.", "government"),
        ("They await Norburg's response.", "government"),
        ("They have close ties with Norburg.", "government"),
        ("They put sanctions on Norburg.", "government"),
        ("They sent a message to Norburg.", "government"),
        ("Talks were held in Norburg.", "place"),
        ("She flew to Norburg.", "place"),
        ("Norburg's streets were empty.", "place"),
        ("Norburg is lovely.", "place"),
    ],
)
def test_capital_acts_or_is_a_place(text: str, kind: str) -> None:
    (actor,) = find(text)
    assert (actor.text, actor.code, actor.kind) == ("Norburg", "NRL", kind)
    assert actor.sector == ("GOV" if kind == "government" else None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shots fell in Norland.", "place"),
        ("They fled to Norland.", "place"),
        ("They sold arms to Norland.", "country"),
        ("They fought against Norland.", "country"),
        ("It lies in Norland's interest.", "country"),
    ],
)
def test_country_acts_or_is_a_place(text: str, kind: str) -> None:
    assert [m.kind for m in find(text) if m.code == "NRL"] == [kind]


def test_office_and_name_make_one_mention() -> None:
    (actor,) = find("Sudorian Foreign Minister Bo Venn spoke.")
    assert actor.text == "Sudorian Foreign Minister Bo Venn"
    assert (actor.name, actor.code, actor.sector, actor.role, actor.kind) == (
        "Bo Venn", "SDR", "GOV", "foreign minister", "person",
    )  # fmt: skip


def test_same_name_has_the_office_of_the_date() -> None:
    roles = [find("Ada Quill spoke.", on)[0].role for on in (date(2012, 6, 1), DAY)]
    assert roles == ["foreign minister", "president"]
    former = find("Ada Quill spoke.", date(2017, 1, 1))[0]
    assert (former.role, former.sector) == ("former foreign minister", "ELI")
    early = find("Ada Quill spoke.", date(2001, 1, 1))[0]
    assert (early.role, early.sector, early.code) == (None, None, "NRL")


def test_title_alone_takes_the_holder_of_the_date() -> None:
    (actor,) = find("The Norlandic president spoke.")
    assert (actor.text, actor.name) == ("The Norlandic president", "Ada Quill")
    (before,) = find("The Norlandic president spoke.", date(2015, 1, 1))
    assert before.name == "The Norlandic president"[4:]


def test_unknown_name_is_learnt_from_its_title() -> None:
    first, second = find("Norlandic Defence Minister Pia Stroud left. Stroud returned.")
    assert (first.name, first.code, first.role) == ("Pia Stroud", "NRL", "defence minister")
    assert (second.text, second.name, second.code) == ("Stroud", "Pia Stroud", "NRL")


@pytest.mark.parametrize(
    "text",
    [
        "Pia Stroud, the Norlandic prime minister, spoke.",
        "Pia Stroud, prime minister of Norland, spoke.",
    ],
)
def test_apposition_is_one_mention_and_teaches_the_name(text: str) -> None:
    first, second = find(f"{text} Stroud left.")
    assert first.text == text[: text.rindex(",")]
    assert (first.name, first.code, first.role) == ("Pia Stroud", "NRL", "prime minister")
    assert second.name == "Pia Stroud"


def test_name_after_its_office_is_one_mention() -> None:
    (actor,) = find("The Norlandic prime minister, Pia Stroud, spoke.")
    assert (actor.text, actor.name) == ("The Norlandic prime minister, Pia Stroud", "Pia Stroud")


def test_unknown_surname_alone_is_nobody() -> None:
    assert find("Stroud returned.") == []


def test_surname_alone_counts_only_in_office() -> None:
    assert [m.name for m in find("Quill warned them.")] == ["Ada Quill"]
    assert find("Quill warned them.", date(2016, 1, 1)) == []
    assert find("The quill warned them.") == []
    assert find("Harold Quill warned them.") == []


def test_former_is_said_in_the_role() -> None:
    (actor,) = find("Former President Ada Quill spoke.", date(2021, 1, 1))
    assert actor.sector == "ELI"
    assert (actor.role or "").startswith("former ")


def test_organisation_has_the_members_of_the_date() -> None:
    assert find("PACT met.")[0].members == ("NRL",)
    assert find("PACT met.", date(2005, 1, 1))[0].members == ("NRL", "SDR")
    (allies,) = find("PACT allies met.")
    assert (allies.kind, allies.organisation, allies.members) == ("group", "PACT", ("NRL",))


def test_officer_of_an_organisation() -> None:
    (actor,) = find("PACT secretary-general Cy Harrow spoke.")
    assert (actor.code, actor.organisation, actor.kind) == ("IGO", "PACT", "person")
    assert actor.identity == "PACT"


def test_capital_means_the_state_of_the_date() -> None:
    assert find("Newtown insists on it.")[0].code == "NEW"
    assert find("Newtown insists on it.", date(1980, 1, 1))[0].code == "OLD"
    assert find("Newrealm insists on it.", date(1980, 1, 1))[0].code == "OLD"


@pytest.mark.parametrize(
    "text",
    [
        "They told us to go.",
        "Michael Jordan scored.",
        "The Washington Post wrote.",
        "Washington Wizards fans came.",
        "She works for Bank of America.",
        "He led Norland United to the title.",
        "GIVE IT TO US NOW PLEASE",
    ],
)
def test_traps_are_no_actors(text: str) -> None:
    assert [m for m in find(text) if m.code != "---"] == []


def test_where_an_envoy_is_sent_is_no_actor_of_its_own() -> None:
    (actor,) = find("Norland's ambassador to Sudoria left.")
    assert (actor.text, actor.code) == ("Norland's ambassador to Sudoria", "NRL")


def test_anchors_lie_in_their_sentences_and_do_not_overlap() -> None:
    text = "Norland met Sudoria. Norlandic President Ada Quill spoke in Norburg. U.S. troops left."
    spans = [(0, 20), (21, 68), (69, len(text))]
    found = find_mentions(text, spans, INDEX, DAY)
    assert len(found) == 5
    anchors = [m.anchor for m in found if m.anchor]
    assert all(text[a.start : a.end] == a.exact for a in anchors)
    assert all(a.end <= b.start for a, b in pairwise(anchors))
    assert all(any(s <= a.start and a.end <= e for s, e in spans) for a in anchors)


def test_shipped_tables_know_the_ministers_of_geneva() -> None:
    index = ActorIndex.build(load_tables())
    text = "Antony Blinken and Sergei Lavrov met in Geneva."
    found = find_mentions(text, [(0, len(text))], index, DAY)
    assert [(m.code, m.role, m.kind) for m in found] == [
        ("USA", "secretary of state", "person"),
        ("RUS", "foreign minister", "person"),
        ("CHE", None, "place"),
    ]
