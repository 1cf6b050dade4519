"""Train the heads for mode and context on what the relation classifier knows of a pair.

    python -m training.modes --shared DIR --model DIR --encoder DIR --out DIR [--seed 13]

The encoder stays as it is; two linear layers read its features of a pair: 67 modes and "no mode" of
each root, of which only those of the event's root compete, and 37 contexts, each yes or no. Taught
by machine-written stories with a mode, by our own text and by the codebook's definitions. Writes
`heads.pt` and `run.json` with figures over five folds of whole titles and families, beside the
baseline: of a root's modes the one whose definition lies nearest to the text, both as means of the
untrained encoder's states.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from evaluation.modes import figures, stories
from torch import Tensor, nn
from torch.nn import functional

from detente.codebook import Codebook, load_codebook
from detente.reading.relations import Card, Encode, PairText, mark
from training.encoder import Encoder, PairClassifier, load_encoder, mean
from training.export import trained
from training.pairs import ACTORS
from training.relations import new_card, open_tokenizer, padded
from training.spans import Written, digest, kept_out, read_written, unmark

STEPS, RATE, DECAY, FOLDS = 400, 2e-3, 0.05, 5
BASELINE = 8
"""The slow baseline answers every eighth story."""
WEIGHTS = {"story": 0.5, "written": 1.0, "definition": 1.0}


class Example(msgspec.Struct, frozen=True):
    """A text or pair with its root and mode, and its contexts where they are labelled."""

    pair: PairText
    root: str
    mode: str | None
    contexts: tuple[str, ...] | None
    kind: str
    group: str


class Heads(nn.Module):
    """Features (batch, 3 x width) to logits of modes and of contexts."""

    def __init__(self, width: int, modes: int, contexts: int) -> None:
        super().__init__()
        self.modes = nn.Linear(width, modes)
        self.contexts = nn.Linear(width, contexts)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Both logits."""
        return self.modes(features), self.contexts(features)


def mode_names(book: Codebook) -> tuple[str, ...]:
    """ "ROOT/mode" of every mode and "ROOT/" for none, in the codebook's order."""
    return tuple(
        f"{root.name}/{mode}" for root in book.roots.values() for mode in (*root.modes, "")
    )


def examples(shared: Path, book: Codebook) -> list[Example]:
    """Everything there is to learn from; definitions are never tested on."""
    found = [
        Example(PairText(s.text), s.root, s.mode, None, "story", s.title)
        for s in stories(shared / "relations" / "ngec_synthetic.parquet", book)
    ]
    found += [e for line in read_written() for e in _written(line)]
    for root in book.roots.values():
        for name, mode in root.modes.items():
            text = f"{name}: {mode.definition}"
            found.append(Example(PairText(text), root.name, name, None, "definition", ""))
    for name, definition in book.contexts.items():
        found.append(
            Example(PairText(f"{name}: {definition}"), "", None, (name,), "definition", "")
        )
    return found


def _written(line: Written) -> Iterator[Example]:
    text, at = unmark(line.t)
    for event in line.e:
        sides, root, _, _, *contexts = event.split()
        first, second = (side.strip("-") for side in sides.replace("=", ">").split(">"))
        name, _, mode = root.partition("/")
        labels = tuple(contexts[0].split(",")) if contexts else ()
        for pair in itertools.islice(itertools.product(first or [""], second or [""]), 2):
            spans = [((at[a],) if a in ACTORS and a else ()) for a in pair]
            yield Example(PairText(text, *spans), name, mode or None, labels, "written", line.f)


def features(model: PairClassifier, rows: Sequence[Example], encode: Encode, card: Card) -> Tensor:
    """What the classifier knows of each row (rows, 3 x width)."""
    marked = [mark(row.pair, encode, card) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(marked[i].ids))
    found: list[Tensor | None] = [None] * len(rows)
    began = time.monotonic()
    with torch.no_grad():
        for at in range(0, len(order), 16):
            batch = order[at : at + 16]
            known = model.features(*padded([marked[i] for i in batch]))
            for i, row in zip(batch, known, strict=True):
                found[i] = row
            if at % 1600 == 0:
                print(f"  {at}/{len(order)} rows, {time.monotonic() - began:.0f} s", flush=True)
    return torch.stack([row for row in found if row is not None])


