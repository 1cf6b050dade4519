from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents.pdf import read_pdf
from detente.errors import InputError

from .samples import TITLE, locked, pdf

LINES = (
    TITLE,
    "The foreign ministers of both states met in Oslo on Thursday and spoke for three hours on",
    "the fron-",
    "tier. The vice-president was not there, and the cease-fire holds; of a new cease-",
    "fire there was no word.",
    "A further round is due next week, said the Norwegian minister who hosted the talks (all",
    "three of them).",
)
BODY = (
    "The foreign ministers of both states met in Oslo on Thursday and spoke for three hours on "
    "the frontier. The vice-president was not there, and the cease-fire holds; of a new "
    "cease-fire there was no word.\n\n"
    "A further round is due next week, said the Norwegian minister who hosted the talks (all "
    "three of them)."
)


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    draft = read_pdf(pdf([LINES]))
    assert (draft.title, draft.body) == (TITLE, BODY)


def test_a_paragraph_runs_on_over_the_page() -> None:
    draft = read_pdf(pdf([LINES[:2], LINES[2:]]))
    assert draft.body == BODY


def test_page_numbers_and_running_heads_are_dropped() -> None:
    pages = [("The Test Courier", *LINES[1:], f"Page {n} of 3") for n in (1, 2, 3)]
    body = read_pdf(pdf(pages)).body
    assert "Courier" not in body
    assert "Page" not in body
    assert body.count("hosted the talks") == 3


def test_title_and_day_come_from_the_metadata() -> None:
    draft = read_pdf(pdf([LINES[1:]], {"Title": TITLE, "CreationDate": "D:20220120101500Z"}))
    assert (draft.title, draft.published) == (TITLE, "2022-01-20")


@pytest.mark.parametrize(
    "info",
    [
        {"Title": "Microsoft Word - final.doc", "CreationDate": "D:20220230"},
        {"Title": "untitled", "CreationDate": "yesterday"},
        {"Title": "courier_0120.pdf", "CreationDate": "D:20220120", "Producer": "Skia/PDF m97"},
    ],
)
def test_metadata_that_says_nothing_is_ignored(info: dict[str, str]) -> None:
    draft = read_pdf(pdf([LINES[1:]], info))
    assert (draft.title, draft.published) == (None, None)


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="no text layer") as caught:
        read_pdf(pdf([[], []]))
    assert "OCR" in (caught.value.hint or "")


def test_a_password_is_asked_for_by_no_one() -> None:
    with pytest.raises(InputError, match="encrypted"):
        read_pdf(locked(pdf([LINES]), "secret"))


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert read_pdf(locked(pdf([LINES]), "")).body == BODY


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", pdf([LINES])[:200], b"%PDF-1.4\n" + b"x" * 999])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged"):
        read_pdf(data)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_pdf_with_bytes_altered_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(pdf([LINES], {"Title": TITLE}))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InputError):
        read_pdf(bytes(content))
