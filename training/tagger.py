"""Train the tagger of spans, certainty, status, events and roles, several tasks over one encoder.

    python -m training.tagger --shared DIR --encoder DIR --out DIR [--families K/N] [--seed 13]
    python -m training.tagger … --out DIR2 --refine DIR --stage own|last

Writes `checkpoint.pt` after each epoch (a second start goes on from there), `model.pt` and
`run.json` (seed, hashes, times). `--refine` goes on from a trained model on the small sets: our own
text would drown among the others. `--families K/N` leaves the K-th of N parts of
the families of our own text out, for `evaluation.conditions` to test on.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from detente.reading.tagger import KINDS, ROLES, STATUSES, mark_trigger
from training.encoder import Encoder, load_encoder, mean
from training.labels import LABELS
from training.spans import (
    SCALES,
    Tagged,
    digest,
    factuality,
    kept_out,
    polnear,
    read_written,
    role_rows,
    tagged_written,
)

EPOCHS, BATCH, MAX_TOKENS = 4, 32, 112
RATES = {"encoder": 8e-5, "head": 1e-3}
STAGES: dict[str, tuple[float, dict[str, float]]] = {
    "first": (
        1.0,
        {"polnear": 0.45, "uds": 0.5, "uw": 1, "meantime": 1, "written": 1, "roles": 0.5},
    ),
    "own": (
        1.0,
        {"polnear": 0.06, "uds": 0.06, "uw": 0.4, "meantime": 0.4, "written": 1.5, "roles": 1.5},
    ),
    "last": (
        0.3,
        {"polnear": 0.45, "uds": 0.1, "uw": 0.6, "meantime": 0.6, "written": 1, "roles": 0.7},
    ),
}
"""By stage: a factor on the rates, and the part of each source that an epoch sees, drawn anew."""
DOUBTED = 0.5
"""How much more an event that is not actual weighs: nine in ten are."""
RARELY = 0.2
OUTSIDE, BEGIN, INSIDE, IGNORE = 0, 1, 2, -100


Outputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


class Tagger(nn.Module):
    """Per word piece: span tags (kinds x 3), certainty on each scale, status, event, role."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(width, 3 * len(KINDS))
        self.joined = nn.Linear(2 * width, width)
        self.certainty = nn.Linear(width, len(SCALES))
        self.status = nn.Linear(width, len(STATUSES))
        self.event = nn.Linear(width, len(LABELS))
        self.role = nn.Linear(width, len(ROLES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Outputs:
        """Ids (batch, length) to tags (batch, length, 3 x kinds), certainty (…, 3) and the rest."""
        states = self.dropout(self.encoder(ids, mask))
        whole = mean(states, mask)[:, None, :].expand_as(states)
        trigger = functional.gelu(self.joined(torch.cat([states, whole], 2)))
        sure = 3 * torch.tanh(self.certainty(trigger))
        return self.tags(states), sure, self.status(trigger), self.event(trigger), self.role(states)


class Example:
    """A tokenised sentence with its labels by piece."""

    def __init__(self, row: Tagged, tokenizer: Tokenizer) -> None:
        done = tokenizer.encode(row.text)
        ids, offsets = mark_trigger(done.ids, done.offsets, row.trigger, tokenizer)
        self.ids = ids[:MAX_TOKENS]
        places = offsets[: len(self.ids)]
        self.tags = [[IGNORE] * len(KINDS) for _ in self.ids]
        for kind, spans in row.spans.items():
            for at, value in enumerate(_bio(places, spans)):
                self.tags[at][KINDS.index(kind)] = value
        self.certainty = [
            (_piece(places, a), SCALES.index(s), y)  # type: ignore[arg-type]
            for a, _, s, y in row.certainties
        ]
        self.status = [
            (at, STATUSES.index(s))  # type: ignore[arg-type]
            for a, b, s in row.statuses
            for at, (low, high) in enumerate(places)
            if high > low and low < b and a < high
        ]
        self.events = _labels(places, row.events, LABELS, "none")
        self.roles = _labels(places, row.roles, ROLES, "none")


def _labels(
    places: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int, str]] | None,
    names: Sequence[str],
    default: str,
) -> list[int]:
    """A label for each piece, or none to learn from where the sentence has no such labels."""
    if spans is None:
        return [IGNORE] * len(places)
    labels = [names.index(default) if high > low else IGNORE for low, high in places]
    for start, end, name in spans:
        for at, (low, high) in enumerate(places):
            if high > low and low < end and start < high:
                labels[at] = names.index(name)
    return labels


