"""The tagger: spans of sayings and conditions, certainty, and what it does with odd input."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from detente.errors import ModelError
from detente.reading.tagger import STATUSES, TagModel


@pytest.fixture(scope="module")
def model() -> TagModel:
    return TagModel.load()


def words(model: TagModel, text: str, kind: str) -> list[str]:
    spans = model.tag(text).spans(kind)  # type: ignore[arg-type]
    return [text[span.start : span.end] for span in spans]


def test_source_cue_and_content(model: TagModel) -> None:
    text = "Two diplomats said the talks had failed."
    assert words(model, text, "source") == ["Two diplomats"]
    assert words(model, text, "cue") == ["said"]
    assert words(model, text, "content") == ["the talks had failed"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If Russia moves its troops, NATO will answer with force.", "If Russia moves its troops"),
        (
            "Unless Tehran stops enrichment, sanctions will follow.",
            "Unless Tehran stops enrichment",
        ),
    ],
)
def test_conditions(model: TagModel, text: str, condition: str) -> None:
    assert words(model, text, "condition") == [condition]
    assert words(model, text, "consequence")


def test_a_sentence_of_facts_holds_no_condition(model: TagModel) -> None:
    assert words(model, "Chile and Peru share a border.", "condition") == []


def test_what_is_done_is_surer_than_what_may_be(model: TagModel) -> None:
    done, may = "Chile attacked Peru.", "Chile may attack Peru."
    sure = model.tag(done).certainty_at(done.index("attack"))
    less = model.tag(may).certainty_at(may.index("attack"))
    assert sure is not None
    assert less is not None
    assert sure > less + 0.5


def test_statuses_sum_to_one(model: TagModel) -> None:
    status = model.tag("Chile denied attacking Peru.").status_at(13, 22)
    assert set(status) == set(STATUSES)
    assert sum(status.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "text",
    ["", " ", "!", "\U0001f600" * 50, "x" * 4000, "word " * 2000, "[SEP] <s> [MASK]", "\x00"],
)
def test_odd_input_is_read_within_bounds(model: TagModel, text: str) -> None:
    tags = model.tag(text)
    assert len(tags.places) <= 112
    assert tags.certainty_at(len(text) + 5) is None
    for kind in ("source", "content", "condition"):
        assert all(0 <= s.start < s.end <= len(text) for s in tags.spans(kind))


def test_the_answer_does_not_depend_on_what_was_read_before(model: TagModel) -> None:
    text = "If Russia moves, NATO will answer, officials said."
    first = model.tag(text)
    model.tag("Something else entirely was read in between.")
    again = model.tag(text)
    assert (first.inside == again.inside).all()
    assert (first.certainty == again.certainty).all()


@pytest.mark.parametrize("name", ["tags.onnx", "tags.json", "tags-tokenizer.json"])
def test_a_missing_or_altered_file_is_named(tmp_path: Path, name: str) -> None:
    source = Path(str(files("detente.models")))
    for file in ("tags.onnx", "tags.json", "tags-tokenizer.json"):
        shutil.copyfile(source / file, tmp_path / file)
    (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError):
        TagModel.load(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        TagModel.load(tmp_path)
