import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents.identity import Draft
from detente.documents.jsonl import choose_keys, is_lines, read_json, read_lines
from detente.errors import InputError

from .samples import BODY, TEXT, TITLE

KEYS = choose_keys({})


def lines(data: bytes, limit: int = 10_000) -> dict[int, Draft | InputError]:
    return dict(read_lines(BytesIO(data), KEYS, limit))


@pytest.mark.parametrize("text", ["text", "body", "content"])
@pytest.mark.parametrize("title", ["title", "headline"])
@pytest.mark.parametrize("published", ["published", "date", "published_at"])
def test_the_usual_keys(text: str, title: str, published: str) -> None:
    record = {text: BODY, title: TITLE, published: "2022-01-20", "url": "u", "source": "s", "x": 1}
    draft = Draft(body=BODY, title=TITLE, published="2022-01-20", url="u", source="s")
    assert lines(json.dumps(record).encode()) == {1: draft}


def test_keys_of_ones_own() -> None:
    keys = choose_keys({"body": "original_text", "title": "kop", "source": ""})
    record = {"original_text": BODY, "kop": TITLE, "text": "no", "title": "no", "source": "no"}
    assert list(read_json(json.dumps(record).encode(), keys)) == [
        (1, Draft(body=BODY, title=TITLE))
    ]
    assert choose_keys({"text": "a"}) == choose_keys({"body": "a"})
    with pytest.raises(InputError, match="no field colour"):
        choose_keys({"colour": "a"})


def test_a_text_with_its_title_inside_is_split_as_plain_text_is() -> None:
    assert lines(json.dumps({"text": TEXT}).encode()) == {1: Draft(body=BODY, title=TITLE)}


def test_a_date_may_be_a_number() -> None:
    draft = lines(json.dumps({"text": BODY, "date": 20220120}).encode())[1]
    assert isinstance(draft, Draft)
    assert draft.published == "20220120"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": "cut', "not valid JSON"),
        (b'{"text": "\\ud800"}', "not valid JSON"),
        (b'{"text": 1e999}', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"headline": "x", "lede": "y"}', "the keys are headline, lede"),
        (b"{}", "the keys are none"),
        (b'{"text": null}', "no text under text or body or content"),
        (b'{"text": 5}', '"text" holds a number, not a string'),
        (b'{"text": ["a"]}', '"text" holds an array, not a string'),
        (b'{"text": "a", "title": {}}', '"title" holds an object, not a string'),
        (b'{"text": "a", "date": true}', '"date" holds true or false, not a string'),
        (b"\x89PNG", "PNG"),
    ],
)
def test_a_bad_line_is_an_error_that_says_why(line: bytes, what: str) -> None:
    error = lines(line + b"\n", 200_000)[1]
    assert isinstance(error, InputError)
    assert what in error.what


def test_broken_line_three_of_five_leaves_the_others() -> None:
    good = json.dumps({"text": BODY}).encode()
    read = lines(b"\xef\xbb\xbf" + b"\r\n".join([good, good, good[:-5], good, good]))
    assert [n for n, entry in read.items() if isinstance(entry, InputError)] == [3]
    assert len(read) == 5


def test_blank_lines_count_but_give_nothing() -> None:
    good = json.dumps({"text": BODY}).encode()
    assert list(lines(b"\n" + good + b"\n\n  \n" + good)) == [2, 5]


def test_a_line_over_the_limit_is_skipped_whole() -> None:
    good = json.dumps({"text": BODY}).encode()
    read = lines(good + b"\n" + b"x" * 200_000 + b"\n" + good + b"\n", len(good))
    assert [type(entry) for entry in read.values()] == [Draft, InputError, Draft]


def test_an_array_gives_one_entry_an_item() -> None:
    entries = list(read_json(json.dumps([{"text": BODY}, {}, {"text": BODY}]).encode(), KEYS))
    assert [number for number, _ in entries] == [1, 2, 3]
    assert isinstance(entries[1][1], InputError)


def test_json_lines_under_the_name_of_json_are_told() -> None:
    record = {"text": BODY}
    assert is_lines(f"{json.dumps(record)}\n{json.dumps(record)}\n".encode())
    assert not is_lines(json.dumps(record, indent=1).encode())
    assert not is_lines(json.dumps([record], indent=1).encode())


@settings(deadline=None)
@given(st.binary(), st.integers(1, 50))
def test_any_bytes_are_drafts_or_errors(data: bytes, limit: int) -> None:
    for entry in lines(data, limit).values():
        assert isinstance(entry, Draft | InputError)