def fit(known: Tensor, rows: Sequence[Example], book: Codebook, seed: int) -> Heads:
    """Two logistic regressions on standardised features, the scaling folded into the weights."""
    torch.manual_seed(seed)
    names, contexts = mode_names(book), tuple(book.contexts)
    heads = Heads(known.shape[1], len(names), len(contexts))
    middle, spread = known.mean(0), known.std(0) + 1e-4
    x = (known - middle) / spread
    allowed = torch.full((len(rows), len(names)), -1e4)
    for i, row in enumerate(rows):
        own = [n for n, name in enumerate(names) if name.startswith(f"{row.root}/")]
        allowed[i, own or list(range(len(names)))] = 0.0
    moded = torch.tensor([bool(row.root) for row in rows])
    wanted = torch.tensor([names.index(f"{r.root}/{r.mode or ''}") if r.root else 0 for r in rows])
    weights = torch.tensor([WEIGHTS[row.kind] for row in rows])
    themed = torch.tensor([row.contexts is not None for row in rows])
    themes = torch.tensor([[float(c in (row.contexts or ())) for c in contexts] for row in rows])
    optimiser = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for _ in range(STEPS):
        modes, said = heads(functional.dropout(x, 0.3))
        each = functional.cross_entropy(modes + allowed, wanted, reduction="none")
        loss = (each * weights)[moded].sum() / weights[moded].sum()
        loss = loss + 10 * functional.binary_cross_entropy_with_logits(said[themed], themes[themed])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    with torch.no_grad():
        for layer in (heads.modes, heads.contexts):
            layer.weight /= spread
            layer.bias -= layer.weight @ middle
    return heads.eval()


def nearest_definition(
    encoder: Encoder, rows: Sequence[Example], encode: Encode, card: Card, book: Codebook
) -> list[dict[str, float]]:
    """The baseline: cosine of each text with the definition of each mode."""

    def states(text: str) -> Tensor:
        ids = torch.tensor([[card.start_id, *encode(text)[: card.max_tokens - 2], card.end_id]])
        with torch.no_grad():
            return functional.normalize(mean(encoder(ids), None), dim=1)[0]

    modes = [
        (f"{root.name}/{name}", states(f"{root.name.lower()}, {name}: {mode.definition}"))
        for root in book.roots.values()
        for name, mode in root.modes.items()
    ]
    table = torch.stack([vector for _, vector in modes])
    answers = []
    for row in rows:
        near = (table @ states(row.pair.text)).tolist()
        answers.append({name: value for (name, _), value in zip(modes, near, strict=True)})
    return answers


def cross_validate(
    known: Tensor, rows: Sequence[Example], book: Codebook, seed: int
) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Modes and contexts of each row by heads that did not see its group, as log odds."""
    names, contexts = mode_names(book), tuple(book.contexts)
    answers: list[tuple[dict[str, float], dict[str, float]]] = [({}, {})] * len(rows)
    for k in range(1, FOLDS + 1):
        out = [kept_out(row.group, f"{k}/{FOLDS}") and row.kind != "definition" for row in rows]
        kept = [i for i, left in enumerate(out) if not left]
        heads = fit(known[kept], [rows[i] for i in kept], book, seed)
        with torch.no_grad():
            modes, themes = heads(known)
        for i, left in enumerate(out):
            if left:
                answers[i] = (
                    dict(zip(names, modes[i].tolist(), strict=True)),
                    dict(zip(contexts, themes[i].tolist(), strict=True)),
                )
    return answers


def main() -> None:
    """Parse the options, cross-validate, fit on everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with all the data")
    parser.add_argument("--model", type=Path, required=True, help="folder of the classifier")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer, encode = open_tokenizer(options.encoder)
    card, book = new_card(tokenizer), load_codebook()
    rows = examples(options.shared, book)
    saved = options.out / "features.pt"  # a second start goes on from there
    if saved.exists():
        known = torch.load(saved, weights_only=True)
    else:
        known = features(trained(options.model, options.encoder), rows, encode, card)
        torch.save(known, saved)
    found = cross_validate(known, rows, book, options.seed)
    tested = [i for i, row in enumerate(rows) if row.kind == "story"]
    few = tested[::BASELINE]
    near = nearest_definition(
        load_encoder(options.encoder)[0].eval(), [rows[i] for i in few], encode, card, book
    )
    gold = [(rows[i].root, rows[i].mode, rows[i].group) for i in tested]
    own = [i for i, row in enumerate(rows) if row.kind == "written"]
    report = {
        "stories": figures(gold, [found[i][0] for i in tested]),
        "nearest_definition": figures(gold[::BASELINE], near),
        "written": figures(
            [(rows[i].root, rows[i].mode, rows[i].group) for i in own], [found[i][0] for i in own]
        ),
        "contexts": _contexts([rows[i] for i in own], [found[i][1] for i in own]),
        "rows": len(rows),
        "seed": options.seed,
        "sha256": digest([options.shared / "relations" / "ngec_synthetic.parquet"]),
    }
    torch.save(fit(known, rows, book, options.seed).state_dict(), options.out / "heads.pt")
    (options.out / "run.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report))


def _contexts(rows: Sequence[Example], found: Sequence[dict[str, float]]) -> dict[str, object]:
    """Micro F1 of contexts over rows, those at even odds or better counting as said."""
    right = said = true = 0
    for row, odds in zip(rows, found, strict=True):
        names = {name for name, value in odds.items() if value >= 0}
        wanted = set(row.contexts or ())
        right, said, true = right + len(names & wanted), said + len(names), true + len(wanted)
    return {"n": len(rows), "right": right, "said": said, "true": true,
            "micro_f1": round(2 * right / (said + true), 4) if said + true else None}  # fmt: skip


if __name__ == "__main__":
    main()
