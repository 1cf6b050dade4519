"""What a sentence says and how surely: spans of sources, cues, contents, conditions; certainty.

A small transformer reads a sentence once, alone (dynamic int8 would let company change the
answer). For every word piece it gives, for each kind of span, whether the piece is outside, begins
or continues one; a certainty in -3 … 3 (certainly not … certainly so, the scale of FactBank and
UW) and a status, which mean something at a trigger only.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from detente.errors import ModelError
from detente.reading.relations import read_checked
from detente.records import Record, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["source", "cue", "content", "condition", "consequence"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of spans; the first three belong to attributions, the others to conditions."""
STATUSES: tuple[Status, ...] = get_args(Status)
ROLES = ("none", "actor", "recipient", "party")
"""What an actor is in an event: who does it, to whom, or one of those who do it together."""
NO_EVENT = "none"
MARKERS = ("[unused1]", "[unused2]")
"""Pieces round the trigger whose roles are asked for."""
_OUTSIDE = 0.5
"""A piece is in a span where "outside" is less likely than this."""
_NEAR = 40
"""Characters between a source and its cue at most."""
_GAP: dict[Kind, int] = {"content": 2, "condition": 2, "consequence": 2}
"""Pieces that a clause of each kind may bridge; one of no more pieces than that is noise."""


class TagCard(Record, frozen=True, kw_only=True):
    """What tags.json holds: everything needed to run and check the tagger's files."""

    version: str
    kinds: tuple[str, ...]
    statuses: tuple[Status, ...]
    events: tuple[str, ...]
    """A root of PLOVER 2.0 or "none" for each column of the output `events`."""
    roles: tuple[str, ...]
    max_tokens: int
    sha256: dict[str, str]


class Span(msgspec.Struct, frozen=True):
    """A span of one kind at text[start:end]; `sure` is the mean probability of its pieces."""

    kind: Kind
    start: int
    end: int
    sure: float


class Told(msgspec.Struct, frozen=True):
    """A trigger at text[start:end]: its likeliest root, how likely that is, and any event."""

    start: int
    end: int
    root: str
    probability: float
    event: float


class Roles(msgspec.Struct, frozen=True):
    """What each piece of a sentence is in one event."""

    places: tuple[tuple[int, int], ...]
    odds: Any
    """Probabilities (pieces, ROLES)."""

    def of(self, spans: Sequence[tuple[int, int]]) -> dict[str, float]:
        """Probability of each role of an actor at some spans, a mean over its pieces.

        Empty for an actor beyond the tokens read.
        """
        pieces = [
            at
            for at, (a, b) in enumerate(self.places)
            if b > a and any(a < end and start < b for start, end in spans)
        ]
        if not pieces:
            return {}
        return dict(zip(ROLES, map(float, self.odds[pieces].mean(0)), strict=True))


class Tags(msgspec.Struct, frozen=True):
    """What the tagger says of one sentence; offsets are code points in it."""

    places: tuple[tuple[int, int], ...]
    inside: Any
    """Probabilities (pieces, kinds, 3): outside, begins, continues."""
    certainty: Any
    """Certainty (pieces,) in -3 … 3."""
    status: Any
    """Probabilities (pieces, statuses)."""
    events: Any
    """Probabilities (pieces, roots and "none")."""
    roots: tuple[str, ...]
    """The columns of `events`."""

    def spans(self, kind: Kind) -> tuple[Span, ...]:
        """The spans of a kind, in order; a clause bridges a gap, and is more than a word."""
        tags: NDArray[np.float64] = self.inside[:, KINDS.index(kind)]
        runs = list[list[int]]()
        for at, (start, end) in enumerate(self.places):
            if end == start or tags[at, 0] >= _OUTSIDE:
                continue
            if runs and at - runs[-1][-1] <= 1 + _GAP.get(kind, 0):
                runs[-1] += range(runs[-1][-1] + 1, at + 1)
            else:
                runs.append([at])
        return tuple(self._span(kind, run, tags) for run in runs if len(run) > _GAP.get(kind, 0))

    def sources(self) -> tuple[Span, ...]:
        """The sources that stand near a cue; one without is seldom any."""
        cues = self.spans("cue")
        return tuple(
            source
            for source in self.spans("source")
            if any(max(source.start - c.end, c.start - source.end) <= _NEAR for c in cues)
        )

    def _span(self, kind: Kind, pieces: list[int], tags: NDArray[np.float64]) -> Span:
        sure = float((1 - tags[pieces, 0]).mean())
        return Span(kind, self.places[pieces[0]][0], self.places[pieces[-1]][1], round(sure, 3))

    def certainty_at(self, start: int) -> float | None:
        """Certainty of the trigger whose word begins at `start`; None beyond the tokens read."""
        piece = self._piece(start)
        return None if piece is None else float(self.certainty[piece])

    def status_at(self, start: int, end: int) -> dict[Status, float]:
        """Probability of each status of the trigger at start:end, a mean over its pieces.

        Empty for a trigger beyond the tokens read.
        """
        pieces = [at for at, (a, b) in enumerate(self.places) if b > a and a < end and start < b]
        if not pieces:
            return {}
        return dict(zip(STATUSES, map(float, self.status[pieces].mean(0)), strict=True))

    def triggers(self, least: float) -> tuple[Told, ...]:
        """Runs of pieces that tell of an event likelier than `least`, each with its root."""
        none = self.roots.index(NO_EVENT)
        runs = list[list[int]]()
        for at, (start, end) in enumerate(self.places):
            if end == start or 1 - self.events[at, none] < least:
                continue
            if runs and at == runs[-1][-1] + 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return tuple(self._told(run) for run in runs)

    def _told(self, run: Sequence[int]) -> Told:
        mean = self.events[run].mean(0)
        odds = {root: float(p) for root, p in zip(self.roots, mean, strict=True)}
        none = odds.pop(NO_EVENT)
        root = max(odds, key=lambda name: odds[name])
        start, end = self.places[run[0]][0], self.places[run[-1]][1]
        return Told(start, end, root, odds[root], 1 - none)

    def _piece(self, start: int) -> int | None:
        places = enumerate(self.places)
        return next((at for at, (a, b) in places if b > a and a <= start < b), None)


