import json
import os
import threading
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents import InputOptions, Rejected, read_documents
from detente.records import Document

from .samples import BODY, FRENCH, TEXT, TITLE, article, pdf, wrapped

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))
WIKINEWS = SHARED / "data" / "predictions" / "wikinews_future_train.jsonl"


def save(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **options: object) -> Document:
    (document,) = read_documents(path, InputOptions(**options))  # type: ignore[arg-type]
    assert isinstance(document, Document)
    return document


def refusal(path: Path, **options: object) -> Rejected:
    (rejected,) = read_documents(path, InputOptions(**options))  # type: ignore[arg-type]
    assert isinstance(rejected, Rejected)
    assert rejected.error.where == rejected.where
    return rejected


def contents() -> dict[str, bytes]:
    record = {"title": TITLE, "text": BODY}
    return {
        "text": TEXT.encode(),
        "html": article().encode(),
        "jsonl": json.dumps(record).encode(),
        "json": json.dumps([record], indent=1).encode(),
        "pdf": pdf([wrapped(TEXT)]),
    }


@pytest.mark.parametrize("kind", contents())
@pytest.mark.parametrize("suffix", [True, False])
def test_every_format_by_its_name_or_by_its_content(
    tmp_path: Path, kind: str, suffix: bool
) -> None:
    name = f"story.{'txt' if kind == 'text' else kind}" if suffix else "story"
    document = only(save(tmp_path, name, contents()[kind]))
    assert (document.title, document.text) == (TITLE, TEXT)


def test_a_pdf_is_known_under_any_name(tmp_path: Path) -> None:
    assert only(save(tmp_path, "story.txt", contents()["pdf"])).text == TEXT


def test_json_lines_under_the_name_of_json(tmp_path: Path) -> None:
    line = contents()["jsonl"] + b"\n"
    documents = list(read_documents(save(tmp_path, "two.json", line * 2)))
    assert [type(document) for document in documents] == [Document, Document]


def test_the_format_can_be_forced(tmp_path: Path) -> None:
    path = save(tmp_path, "story.dat", article())
    assert only(path, format="text").text.startswith("<!DOCTYPE")
    assert refusal(path, format="pdf").error.what == "the PDF is damaged"
    assert only(save(tmp_path, "story.json", contents()["json"]), format="jsonl").text == TEXT


def test_options_override_what_the_file_says(tmp_path: Path) -> None:
    path = save(tmp_path, "story.html", article())
    document = only(path, title="Another title", published="2022-01-21", source="Elsewhere")
    assert document.title == "Another title"
    assert document.text.startswith("Another title\n\n")
    assert (document.published, document.source) == ("2022-01-21", "Elsewhere")
    plain = only(save(tmp_path, "story.txt", TEXT), title="Another title")
    assert plain.text == f"Another title\n\n{BODY}"


def test_a_text_without_a_date_is_no_error(tmp_path: Path) -> None:
    assert only(save(tmp_path, "story.txt", TEXT)).published is None


def test_the_place_of_the_file_leaves_the_id_alone(tmp_path: Path) -> None:
    first, second = save(tmp_path, "a.txt", TEXT), save(tmp_path, "b.txt", TEXT)
    assert only(first) == only(second)


def test_broken_line_three_of_five(tmp_path: Path) -> None:
    good = contents()["jsonl"]
    path = save(tmp_path, "five.jsonl", b"\n".join([good, good, b'{"text": "', good, good]))
    read = list(read_documents(path))
    assert Counter(type(item) for item in read) == {Document: 4, Rejected: 1}
    assert isinstance(read[2], Rejected)
    assert read[2].where == f"{path}:3"
    assert str(read[2].error).startswith(f"{path}:3: this is not valid JSON")


def test_a_line_that_is_no_document_is_refused_by_its_number(tmp_path: Path) -> None:
    records = [{"text": BODY}, {"text": ""}, {"text": FRENCH}, {"text": BODY, "date": "2022-02-30"}]
    path = save(tmp_path, "four.jsonl", "\n".join(json.dumps(record) for record in records))
    read = list(read_documents(path))
    assert isinstance(read[0], Document)
    reasons = [(item.where, item.error.what) for item in read if isinstance(item, Rejected)]
    assert reasons == [
        (f"{path}:2", "the text is empty"),
        (f"{path}:3", "the text seems to be French; only English is read for now"),
        (f"{path}:4", '"2022-02-30" is not a date'),
    ]


def test_the_limit_holds_for_a_line_and_not_for_json_lines_as_a_whole(tmp_path: Path) -> None:
    line = contents()["jsonl"] + b"\n"
    path = save(tmp_path, "many.jsonl", line * 5)
    read = list(read_documents(path, InputOptions(max_bytes=len(line))))
    assert [type(item) for item in read] == [Document] * 5


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"x")
        stream.truncate(10**12)  # sparse: it takes no room, but could never be read
    rejected = refusal(path)
    assert "larger than 20,000,000 bytes" in rejected.error.what
    assert rejected.error.hint


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.txt", "", "the file is empty"),
        ("blank.txt", " \n\t\n", "the file is empty"),
        ("empty.pdf", "", "the file is empty"),
        ("marks.txt", "\ufeff", "the text is empty"),
        ("office.docx", b"PK\x03\x04" + bytes(99), "ZIP archive or an Office document"),
        ("noise.txt", bytes(range(256)) * 9, "not text"),
        ("french.txt", FRENCH, "seems to be French"),
        ("figures.txt", "12 34", "no words"),
        ("bare.html", "<html><body></body></html>", "no article"),
        ("scan.pdf", pdf([[]]), "no text layer"),
        ("cut.pdf", b"%PDF-1.7", "damaged"),
        ("cut.json", '[{"text": "a"}', "not valid JSON"),
        ("word.json", '"text"', "not a JSON object"),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | str, what: str
) -> None:
    path = save(tmp_path, name, content)
    rejected = refusal(path)
    assert what in rejected.error.what
    assert rejected.where.startswith(str(path))


def test_a_missing_file_a_folder_and_an_impossible_name(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.txt").error.what
    assert "folder" in refusal(tmp_path).error.what
    assert "not a file name" in refusal(Path("a\0b")).error.what
    assert refusal(tmp_path / ("n" * 5000)).error.what == "the file cannot be read"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path, "secret.txt", TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # an administrator reads everything, so refuse for the system

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    rejected = refusal(path)
    assert "may not be read" in rejected.error.what
    assert rejected.error.hint


def test_impossible_options_refuse_and_do_not_raise(tmp_path: Path) -> None:
    path = save(tmp_path, "story.txt", TEXT)
    assert refusal(path, published="yesterday").error.what == '"yesterday" is not a date'
    assert "no field colour" in refusal(path, fields={"colour": "x"}).error.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT.encode(),))
    writer.start()
    document = only(pipe)
    writer.join()
    assert document.text == TEXT


@settings(deadline=None, max_examples=150)
@given(st.binary(), st.sampled_from(["txt", "html", "json", "jsonl", "pdf", "dat"]))
def test_any_file_is_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    path = save(tmp_path_factory.getbasetemp(), f"any.{suffix}", content)
    for item in read_documents(path):
        assert isinstance(item, Document | Rejected)


@pytest.mark.skipif(not WIKINEWS.exists(), reason="the Wikinews texts are not at hand")
def test_no_english_news_is_refused() -> None:
    read = list(read_documents(WIKINEWS, InputOptions(fields={"body": "original_text"})))
    assert Counter(type(item) for item in read) == {Document: 733}
