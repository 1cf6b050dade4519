from datetime import date

import pytest

from detente.brief import assemble, render_html, render_json, render_markdown
from detente.brief.page import Brief, EventLine
from detente.errors import InputError
from detente.records import Attribution, Reading, Time

from .samples import LAVROV, NATO, NOBODY, REBELS, RUS, UKR, USA, Story, geneva

ON = date(2022, 1, 21)


def lines(brief: Brief, key: str) -> tuple[EventLine, ...]:
    return next(group.items for group in brief.groups if group.key == key)


def accusation(body: str, published: str) -> Story:
    return Story(body, published).event("accused", "ACCUSE", (USA,), (RUS,))


def test_the_order_of_the_readings_moves_nothing() -> None:
    readings = [
        geneva(),
        accusation("Washington accused Moscow.", "2022-01-19").reading(),
        accusation("Again Washington accused Moscow.", "2022-01-19").reading(),
    ]
    first, second = (assemble(order) for order in (readings, readings[::-1]))
    assert render_json(first) == render_json(second)
    assert render_html(first) == render_html(second)
    assert render_markdown(first) == render_markdown(second)


def test_a_later_document_moves_nothing_but_its_count() -> None:
    known = [geneva(), accusation("Washington accused Moscow.", "2022-01-19").reading()]
    story = Story("Moscow attacked Kyiv, CANARY.", "2022-01-22")
    later = story.event("attacked", "ASSAULT", (RUS,), (UKR,)).agenda("CANARY", "2022-02-01", RUS)
    without, planted = (
        assemble(readings, as_of=ON) for readings in (known, [later.reading(), *known])
    )
    assert (without.later, planted.later) == (0, 1)
    assert b"CANARY" not in render_json(planted)
    counted = render_json(without).replace(b'"later": 0', b'"later": 1')
    assert render_json(planted) == counted


def test_a_moment_that_is_later_in_utc_is_later() -> None:
    reading = accusation("Washington accused Moscow.", "2022-01-21T23:30:00-05:00").reading()
    assert assemble([reading], as_of=ON).later == 1
    assert assemble([reading], as_of=date(2022, 1, 22)).documents == 1


def test_an_undated_document_cannot_be_known_to_be_earlier() -> None:
    undated = Story("Washington accused Moscow.", None).event("accused", "ACCUSE", (USA,), (RUS,))
    brief = assemble([undated.reading()], as_of=ON)
    assert (brief.documents, brief.undated) == (0, 1)
    assert assemble([undated.reading()]).documents == 1


def test_the_pair_with_most_events_is_chosen_and_never_a_nobody() -> None:
    story = Story("A hit B and hit C. Fighters shot. Aides spoke. The alliance warned Moscow.")
    for recipient in (RUS, NOBODY, NOBODY, NOBODY):
        story.event("hit B", "ASSAULT", (USA,), (recipient,))
    for _ in range(3):
        story.event("Fighters shot", "ASSAULT", (REBELS,), (UKR,))
        story.event("Aides spoke", "CONSULT", (LAVROV,), (RUS,))
    assert assemble([story.reading()]).dyad == ("RUS", "USA")
    for _ in range(2):
        story.event("warned", "THREATEN", (NATO,), (RUS,))
    brief = assemble([story.reading()])
    assert (brief.dyad, brief.names) == (("NATO", "RUS"), ("NATO", "Russia"))


def test_the_pair_asked_for_is_taken_in_either_order() -> None:
    brief = assemble([geneva()], dyad=("USA", "RUS"))
    assert brief.dyad == ("RUS", "USA")
    with pytest.raises(InputError):
        assemble([geneva()], dyad=("USA", "USA"))


def test_no_readings_and_no_pair_still_make_a_page() -> None:
    brief = assemble([], rejected=["a.txt: empty"])
    assert (brief.dyad, brief.as_of, brief.rejected) == (None, None, ("a.txt: empty",))
    assert "a.txt: empty" in render_html(brief)
    assert "a.txt: empty" in render_markdown(brief)


def test_one_happening_a_day_is_one_line() -> None:
    readings = [
        accusation("Washington accused Moscow.", "2022-01-20").reading(),
        accusation("On Thursday Washington accused Moscow.", "2022-01-20").reading(),
        accusation("Washington accused Moscow anew.", "2022-01-21").reading(),
    ]
    found = lines(assemble(readings), "words")
    assert [(line.day, line.reports) for line in found] == [("2022-01-21", 1), ("2022-01-20", 2)]
    assert len(found[1].also) == 1


def test_a_copy_counts_with_its_original_whatever_its_root() -> None:
    story = Story("They talked. The talks dragged on.")
    story.event("talked", "CONSULT", (USA,), (RUS,), reciprocal=True)
    first = story.records["e"][0].id
    story.event("talks", "CONSULT", (USA,), (RUS,), same_as=first, time=Time("x", "2022-01-18"))
    (line,) = lines(assemble([story.reading()]), "talks")
    assert (line.id, line.reports, len(line.also)) == (first, 1, 1)


