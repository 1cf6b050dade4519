"""What one actor does to another in a sentence: 16 PLOVER roots or "none", as probabilities.

A small transformer reads the sentence with the two actors marked and answers for that ordered
pair alone. Each pair is a run of its own: dynamic int8 takes one activation scale a tensor, so a
pair that shared a batch would answer differently in other company. The bound on work is
`max_tokens`: a longer text is cut to a window round the two actors before it is tokenised.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from detente.errors import InputError, ModelError
from detente.records import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span: TypeAlias = tuple[int, int]
Encode: TypeAlias = Callable[[str], list[int]]

_OUTER = 480
"""Characters kept before the first and after the last marker."""
_INNER = 300
"""Characters kept at each end of a stretch between two markers."""


class PairText(Record, frozen=True):
    """One question about a text: what `actor` does to `recipient` in it.

    Spans are code-point offsets in `text`; the first span of a side is marked, an empty side is
    left unmarked. Raises `InputError` where a span does not lie in the text.
    """

    text: str
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for start, end in (*self.actor, *self.recipient):
            if not 0 <= start < end <= len(self.text):
                raise InputError(
                    f"span [{start}, {end}] is not within the text",
                    hint=f"0 <= start < end <= {len(self.text)}, in code points",
                )


class Card(Record, frozen=True, kw_only=True):
    """What a model folder's labels.json holds: everything needed to run and check its files."""

    version: str
    labels: tuple[str, ...]
    max_tokens: int
    start_id: int
    end_id: int
    open_ids: tuple[int, int]
    close_ids: tuple[int, int]
    temperature: float
    none_offset: float
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    sha256: dict[str, str]


class Judgement(Record, frozen=True):
    """What the model makes of a pair: a probability for each root and "none", which sum to 1.

    `modes` has for every root its modes and "ROOT/" for none of them, which sum to 1;
    `contexts` are yes or no, each by itself. Both are empty for a model without those heads.
    """

    roots: dict[str, float]
    modes: dict[str, float]
    contexts: dict[str, float]


class Marked(Record, frozen=True):
    """Token ids with the markers in, and where the actor's and recipient's markers open.

    A side without a marker points at the sentence's first token (0).
    """

    ids: tuple[int, ...]
    places: tuple[int, int]


def mark(pair: PairText, encode: Encode, card: Card) -> Marked:
    """Tokenise `pair` with its markers, at most `card.max_tokens` tokens long."""
    markers, stretches = _stretches(pair, card)
    tokens = [_encode(stretch, encode) for stretch in stretches]
    tokens = _crop(tokens, card.max_tokens - 2 - len(markers))
    ids = [card.start_id, *tokens[0]]
    for marker, stretch in zip(markers, tokens[1:], strict=True):
        ids += [marker, *stretch]
    ids.append(card.end_id)
    actor, recipient = (ids.index(m) if m in markers else 0 for m in card.open_ids)
    return Marked(tuple(ids), (actor, recipient))


def _stretches(pair: PairText, card: Card) -> tuple[list[int], list[tuple[str, ...]]]:
    """Markers in order of place, and the text before, between and after them, shortened."""
    cuts: list[tuple[int, int, int, int]] = []
    for side, spans in enumerate((pair.actor, pair.recipient)):
        for start, end in spans[:1]:
            # At one offset what closes comes first; of two that open there, the longer.
            cuts.append((start, 1, start - end, card.open_ids[side]))
            cuts.append((end, 0, end - start, card.close_ids[side]))
    cuts.sort()
    if not cuts:
        return [], [(pair.text[: 2 * _OUTER],)]
    edges = [cut[0] for cut in cuts]
    between = [_ends(pair.text[a:b]) for a, b in pairwise(edges)]
    before = pair.text[max(0, edges[0] - _OUTER) : edges[0]]
    after = pair.text[edges[-1] : edges[-1] + _OUTER]
    return [cut[3] for cut in cuts], [(before,), *between, (after,)]


def _ends(text: str) -> tuple[str, ...]:
    """Keep a stretch between markers whole when it is short, else its two ends."""
    return (text,) if len(text) <= 2 * _INNER else (text[:_INNER], text[-_INNER:])


def _encode(stretch: tuple[str, ...], encode: Encode) -> list[int]:
    return [token for part in stretch for token in encode(part)]


