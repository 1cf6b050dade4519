"""`detente read`: the output contract, bad input, the ledger, and being interrupted."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.cli.progress import Tally, expect, follow, wants_bar
from detente.cli.read import write_json, write_lines
from detente.cli.workers import choose_jobs
from detente.documents import Rejected
from detente.errors import InputError
from detente.ledger import Ledger
from detente.records import Reading

from .conftest import FRENCH, TALKS, THREAT, Run, lines_of, write

FIVE = lines_of(
    {"text": TALKS, "published": "2021-03-04"},
    {"text": THREAT, "published": "2021-03-05"},
    "{broken",
    {"text": "Chad and Niger signed an accord on water in Niamey.", "published": "2021-03-06"},
    {"text": "Peru recalled its ambassador from Ecuador.", "published": "2021-03-07"},
)


def test_one_file_with_one_document_is_one_object(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), "--published", "2021-03-04", "--source", "Own words")
    assert done.code == 0
    assert done.err == ""
    reading = done.json
    assert reading["document"]["published"] == "2021-03-04"
    assert reading["document"]["source"] == "Own words"
    assert [event["event"] for event in reading["events"]] == ["CONSULT"]


def test_two_files_are_an_array_in_order(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), write("b.txt", THREAT))
    assert [r["document"]["text"] for r in done.json] == [TALKS, THREAT]
    assert done.err == "detente: 2 read, 0 rejected\n"


def test_the_same_file_twice_is_an_array(run: Run) -> None:
    path = write("a.txt", TALKS)
    assert len(run("read", path, path).json) == 2


def test_one_file_with_two_documents_is_an_array(run: Run) -> None:
    path = write("a.jsonl", lines_of({"text": TALKS}, {"text": THREAT}))
    assert [r["document"]["text"] for r in run("read", path).json] == [TALKS, THREAT]


def test_a_jsonl_file_with_one_document_is_an_object(run: Run) -> None:
    path = write("a.jsonl", lines_of({"text": TALKS}))
    assert run("read", path).json["document"]["text"] == TALKS


def test_a_file_with_nothing_to_read_is_an_empty_array(run: Run) -> None:
    done = run("read", write("a.txt", ""))
    assert (done.code, done.json) == (2, [])


def test_jsonl_is_a_line_a_document(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), write("b.txt", THREAT), "--format", "jsonl")
    assert [r["document"]["text"] for r in done.lines] == [TALKS, THREAT]


def test_lines_come_out_as_each_is_finished(readings: list[Reading]) -> None:
    stream, seen = io.BytesIO(), []

    def items() -> Iterator[Reading]:
        for reading in readings:
            yield reading
            seen.append(stream.getvalue().count(b"\n"))

    write_lines(stream, items(), False)
    assert seen == [1, 2]


def test_line_3_of_5_is_named_and_the_others_come_out(run: Run) -> None:
    done = run("read", write("five.jsonl", FIVE))
    assert done.code == 2
    assert len(done.json) == 4
    first, last = done.err.splitlines()
    assert first.startswith("detente: five.jsonl:3: this is not valid JSON")
    assert last == "detente: 4 read, 1 rejected"


def test_every_bad_file_is_one_line_and_the_good_ones_come_out(run: Run) -> None:
    bad = {
        "empty.txt": b"",
        "noise.bin": bytes(range(256)) * 40,
        "french.txt": FRENCH.encode(),
        "huge.txt": b"a huge text\n" * 4_400_000,
    }
    paths = [write(name, content) for name, content in bad.items()]
    done = run("read", *paths, "missing.txt", ".", write("good.txt", TALKS))
    assert done.code == 2
    assert [r["document"]["text"] for r in done.json] == [TALKS]
    *faults, count = done.err.splitlines()
    assert count == "detente: 1 read, 6 rejected"
    names = [*bad, "missing.txt", "."]
    for name, fault in zip(names, faults, strict=True):
        assert fault.startswith(f"detente: {name}: ")
        assert fault.endswith(")"), "says what to do"


def test_a_key_can_be_named(run: Run) -> None:
    path = write("a.jsonl", lines_of({"id": 1, "original_text": TALKS}))
    done = run("read", path, "--field", "body=original_text")
    assert done.json["document"]["text"] == TALKS


def test_the_same_bytes_twice_and_whatever_the_company(run: Run) -> None:
    a, b = write("a.txt", TALKS), write("b.txt", THREAT)
    first = run("read", a, b, "--format", "jsonl").out
    again = run("read", a, b, "--format", "jsonl").out
    turned = run("read", b, a, "--format", "jsonl").out
    assert first == again
    assert sorted(first.splitlines()) == sorted(turned.splitlines())


def test_text_is_a_table_for_people(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), "--format", "text", "--title", "Talks [in] Delhi")
    out = done.out.decode()
    assert "Talks [in] Delhi" in out
    assert "CONSULT" in out
    assert "met" in out
    assert "\x1b" not in out, "no colours in a file"


def test_output_goes_to_the_file(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), "--output", "a.json")
    assert done.out == b""
    assert json.loads(Path("a.json").read_bytes())["document"]["text"] == TALKS


def test_an_output_that_cannot_be_is_said(run: Run) -> None:
    done = run("read", write("a.txt", TALKS), "--output", "no/such/folder.json")
    assert done.code == 2
    assert "no/such/folder.json: cannot be written" in done.err
    assert done.err.count("\n") == 1


def test_save_keeps_the_readings(run: Run) -> None:
    done = run("read", write("five.jsonl", FIVE), "--save", "--ledger", "crisis.duckdb")
    assert done.code == 2
    with Ledger.open(Path("crisis.duckdb"), read_only=True) as ledger:
        assert ledger.counts()["documents"] == len(done.json) == 4


def test_save_goes_where_the_settings_say(run: Run) -> None:
    write("detente.toml", "ledger = 'mine.duckdb'\n")
    run("read", write("a.txt", TALKS), "--save")
    with Ledger.open(Path("mine.duckdb"), read_only=True) as ledger:
        assert ledger.counts()["documents"] == 1


@pytest.fixture(scope="module")
def readings(reader: object) -> list[Reading]:
    from detente.documents import make_document
    from detente.reading.reader import Reader

    assert isinstance(reader, Reader)
    return [reader.read(make_document(text)) for text in (TALKS, THREAT)]


def test_ctrl_c_ends_after_the_document_in_hand(
    readings: list[Reading], capsys: pytest.CaptureFixture[str]
) -> None:
    def items() -> Iterator[Reading]:
        yield readings[0]
        signal.raise_signal(signal.SIGINT)
        yield readings[1]
        raise AssertionError("the reading went on")

    tally, stream = Tally(), io.BytesIO()
    before = signal.getsignal(signal.SIGINT)
    write_json(stream, follow(items(), tally, False, 3), False)
    assert len(json.loads(stream.getvalue())) == 2
    assert (tally.read, tally.exit_code) == (2, 130)
    assert "2 read, 0 rejected; stopped" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_in_a_long_run_leaves_whole_lines() -> None:
    path = write("long.jsonl", lines_of(*({"text": f"{TALKS} {n}"} for n in range(20_000))))
    command = [sys.executable, "-m", "detente.cli", "read", str(path), "--format", "jsonl"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]  # noqa: S603
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()  # keeps what readline buffered
    lines = [json.loads(line) for line in (first + rest).splitlines()]
    assert process.returncode == 130
    assert f"{len(lines)} read, 0 rejected; stopped" in err.decode()
    assert 1 <= len(lines) < 20_000


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    path = write("long.jsonl", lines_of(*({"text": f"{TALKS} {n}"} for n in range(3_000))))
    command = [sys.executable, "-m", "detente.cli", "read", str(path), "--format", "jsonl"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]  # noqa: S603
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(timeout=60) != 0


def test_the_bar_is_for_terminals_and_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert wants_bar(None, 2)
    assert not wants_bar(None, 1)
    assert not wants_bar(False, 2)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert not wants_bar(None, 2)
    assert wants_bar(True, 1)


def test_a_bar_leaves_the_output_alone(run: Run) -> None:
    path = write("five.jsonl", FIVE)
    plain, barred = run("read", path), run("read", path, "--progress")
    assert barred.out == plain.out
    assert "five.jsonl:3" in barred.err
    assert "4 read, 1 rejected" in barred.err


def test_lines_are_counted_beforehand() -> None:
    five = write("five.jsonl", FIVE)
    assert expect([five, write("a.txt", TALKS), Path("missing.jsonl")], lines=False) == 7


def test_a_tally_tells_its_exit_code() -> None:
    tally, fault = Tally(), Rejected("x", InputError("is wrong", where="x"))
    assert tally.exit_code == 0
    assert list(follow([fault], tally, False, 1)) == [fault]
    assert tally.exit_code == 2


@pytest.mark.parametrize(
    ("asked", "expected", "jobs"), [(None, 39, {1}), (3, 1, {3}), (None, 1000, {1, 2, 3, 4})]
)
def test_processes_are_as_asked_else_for_much_to_read(
    asked: int | None, expected: int, jobs: set[int]
) -> None:
    assert choose_jobs(asked, expected) in jobs


def test_two_processes_write_the_same_bytes_in_order(run: Run) -> None:
    file = write("five.jsonl", FIVE)
    alone, together = (run("read", file, "--format", "jsonl", "--jobs", n) for n in ("1", "2"))
    assert together.out == alone.out
    assert together.err == alone.err
    assert together.code == alone.code == 2
