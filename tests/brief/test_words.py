import pytest

from detente.brief.names import in_sentence
from detente.brief.phrases import clause, load_phrases, phrase
from detente.brief.words import day_of, join, likelihood_word, when
from detente.codebook import load_codebook
from detente.records import Time


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, "almost no chance"),
        (0.049, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.449, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.949, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_words_of_icd_203_at_their_edges(probability: float, word: str) -> None:
    assert likelihood_word(probability) == word


@pytest.mark.parametrize("probability", [-0.01, 1.01, float("nan")])
def test_no_word_for_what_is_no_probability(probability: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        likelihood_word(probability)


def test_every_root_and_mode_of_the_codebook_has_its_words_and_no_other() -> None:
    book = load_codebook()
    legal = {(root.name, mode) for root in book.roots.values() for mode in ("", *root.modes)}
    assert set(load_phrases()) == legal


def test_phrases_are_whole_and_groups_follow_the_quads() -> None:
    book = load_codebook()
    for row in load_phrases().values():
        assert "{b}" in row.to or row.to == row.alone, row
        assert "{" not in row.alone + row.together, row
        assert row.alone, row
        assert row.together, row
        assert (row.group == "acts") == (book.quad(row.root) in (2, 4)), row


def test_clauses_read_as_english() -> None:
    threat, call = phrase("THREATEN", "violence"), phrase("CONSULT", "phone")
    assert (
        clause(threat, ("Iran",), ("Iraq",), reciprocal=False) == "Iran threatened Iraq with force"
    )
    assert clause(threat, ("Iran",), (), reciprocal=False) == "Iran threatened force"
    assert (
        clause(call, ("Iran",), ("Iraq",), reciprocal=True) == "Iran and Iraq spoke at a distance"
    )


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Russia", "Russia"),
        ("NATO", "NATO"),
        ("United States", "the United States"),
        ("Soviet Union", "the Soviet Union"),
        ("EU", "the EU"),
        ("Félix Tshisekedi (Democratic Republic of the Congo)", None),
        ("United States (armed forces)", "the United States (armed forces)"),
    ],
)
def test_the_article_stands_where_english_has_it(name: str, read: str | None) -> None:
    assert in_sentence(name) == (read or name)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Time(start="2022-01-21", end="2022-01-21", precision="day"), "21 Jan 2022"),
        (Time(start="2022-01-17", end="2022-01-23", precision="week"), "week of 17 Jan 2022"),
        (Time(start="2022-01-01", end="2022-01-31", precision="month"), "January 2022"),
        (Time(start="2022-01-21", end="2022-01-23", precision="day"), "21 Jan 2022 – 23 Jan 2022"),
        (Time(end="2022-03-31"), "by 31 Mar 2022"),
        (Time(text="before long"), "before long"),
        (Time(), "no date"),
    ],
)
def test_times_are_no_more_precise_than_the_text(time: Time, words: str) -> None:
    assert when(time) == words


def test_lists_and_days() -> None:
    assert [join(n) for n in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "somebody",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert str(day_of("2022-01-21T23:30:00-05:00")) == "2022-01-22"
    assert day_of("winter") is None