def _crop(tokens: list[list[int]], room: int) -> list[list[int]]:
    """Fit into `room` tokens: inner stretches lose their middle, outer ones their far end."""
    if sum(map(len, tokens)) <= room:
        return tokens
    if len(tokens) == 1:
        return [tokens[0][:room]]
    first, *inner, last = tokens
    share = room * 3 // 4 // len(inner)
    inner = [t if len(t) <= share else t[: share - share // 2] + t[-(share // 2) :] for t in inner]
    room -= sum(map(len, inner))
    left = max(room // 2, room - len(last))
    first = first[max(0, len(first) - left) :]
    return [first, *inner, last[: room - len(first)]]


class RelationModel:
    """The packaged relation classifier; `load` it once and share it between threads."""

    def __init__(self, card: Card, encode: Encode, session: Any, threads: int) -> None:
        self._card = card
        self._encode = encode
        self._session = session
        self._threads = threads

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> RelationModel:
        """Open the model in `folder` (None: the packaged one).

        `threads` is how many pairs are scored side by side; answers do not depend on it.
        Raises `ModelError` when a file is missing or is not the one that labels.json names.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        folder = folder or Path(str(files("detente.models")))
        card = _card(folder)
        tokenizer = Tokenizer.from_str(read_checked(folder, "tokenizer.json", card.sha256).decode())
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True  # a "[SEP]" in the news is three words
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            read_checked(folder, "relations.onnx", card.sha256),
            options,
            providers=["CPUExecutionProvider"],
        )

        def encode(text: str) -> list[int]:
            return list(tokenizer.encode(text, add_special_tokens=False).ids)

        return cls(card, encode, session, threads)

    @property
    def labels(self) -> tuple[str, ...]:
        """The 16 roots in alphabetical order, then "none": the columns of `score`."""
        return self._card.labels

    @property
    def version(self) -> str:
        """The model's version, for `why`."""
        return self._card.version

    @property
    def sha256(self) -> str:
        """The hash of the weights, for `Coder.models`."""
        return self._card.sha256["relations.onnx"]

    def read(self, rows: Sequence[PairText]) -> tuple[Judgement, ...]:
        """A judgement of each pair, computed alone, in order."""
        if self._threads > 1 and len(rows) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                return tuple(pool.map(self._judgement, rows))
        return tuple(map(self._judgement, rows))

    def score(self, rows: Sequence[PairText]) -> NDArray[np.float64]:
        """The probabilities of `read` alone, of shape (len(rows), 17)."""
        import numpy as np

        table = [list(one.roots.values()) for one in self.read(rows)]
        return np.array(table, dtype=np.float64).reshape(len(rows), len(self.labels))

    def _judgement(self, row: PairText) -> Judgement:
        card = self._card
        logits, modes, contexts = self._run(row)
        roots = probabilities(logits, card.temperature, card.none_offset)
        return Judgement(
            dict(zip(card.labels, roots.tolist(), strict=True)),
            _by_root(dict(zip(card.modes, modes.tolist(), strict=True))),
            {c: 1 / (1 + math.exp(-x)) for c, x in zip(card.contexts, contexts, strict=True)},
        )

    def _run(self, row: PairText) -> list[NDArray[np.float64]]:
        """Logits of roots, modes and contexts."""
        import numpy as np

        marked = mark(row, self._encode, self._card)
        feed = {
            "ids": np.array([marked.ids], dtype=np.int64),
            "places": np.array([marked.places], dtype=np.int64),
        }
        found = [part[0].astype(np.float64) for part in self._session.run(None, feed)]
        return [*found, np.empty(0), np.empty(0)][:3]


def _by_root(logits: Mapping[str, float]) -> dict[str, float]:
    """Probabilities of "ROOT/mode" that sum to 1 within each root."""
    raised = {name: math.exp(value) for name, value in logits.items()}
    totals = dict[str, float]()
    for name, value in raised.items():
        root = name.partition("/")[0]
        totals[root] = totals.get(root, 0.0) + value
    return {name: value / totals[name.partition("/")[0]] for name, value in raised.items()}


def probabilities(
    logits: NDArray[np.float64], temperature: float, none_offset: float
) -> NDArray[np.float64]:
    """Softmax over the last axis of `logits / temperature`, "none" (last) raised by the offset.

    Temperature scaling after Guo et al. (2017); both numbers are fitted on held-out folds.
    """
    import numpy as np

    scaled = logits / temperature
    scaled[..., -1] += none_offset
    scaled = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = scaled / scaled.sum(axis=-1, keepdims=True)
    return result


def _card(folder: Path) -> Card:
    try:
        return msgspec.json.decode((folder / "labels.json").read_bytes(), type=Card)
    except OSError as error:
        raise ModelError("model file is missing", where="labels.json", hint=_HINT) from error
    except msgspec.MsgspecError as error:
        raise ModelError(f"not a model card: {error}", where="labels.json", hint=_HINT) from error


def read_checked(folder: Path, name: str, sha256: dict[str, str]) -> bytes:
    """The bytes of a model file; raises `ModelError` unless they have the hash that is given."""
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise ModelError("model file is missing", where=name, hint=_HINT) from error
    if hashlib.sha256(data).hexdigest() != sha256.get(name):
        raise ModelError("model file is not the one that labels.json names", where=name, hint=_HINT)
    return data


_HINT = "reinstall detente, or export the model again"
