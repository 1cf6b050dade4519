import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents import make_document, parse_published
from detente.errors import InputError

from .samples import BODY, TEXT, TITLE


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_text_is_title_blank_line_body() -> None:
    document = make_document(BODY, title=TITLE)
    assert document.text == TEXT
    assert document.title == TITLE
    assert document.language == "en"


def test_without_title_the_text_is_the_body() -> None:
    document = make_document(BODY)
    assert (document.title, document.text) == (None, BODY)


def test_a_title_that_the_body_repeats_stands_once() -> None:
    assert make_document(TEXT, title=TITLE) == make_document(BODY, title=TITLE)


def test_id_hashes_address_date_and_text() -> None:
    document = make_document(BODY, url="https://a.example/1", source="A", published="2022-01-20")
    assert document.id == sha256(f"https://a.example/1\n2022-01-20\n{BODY}")[:16]
    assert document.sha256 == sha256(BODY)
    assert make_document(BODY, source="A").id == sha256(f"A\n\n{BODY}")[:16]
    assert make_document(BODY).id == sha256(f"\n\n{BODY}")[:16]


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-01-20", "2022-01-20"),
        (" 20220120 ", "2022-01-20"),
        ("2022-01-20T18:30", "2022-01-20T18:30:00"),
        ("2022-01-20T18:30:00Z", "2022-01-20T18:30:00+00:00"),
        ("2022-01-20 18:30:00+02:00", "2022-01-20T18:30:00+02:00"),
    ],
)
def test_dates_are_normalised(value: str, iso: str) -> None:
    assert parse_published(value) == iso
    assert make_document(BODY, published=value).published == iso


@pytest.mark.parametrize("value", ["2022-02-30", "yesterday", "", "2022", "20 January", "2022-1-2"])
def test_an_impossible_date_is_named_with_the_form_wanted(value: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_published(value)
    assert f'"{value}"' in caught.value.what
    assert "2022-01-20" in (caught.value.hint or "")
    with pytest.raises(InputError):
        make_document(BODY, published=value)


@pytest.mark.parametrize("body", ["", " \n\t ", "\x00\x07", "\ufeff"])
def test_an_empty_body_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="empty"):
        make_document(body, title=TITLE)


@settings(deadline=None)  # the language detector takes most of a second to load
@given(st.text(), st.none() | st.text(max_size=30))
def test_any_text_gives_a_document_or_an_input_error(tail: str, title: str | None) -> None:
    body = f"The ministers of the two states met and they spoke with each other.\n\n{tail}"
    for candidate in (body, tail):
        try:
            document = make_document(candidate, title=title)
        except InputError:
            continue
        assert document.sha256 == sha256(document.text)
        assert document.text.startswith(document.title or "")
        again = make_document(document.text, title=document.title)
        assert again == document


@given(st.text(max_size=12))
def test_any_date_is_iso_or_an_input_error(value: str) -> None:
    try:
        iso = parse_published(value)
    except InputError:
        return
    assert parse_published(iso) == iso
