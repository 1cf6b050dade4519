"""Our own labelled text: every line can be read, and says only what the codebook knows."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from training.pairs import written_pairs
from training.spans import Written, read_written, tagged_written, unmark

from detente.codebook import load_codebook
from detente.reading.tagger import STATUSES

LINES = read_written()
KINDS = {"named", "titled", "anonymous", "document", "outlet"}
POLARITIES = {"if", "unless", "until", "after", "in-return-for"}


def test_no_text_stands_twice() -> None:
    texts = Counter(unmark(line.t)[0] for line in LINES)
    assert [text for text, n in texts.items() if n > 1] == []


def test_no_family_holds_more_than_a_hundredth() -> None:
    families = Counter(line.f for line in LINES)
    assert max(families.values()) <= max(10, len(LINES) // 100)


@pytest.mark.parametrize("line", LINES, ids=[f"{line.f} {n}" for n, line in enumerate(LINES)])
def test_labels_are_known(line: Written) -> None:
    _, at = unmark(line.t)
    roots = load_codebook().roots
    for event in line.e:
        sides, root, status, trigger, *_ = event.split()
        assert re.fullmatch(r"([a-j]+|-)[>=]([a-j]+|-)", sides), event
        assert root.split("/")[0] in roots, event
        assert status in STATUSES, event
        assert {trigger, *re.sub(r"\W", "", sides)} <= set(at), event
    for saying in line.s:
        *spans, kind, how = saying.split()
        assert len(spans) == 3, saying
        assert set(spans) <= set(at), saying
        assert kind in KINDS, saying
        assert how in {"indirect", "quoted", "mixed"}, saying
    for condition in line.c:
        *spans, polarity = condition.split()
        assert set(spans) <= set(at), condition
        assert polarity in POLARITIES, condition


def test_every_ordered_pair_of_actors_is_a_row() -> None:
    line = Written("x", "[a:Chile] [m:sued] [b:Peru], [c:Cuba] said.", ["a>b ACCUSE actual m"])
    rows = {(r.pair.actor[0], r.pair.recipient[0]): r.allowed for r in written_pairs([line])}
    assert len(rows) == 6
    assert rows[(0, 5), (11, 15)] == ("ACCUSE",)
    assert sum(allowed == ("none",) for allowed in rows.values()) == 5


def test_spans_of_a_saying_and_a_condition() -> None:
    marked = "[z:[v:[a:Chile] will pay] [u:if Peru leaves]], [b:Lima] [q:said]."
    line = Written("x", marked, s=["b q z titled indirect"], c=["u v if"])
    (row,) = tagged_written([line])
    texts = {kind: [row.text[a:b] for a, b in spans] for kind, spans in row.spans.items()}
    assert texts == {
        "source": ["Lima"], "cue": ["said"], "content": ["Chile will pay if Peru leaves"],
        "condition": ["if Peru leaves"], "consequence": ["Chile will pay"],
    }  # fmt: skip


@pytest.mark.parametrize("marked", ["[a:Chile", "Chile]", "[a:Chile] met [a:Peru]"])
def test_faulty_markup_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        unmark(marked)