def _bio(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    tags = [OUTSIDE if end > start else IGNORE for start, end in places]
    for low, high in spans:
        inside = [at for at, (a, b) in enumerate(places) if b > a and a < high and low < b]
        for number, at in enumerate(inside):
            tags[at] = INSIDE if number else BEGIN
    return tags


def _piece(places: Sequence[tuple[int, int]], start: int) -> int:
    """The first piece of the word at an offset; 0, the sentence's own token, where it is cut."""
    return next((at for at, (a, b) in enumerate(places) if b > a and a <= start < b), 0)


def loss_of(outputs: Sequence[Tensor], batch: Sequence[Example], weights: Tensor) -> Tensor:
    """Cross entropy of tags and status, absolute error of certainty, each a mean over labels."""
    tags, certainty, status, events, roles = outputs
    length = tags.shape[1]
    wanted = torch.full((len(batch), length, len(KINDS)), IGNORE)
    for i, example in enumerate(batch):
        wanted[i, : len(example.ids)] = torch.tensor(example.tags)
    loss = tags.new_zeros(())
    if (wanted != IGNORE).any():
        logits = tags.view(len(batch), length, len(KINDS), 3)
        loss = loss + functional.cross_entropy(
            logits.flatten(0, 2), wanted.flatten(), weights, ignore_index=IGNORE
        )
    sure = [(i, at, s, y) for i, e in enumerate(batch) for at, s, y in e.certainty]
    if sure:
        i, at, scale, label = map(list, zip(*sure, strict=True))
        found = certainty[i, at, scale]
        wanted_label = torch.tensor(label)
        error = functional.smooth_l1_loss(found, wanted_label, beta=0.3, reduction="none")
        loss = loss + 0.7 * (error * (1 + DOUBTED * (wanted_label <= 1.5))).mean()
    said = [(i, at, s) for i, e in enumerate(batch) for at, s in e.status]
    if said:
        i, at, wanted_status = map(list, zip(*said, strict=True))
        loss = loss + functional.cross_entropy(
            status[i, at], torch.tensor(wanted_status), label_smoothing=0.05
        )
    loss = loss + _label_loss(events, [e.events for e in batch], LABELS.index("none"))
    return loss + _label_loss(roles, [e.roles for e in batch], ROLES.index("none"))


def _label_loss(found: Tensor, rows: Sequence[Sequence[int]], none: int) -> Tensor:
    """Cross entropy of a label a piece; 0 where no sentence of the batch has any.

    Nine pieces in ten are none: they weigh little.
    """
    wanted = torch.full(found.shape[:2], IGNORE)
    for i, row in enumerate(rows):
        wanted[i, : len(row)] = torch.tensor(row)
    if (wanted == IGNORE).all():
        return found.new_zeros(())
    weights = torch.ones(found.shape[2])
    weights[none] = RARELY
    return functional.cross_entropy(
        found.flatten(0, 1), wanted.flatten(), weights, ignore_index=IGNORE, label_smoothing=0.05
    )


def batches(examples: Sequence[Example], draw: random.Random) -> Iterator[list[Example]]:
    """Sentences of like length together, in random order."""
    order = list(examples)
    draw.shuffle(order)
    ready = []
    for at in range(0, len(order), BATCH * 16):
        chunk = sorted(order[at : at + BATCH * 16], key=lambda e: len(e.ids))
        ready += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    draw.shuffle(ready)
    yield from ready


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Ids and mask of a batch; lengths go up in steps of 16, which CPU kernels like."""
    length = -(-max(len(e.ids) for e in batch) // 16) * 16
    ids, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length)
    for i, example in enumerate(batch):
        ids[i, : len(example.ids)] = torch.tensor(example.ids)
        mask[i, : len(example.ids)] = 1
    return ids, mask


def train(
    model: Tagger,
    sources: dict[str, list[Example]],
    out: Path,
    seed: int,
    epochs: int,
    shares: dict[str, float],
    slower: float,
) -> None:
    """Train for some epochs, keeping a checkpoint of each."""
    per_epoch = sum(len(rows) * shares[name] for name, rows in sources.items()) / BATCH
    steps = int(per_epoch * epochs) + 10 * epochs
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": slower * RATES["encoder"]},
            {"params": head, "lr": slower * RATES["head"]},
        ],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    weights = torch.tensor([1.0, 2.0, 1.0])
    saved, first = out / "checkpoint.pt", 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        first = state["epoch"]
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
    for epoch in range(first, epochs):
        torch.manual_seed(seed * 1000 + epoch)
        draw = random.Random(seed * 1000 + epoch)
        sample = [e for name, rows in sources.items() for e in _drawn(rows, shares[name], draw)]
        began, total, seen = time.monotonic(), 0.0, 0
        model.train()
        for batch in batches(sample, draw):
            ids, mask = padded(batch)
            with torch.autocast("cpu", torch.bfloat16):
                outputs = model(ids, mask)
            loss = loss_of([part.float() for part in outputs], batch, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, seen = total + loss.item() * len(batch), seen + len(batch)
            if seen % (BATCH * 100) < BATCH:
                rate = seen / (time.monotonic() - began)
                print(f"  {seen}/{len(sample)} loss {total / seen:.3f} {rate:.0f}/s", flush=True)
        torch.save(
            {
                "epoch": epoch + 1,
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
            },
            saved,
        )
        print(
            f"epoch {epoch + 1}/{epochs}: {len(sample)} sentences, loss {total / seen:.3f}, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )


def _drawn(rows: Sequence[Example], share: float, draw: random.Random) -> Iterator[Example]:
    """Each row as many times as the share's whole part, and once more by chance."""
    for row in rows:
        yield from [row] * (int(share) + (draw.random() < share % 1))


def read_sources(shared: Path, part: str | None) -> dict[str, list[Tagged]]:
    """All training sentences by source, without the families that are kept out."""
    modality = shared / "modality"
    news = polnear(shared / "attribution" / "polnear_train.tar.gz")
    kept = [line for line in read_written() if not kept_out(line.f, part)]
    return {
        "uw": list(factuality(modality / "uw_train.jsonl", "uw")),
        "meantime": list(factuality(modality / "meantime_train.jsonl", "meantime")),
        "uds": list(factuality(modality / "uds_ih2_train.jsonl", "uds")),
        "polnear": list(news),
        "written": list(tagged_written(kept)),
        "roles": list(role_rows(kept)),
    }


def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer with its special tokens, at most MAX_TOKENS."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.encode_special_tokens = True
    return tokenizer


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with all the data")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--families", help="K/N: leave out the K-th of N parts of our own families")
    parser.add_argument("--refine", type=Path, help="folder of a trained model to go on from")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--stage", choices=tuple(STAGES), default="first")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = open_tokenizer(options.encoder)
    rows = read_sources(options.shared, options.families)
    sources = {name: [Example(row, tokenizer) for row in part] for name, part in rows.items()}
    torch.manual_seed(options.seed)
    model = Tagger(*load_encoder(options.encoder))
    began = time.monotonic()
    slower, shares = STAGES[options.stage]
    if options.refine:
        known = torch.load(options.refine / "model.pt", weights_only=True)
        model.load_state_dict(model.state_dict() | known)  # heads it lacks start anew
    train(model, sources, options.out, options.seed, options.epochs, shares, slower)
    torch.save(model.state_dict(), options.out / "model.pt")
    data = [
        *(options.shared / "modality").glob("*_train.jsonl"),
        options.shared / "attribution" / "polnear_train.tar.gz",
        *sorted((Path(__file__).with_name("written")).glob("*.jsonl")),
    ]
    run = {
        "seed": options.seed,
        "families": options.families,
        "stage": options.stage,
        "epochs": options.epochs,
        "sentences": {name: len(part) for name, part in rows.items()},
        "seconds": round(time.monotonic() - began),
        "torch": torch.__version__,
        "sha256": digest(data),
    }
    (options.out / "run.json").write_text(json.dumps(run, indent=1) + "\n")


if __name__ == "__main__":
    main()