def test_what_was_not_done_stands_apart_and_is_not_counted() -> None:
    story = Story("Moscow might strike Kyiv. Moscow shelled Kyiv.")
    story.event("might strike", "ASSAULT", (RUS,), (UKR,), "possible")
    story.event("shelled", "ASSAULT", (RUS,), (UKR,))
    brief = assemble([story.reading()])
    assert [line.quote.trigger for line in lines(brief, "acts")] == ["shelled"]
    assert [line.quote.trigger for line in lines(brief, "unreal")] == ["might strike"]
    assert [(day.day, day.acts) for day in brief.days] == [("2022-01-20", 1)]


def test_events_of_one_side_stand_around_the_pair() -> None:
    story = Story("Moscow massed men. Washington accused Moscow.")
    story.event("massed men", "MOBILIZE", (RUS,)).event("accused", "ACCUSE", (USA,), (RUS,))
    brief = assemble([story.reading()])
    assert [line.event for line in brief.around.items] == ["MOBILIZE"]
    assert not lines(brief, "acts")


def test_news_counts_the_latest_week_against_the_thirty_days_before() -> None:
    days = ("2022-01-21", "2022-01-15", "2022-01-14", "2021-12-16", "2021-12-15")
    readings = [accusation(f"{day}: Washington accused Moscow.", day).reading() for day in days]
    news = assemble(readings, as_of=ON).news
    assert news is not None
    assert (news.latest_from, news.before_from) == ("2022-01-15", "2021-12-16")
    row = next(row for row in news.rows if row.title == "Words")
    assert (row.latest, row.before, row.expected) == (2, 2, 0.5)


def meeting(day: str | None) -> Reading:
    story = Story("They will meet. Washington accused Moscow.", "2022-01-05")
    story.event("accused", "ACCUSE", (USA,), (RUS,))
    return story.agenda("will meet", day, USA, RUS).reading()


@pytest.mark.parametrize(
    ("due", "held", "state"),
    [
        ("2022-01-26", None, "ahead"),
        ("2022-01-10", None, "not seen"),
        ("2022-01-10", "2022-01-11", "held"),
        ("2022-01-10", "2022-01-08", "not seen"),
        (None, None, "undated"),
    ],
)
def test_what_became_of_a_meeting(due: str | None, held: str | None, state: str) -> None:
    readings = [meeting(due)]
    if held:
        talks = Story("They met.", held).event("met", "CONSULT", (USA,), (RUS,), reciprocal=True)
        readings.append(talks.reading())
    (line,) = assemble(readings, as_of=ON).agenda
    assert line.state == state
    assert (line.seen_as is not None) == (state == "held")


def test_the_bottom_line_refers_to_the_sentences_it_rests_on() -> None:
    brief = assemble([geneva()], as_of=ON)
    said = [(one.text, one.references) for one in brief.bottom_line]
    assert said == [
        (
            "Last on record, on 20 January 2022, the United States threatened Russia "
            "(“if troops crossed”).",
            (1,),
        ),
        ("That is also the sharpest threat in these reports.", (1,)),
        (
            "Next in the diary is a meeting involving the United States and Russia, "
            "on 26 January 2022.",
            (2,),
        ),
        (
            "Talks are on: the last meeting or call found between them was on 20 January 2022, "
            "and more are due.",
            (3, 2),
        ),
    ]
    assert [reference.item.quote.trigger for reference in brief.references] == [
        "threatened",
        "see each other again",
        "talked",
    ]


def test_who_said_what_to_whom_and_through_whom() -> None:
    unnamed = Attribution("anonymous", speaker=NOBODY)
    denial = Attribution("titled", speaker=LAVROV)
    story = Story("Washington accused Moscow. Moscow denied that it shelled Kyiv.")
    story.event("accused", "ACCUSE", (USA,), (RUS,), attribution=unnamed)
    story.event("shelled", "ASSAULT", (RUS,), (UKR,), "denied", attribution=denial)
    brief = assemble([story.reading()], dyad=("RUS", "USA"))
    rows = {(v.speaker, v.addressee): v for v in brief.voices}
    assert rows["United States", "Russia"].accusations == 1
    assert rows["United States", "Russia"].anonymous == 1
    assert (rows["Russia", "–"].denials, rows["Russia", "–"].named) == (1, 1)
    assert brief.anonymous_share == 0.5


def test_every_quote_is_verbatim_and_every_id_leads_to_its_text() -> None:
    reading = geneva()
    brief = assemble([reading])
    items = [line for group in brief.groups for line in group.items]
    items += [*brief.agenda, *brief.demands, *brief.predictions, *brief.signals]  # type: ignore[list-item]
    assert len(items) == 7
    page = render_html(brief)
    for item in items:
        whole = item.quote.before + item.quote.trigger + item.quote.after
        assert whole in reading.document.text
        assert f'href="#{item.id}"' in page
        assert page.count(f'id="{item.id}"') == 1


def test_a_meeting_of_one_known_party_cannot_be_said_to_have_been_held() -> None:
    story = Story("Moscow will meet envoys. It met Kyiv.", "2022-01-10")
    story.agenda("will meet envoys", "2022-01-12", RUS)
    talks = Story("They met.", "2022-01-13").event("met", "CONSULT", (RUS,), (UKR,))
    (line,) = assemble([story.reading(), talks.reading()], as_of=ON).agenda
    assert line.state == "passed"