class TagModel:
    """The packaged tagger; `load` it once."""

    def __init__(self, card: TagCard, tokenizer: Any, session: Any) -> None:
        self._card = card
        self._tokenizer = tokenizer
        self._session = session

    @classmethod
    def load(cls, folder: Path | None = None) -> TagModel:
        """Open the tagger in `folder` (None: the packaged one).

        Raises `ModelError` when a file is missing or is not the one that tags.json names.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        folder = folder or Path(str(files("detente.models")))
        card = _card(folder)
        name = "tags-tokenizer.json"
        tokenizer = Tokenizer.from_str(read_checked(folder, name, card.sha256).decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(card.max_tokens)
        tokenizer.encode_special_tokens = True
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        weights = read_checked(folder, "tags.onnx", card.sha256)
        session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        return cls(card, tokenizer, session)

    @property
    def version(self) -> str:
        """The model's version, for `why`."""
        return self._card.version

    @property
    def sha256(self) -> str:
        """The hash of the weights, for `Coder.models`."""
        return self._card.sha256["tags.onnx"]

    def tag(self, sentence: str) -> Tags:
        """Read one sentence, at most `max_tokens` pieces of it."""
        import numpy as np

        done = self._tokenizer.encode(sentence)
        feed = {"ids": np.array([done.ids], dtype=np.int64)}
        names = ["tags", "certainty", "status", "events"]
        tags, certainty, status, events = self._session.run(names, feed)
        shape = (len(done.ids), len(KINDS), 3)
        return Tags(
            tuple(done.offsets),
            _softmax(tags[0].reshape(shape)),
            certainty[0, :, 0],
            _softmax(status[0]),
            _softmax(events[0]),
            self._card.events,
        )

    def roles(self, sentence: str, trigger: tuple[int, int]) -> Roles:
        """What the actors of a sentence are in the event whose trigger stands at these offsets."""
        import numpy as np

        done = self._tokenizer.encode(sentence)
        ids, places = mark_trigger(done.ids, done.offsets, trigger, self._tokenizer)
        (odds,) = self._session.run(["roles"], {"ids": np.array([ids], dtype=np.int64)})
        return Roles(tuple(places), _softmax(odds[0]))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    raised = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _card(folder: Path) -> TagCard:
    try:
        card = msgspec.json.decode((folder / "tags.json").read_bytes(), type=TagCard)
    except OSError as error:
        raise ModelError("model file is missing", where="tags.json") from error
    except msgspec.MsgspecError as error:
        raise ModelError(f"not a model card: {error}", where="tags.json") from error
    if (card.kinds, card.statuses, card.roles) != (KINDS, STATUSES, ROLES):
        raise ModelError("the tagger was trained for other kinds of spans", where="tags.json")
    return card


def mark_trigger(
    ids: Sequence[int],
    places: Sequence[tuple[int, int]],
    trigger: tuple[int, int] | None,
    tokenizer: Any,
) -> tuple[list[int], list[tuple[int, int]]]:
    """Pieces and their places with markers round the trigger's, whose places are empty."""
    if trigger is None:
        return list(ids), list(places)
    inside = [at for at, (a, b) in enumerate(places) if b > a and a < trigger[1] and trigger[0] < b]
    if not inside:
        return list(ids), list(places)
    first, last = inside[0], inside[-1] + 1
    opens, closes = (tokenizer.token_to_id(marker) for marker in MARKERS)
    marked = [*ids[:first], opens, *ids[first:last], closes, *ids[last:]]
    empty = (0, 0)
    return marked, [*places[:first], empty, *places[first:last], empty, *places[last:]]
