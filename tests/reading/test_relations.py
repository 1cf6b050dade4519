"""The relation model as packaged: what any caller may rely on.

The sentences were written for these tests by a language model.
"""

import json
import shutil
import time
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError, ModelError
from detente.reading.relations import Card, PairText, RelationModel, mark

MODELS = Path(str(files("detente.models")))

ACTS = [
    ("Zambia", "Malawi", "Zambia accused Malawi of stealing cattle.", "ACCUSE"),
    ("Norway", "Chad", "Norway sent tents and medicine worth two million to Chad.", "AID"),
    ("Rebels", "soldiers", "Rebels killed six soldiers near the dam.", "ASSAULT"),
    ("Bolivia", "Peru", "Bolivia rejected the plan put forward by Peru.", "REJECT"),
    ("Lima", "Quito", "Lima threatened Quito with war.", "THREATEN"),
    ("Oslo", "Minsk", "Oslo expelled three diplomats of Minsk on Friday.", "SANCTION"),
    ("Egypt", "Sudan", "Egypt urged Sudan to sign the accord.", "REQUEST"),
    ("Police", "a journalist", "Police arrested a journalist in the harbour.", "COERCE"),
    ("Tokyo", "Manila", "Tokyo praised Manila for its restraint.", "SUPPORT"),
    ("Berlin", "Tunis", "Berlin promised Tunis a loan.", "AGREE"),
]


@pytest.fixture(scope="module")
def model() -> RelationModel:
    return RelationModel.load()


def pair(text: str, actor: str | None, recipient: str | None) -> PairText:
    def spans(words: str | None) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return PairText(text, spans(actor), spans(recipient))


@pytest.fixture(scope="module")
def rows() -> list[PairText]:
    forward = [pair(text, a, b) for a, b, text, _ in ACTS]
    return forward + [PairText(r.text, r.recipient, r.actor) for r in forward]


def leading(model: RelationModel, row: PairText) -> str:
    return model.labels[int(model.score([row])[0].argmax())]


def test_labels_are_sixteen_roots_in_order_then_none(model: RelationModel) -> None:
    assert len(model.labels) == 17
    assert list(model.labels[:-1]) == sorted(model.labels[:-1])
    assert model.labels[-1] == "none"


def test_scores_are_probabilities(model: RelationModel, rows: list[PairText]) -> None:
    scores = model.score(rows)
    assert scores.shape == (len(rows), 17)
    assert (scores >= 0).all()
    np.testing.assert_allclose(scores.sum(1), 1.0, atol=1e-12)


def test_no_rows_give_an_empty_table(model: RelationModel) -> None:
    assert model.score([]).shape == (0, 17)


def test_an_answer_does_not_depend_on_its_company(
    model: RelationModel, rows: list[PairText]
) -> None:
    together = model.score(rows)
    backwards = model.score(rows[::-1])[::-1]
    alone = np.concatenate([model.score([row]) for row in rows])
    assert together.tobytes() == alone.tobytes() == np.ascontiguousarray(backwards).tobytes()


def test_an_answer_does_not_depend_on_threads(model: RelationModel, rows: list[PairText]) -> None:
    assert RelationModel.load(threads=2).score(rows).tobytes() == model.score(rows).tobytes()


def test_plain_acts_are_read(model: RelationModel) -> None:
    right = [leading(model, pair(text, a, b)) == root for a, b, text, root in ACTS]
    assert sum(right) >= 9


def test_swapping_actor_and_recipient_changes_the_answer(model: RelationModel) -> None:
    changed = [
        leading(model, pair(text, a, b)) != leading(model, pair(text, b, a))
        for a, b, text, _ in ACTS
    ]
    assert sum(changed) >= 9


def test_actors_of_different_clauses_have_no_relation(model: RelationModel) -> None:
    texts = [
        ("Ghana", "Laos", "Ghana held a census in May, and in Laos the rivers ran low."),
        ("Ghana", "Laos", "The economies of Ghana and Laos grew faster than forecast."),
        ("Kenya", "Spain", "Kenya accused Uganda of spying while Spain was voting."),
    ]
    assert [leading(model, pair(text, a, b)) for a, b, text in texts] == ["none"] * 3


def test_a_long_text_is_cut_round_its_actors() -> None:
    card = Card(
        version="1",
        labels=("none",),
        max_tokens=40,
        start_id=-1,
        end_id=-2,
        open_ids=(-3, -5),
        close_ids=(-4, -6),
        temperature=1.0,
        none_offset=0.0,
        sha256={},
    )
    text = "x " * 900 + "Mali" + " y" * 900 + " Togo " + "z " * 900
    marked = mark(pair(text, "Mali", "Togo"), lambda part: [ord(c) for c in part], card)
    assert len(marked.ids) <= 40
    assert [marked.ids[place] for place in marked.places] == [-3, -5]
    letters = "".join(chr(i) for i in marked.ids if i > 0)
    assert "Mali" in letters
    assert "Togo" in letters


def test_work_is_bounded_however_long_the_text(model: RelationModel) -> None:
    short = "Mali accused Togo of theft. "
    long = PairText(short * 40_000, ((0, 4),), ((13, 17),))
    began = time.perf_counter()
    scores = model.score([long])
    assert time.perf_counter() - began < 1.0
    assert scores.sum() == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "\x00\x07", "🙂🙃", "Мали и Того", "[CLS] [SEP] [unused0]"])
def test_odd_text_without_actors_is_scored(model: RelationModel, text: str) -> None:
    assert model.score([PairText(text)]).sum() == pytest.approx(1.0)


def test_nested_and_equal_spans_are_scored(model: RelationModel) -> None:
    text = "Iraqi fighters laid down their arms."
    nested = PairText(text, ((0, 14),), ((0, 5),))
    equal = PairText(text, ((0, 5),), ((0, 5),))
    assert model.score([nested, equal]).sum(1) == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("span", [(0, 99), (3, 3), (-1, 2), (4, 2)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="not within"):
        PairText("Mali met Togo.", (span,))


@pytest.mark.parametrize("name", ["labels.json", "relations.onnx", "tokenizer.json"])
def test_a_missing_file_is_a_model_error(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        RelationModel.load(folder)


@pytest.mark.parametrize("name", ["relations.onnx", "tokenizer.json"])
def test_an_altered_file_is_a_model_error(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(ModelError, match=name):
        RelationModel.load(folder)


def test_a_broken_card_is_a_model_error(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    card = json.loads((folder / "labels.json").read_text())
    del card["temperature"]
    (folder / "labels.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="temperature"):
        RelationModel.load(folder)


def copied(folder: Path) -> Path:
    for name in ("labels.json", "relations.onnx", "tokenizer.json"):
        shutil.copyfile(MODELS / name, folder / name)
    return folder
