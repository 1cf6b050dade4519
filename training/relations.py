"""Train the relation classifier, on everything or on all folds but one.

    python -m training.relations --shared DIR --encoder DIR --out DIR [--fold 1/5] [--seed 13]

Writes `checkpoint.pt` after each epoch (a second start goes on from there), `run.json` (seed,
hashes of the data, times) and, for a fold, `held_out.jsonl` with the logits of its rows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from detente.reading.relations import Card, Encode, Marked, PairText, mark
from training.encoder import PairClassifier, load_encoder, mean
from training.labels import DESCRIPTIONS, LABELS, indexes
from training.pairs import OWN, Row, folds, read_rows

EPOCHS = 6
BATCH = 16
MAX_TOKENS = 112
RATES = {"encoder": 4e-5, "head": 5e-4}
SHARE = {
    "gold": 1.0,
    "swapped": 0.5,
    "mirrored": 1.0,
    "cameo": 0.6,
    "named": 0.5,
    "own": 0.6,
    "written": 0.3,
}
"""Part of each kind of row that an epoch sees, drawn anew each time."""
UNMARKED = {"recipient": 0.08, "both": 0.03}
"""Share of gold rows shown without their recipient's marker, or without either."""
STARTS = ("actor", ")", "target", ")")
"""Words whose embeddings the four markers start from."""


def new_card(tokenizer: Tokenizer) -> Card:
    """Make a card for training: four unused entries of the vocabulary become the markers."""
    ids = [tokenizer.token_to_id(f"[unused{n}]") for n in range(4)]
    mpnet = tokenizer.token_to_id("<s>") is not None
    start, end = ("<s>", "</s>") if mpnet else ("[CLS]", "[SEP]")
    return Card(
        version="0",
        labels=LABELS,
        max_tokens=MAX_TOKENS,
        start_id=tokenizer.token_to_id(start),
        end_id=tokenizer.token_to_id(end),
        open_ids=(ids[0], ids[2]),
        close_ids=(ids[1], ids[3]),
        temperature=1.0,
        none_offset=0.0,
        sha256={},
    )


def open_tokenizer(folder: Path) -> tuple[Tokenizer, Encode]:
    """Open the tokenizer, with its function from text to ids without special tokens."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    return tokenizer, lambda text: list(tokenizer.encode(text, add_special_tokens=False).ids)


def new_model(
    folder: Path,
    tokenizer: Tokenizer,
    encode: Encode,
    card: Card,
    layers: Sequence[int] | None = None,
) -> PairClassifier:
    """Build the classifier with markers and labels started from words."""
    encoder, width = load_encoder(folder, layers)
    model = PairClassifier(encoder, width, len(LABELS)).eval()
    markers = [card.open_ids[0], card.close_ids[0], card.open_ids[1], card.close_ids[1]]
    with torch.no_grad():
        for marker, word in zip(markers, STARTS, strict=True):
            encoder.words.weight[marker] = encoder.words.weight[tokenizer.token_to_id(word)]
        for row, description in enumerate(DESCRIPTIONS.values()):
            ids = torch.tensor([[card.start_id, *encode(description), card.end_id]])
            model.answers[row] = mean(encoder(ids), None)[0]
        model.answers -= model.answers.mean(0)  # what all descriptions share tells nothing
    return model


def epoch_rows(rows: list[Row], draw: random.Random) -> list[Row]:
    """Draw the rows of one epoch: a sample of each kind, some gold rows without markers."""
    kept = [row for row in rows if draw.random() < SHARE[row.kind]]
    return [_unmark(row, draw.random()) if row.kind == "gold" else row for row in kept]


def _unmark(row: Row, chance: float) -> Row:
    pair = row.pair
    if chance < UNMARKED["both"]:
        pair = PairText(pair.text)
    elif chance < UNMARKED["both"] + UNMARKED["recipient"]:
        pair = PairText(pair.text, pair.actor)
    return Row(pair, row.allowed, row.kind, row.group, row.root, row.weight)


def batches(marked: list[Marked], draw: random.Random) -> Iterator[list[int]]:
    """Indexes of rows of like length, in batches, in random order."""
    order = list(range(len(marked)))
    draw.shuffle(order)
    chunks = [order[i : i + BATCH * 16] for i in range(0, len(order), BATCH * 16)]
    ready: list[list[int]] = []
    for chunk in chunks:
        chunk.sort(key=lambda i: len(marked[i].ids))
        ready += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    draw.shuffle(ready)
    yield from ready


def padded(marked: list[Marked]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, places and mask of a batch; lengths go up in steps of 16, which CPU kernels like."""
    length = -(-max(len(m.ids) for m in marked) // 16) * 16
    ids = torch.zeros(len(marked), length, dtype=torch.long)
    mask = torch.zeros(len(marked), length)
    for i, m in enumerate(marked):
        ids[i, : len(m.ids)] = torch.tensor(m.ids)
        mask[i, : len(m.ids)] = 1
    return ids, torch.tensor([m.places for m in marked]), mask


def loss_of(logits: Tensor, rows: list[Row]) -> Tensor:
    """Minus the log of the probability of all allowed answers together, weighted by row."""
    allowed = torch.full_like(logits, -1e9)
    for i, row in enumerate(rows):
        allowed[i, list(indexes(row.allowed))] = 0.0
    right = torch.logsumexp(logits + allowed, 1) - torch.logsumexp(logits, 1)
    weights = torch.tensor([row.weight for row in rows])
    return -(right * weights).sum() / weights.sum()


def optimiser_for(model: PairClassifier, steps: int) -> tuple[torch.optim.AdamW, object]:
    """AdamW with a slow encoder and a fast head, and its warm-up and linear decay."""
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": list(model.encoder.parameters()), "lr": RATES["encoder"]},
        {"params": head, "lr": RATES["head"]},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, steps // 10)

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def train(
    model: PairClassifier,
    rows: list[Row],
    encode: Encode,
    card: Card,
    out: Path,
    seed: int,
    epochs: int = EPOCHS,
) -> None:
    """Train for some epochs, keeping a checkpoint of each."""
    per_epoch = sum(SHARE[row.kind] for row in rows) / BATCH
    optimiser, schedule = optimiser_for(model, int(per_epoch * epochs) + epochs)
    saved = out / "checkpoint.pt"
    first = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        first = state["epoch"]
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
    for epoch in range(first, epochs):
        torch.manual_seed(seed * 1000 + epoch)
        draw = random.Random(seed * 1000 + epoch)
        began, total = time.monotonic(), 0.0
        sample = epoch_rows(rows, draw)
        marked = [mark(row.pair, encode, card) for row in sample]
        model.train()
        for batch in batches(marked, draw):
            ids, places, mask = padded([marked[i] for i in batch])
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(ids, places, mask)
            loss = loss_of(logits.float(), [sample[i] for i in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        state = {"epoch": epoch + 1, "model": model.state_dict()}
        state |= {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state, saved)
        seconds = round(time.monotonic() - began)
        print(
            f"epoch {epoch + 1}/{epochs}: {len(sample)} rows, "
            f"loss {total / len(sample):.3f}, {seconds} s",
            flush=True,
        )


def held_out(
    model: PairClassifier, rows: list[Row], encode: Encode, card: Card
) -> Iterator[dict[str, object]]:
    """Logits of rows that training did not see, one at a time as in use."""
    model.eval()
    with torch.no_grad():
        for row in rows:
            m = mark(row.pair, encode, card)
            logits = model(torch.tensor([m.ids]), torch.tensor([m.places]))[0]
            yield {
                "kind": row.kind,
                "root": row.root,
                "allowed": row.allowed,
                "group": row.group,
                "logits": [round(x, 5) for x in logits.tolist()],
            }


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, required=True, help="folder with the relations files"
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the BERT encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", help="k/n: train on all folds but the k-th of n")
    parser.add_argument("--layers", help="layers of the encoder to keep, such as 0,2,4,7,9,11")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer, encode = open_tokenizer(options.encoder)
    card = new_card(tokenizer)
    rows = read_rows(options.shared)
    kept, tested = rows, []
    if options.fold:
        k, n = map(int, options.fold.split("/"))
        fold = folds(rows, n, 0)
        kept = [row for row in rows if fold[row.group] != k - 1]
        tested = [row for row in rows if fold[row.group] == k - 1]
    torch.manual_seed(options.seed)
    layers = [int(n) for n in options.layers.split(",")] if options.layers else None
    model = new_model(options.encoder, tokenizer, encode, card, layers)
    began = time.monotonic()
    train(model, kept, encode, card, options.out, options.seed, options.epochs)
    torch.save(model.state_dict(), options.out / "model.pt")
    if tested:
        lines = [json.dumps(line) for line in held_out(model, tested, encode, card)]
        (options.out / "held_out.jsonl").write_text("\n".join(lines) + "\n")
    data = [options.shared / "plv_train.tsv", options.shared / "cameo_quad_train.tsv", OWN]
    data.append(options.encoder / "model.safetensors")
    run = {
        "seed": options.seed,
        "fold": options.fold,
        "layers": layers,
        "rows": len(kept),
        "epochs": options.epochs,
        "seconds": round(time.monotonic() - began),
        "torch": torch.__version__,
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in data},
    }
    (options.out / "run.json").write_text(json.dumps(run, indent=1) + "\n")


if __name__ == "__main__":
    main()
