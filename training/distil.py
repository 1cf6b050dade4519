"""Train a small relation classifier on what a large one answers.

    python -m training.distil --shared DIR --encoder DIR --teacher DIR … --layers 0,4,8,11 --out DIR
        [--fold 1/5] [--epochs 6] [--seed 13]

The student starts as the (first) teacher with the layers named. It learns the probabilities that
the teachers give together on the labelled pairs (their labels too) and on pairs of actors found in
news without labels. With `--fold` neither the labels nor the sentences of that fold are seen, and
the teachers must be those trained without it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from detente.actors import ActorIndex, find_mentions, load_tables
from detente.reading.relations import Card, Encode, Marked, PairText, mark
from detente.reading.sentences import split_sentences
from training.encoder import PairClassifier, load_encoder
from training.labels import LABELS
from training.pairs import Row, folds, read_rows
from training.relations import (
    SHARE,
    batches,
    held_out,
    loss_of,
    new_card,
    open_tokenizer,
    optimiser_for,
    padded,
)
from training.spans import digest

TEMPERATURE, HARD = 2.0, 0.3
"""Softening of the teacher's answers, and the weight of the labels beside them."""
POOL, PER_SENTENCE, WRITTEN = 2500, 2, 3000
"""Pairs without labels at most, of a sentence at most, and pairs of our own text at most."""


def pool(path: Path, draw: random.Random) -> list[PairText]:
    """Pairs of different actors in the sentences of a file of articles, without labels."""
    index, found = ActorIndex.build(load_tables()), list[PairText]()
    for line in path.read_text("utf-8").splitlines():
        text = " ".join(json.loads(line)["original_text"].split())
        spans = [(s.start, s.end) for s in split_sentences(text, None)]
        actors = [a for a in find_mentions(text, spans, index, None) if a.anchor]
        for start, end in spans:
            here = [a for a in actors if a.anchor and start <= a.anchor.start < end]
            pairs = [
                PairText(
                    text[start:end],
                    ((a.anchor.start - start, a.anchor.end - start),),
                    ((b.anchor.start - start, b.anchor.end - start),),
                )
                for a in here
                for b in here
                if a.anchor
                and b.anchor
                and a.identity != b.identity
                and max(a.anchor.end, b.anchor.end) <= end
            ]
            found += draw.sample(pairs, min(PER_SENTENCE, len(pairs)))
    return draw.sample(found, min(POOL, len(found)))


def shrunk(teacher: PairClassifier, folder: Path, layers: list[int]) -> PairClassifier:
    """A classifier of these layers of the teacher, with all else of it."""
    encoder, width = load_encoder(folder, layers)
    student = PairClassifier(encoder, width, len(LABELS))
    state, known = {}, teacher.state_dict()
    for name in student.state_dict():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            parts[2] = str(layers[int(parts[2])])
        state[name] = known[".".join(parts)]
    student.load_state_dict(state)
    return student


def answers(teachers: Sequence[PairClassifier], marked: list[Marked]) -> Tensor:
    """The mean of the teachers' logits (rows, labels)."""
    return torch.stack([_answers(teacher.eval(), marked) for teacher in teachers]).mean(0)


def _answers(teacher: PairClassifier, marked: list[Marked]) -> Tensor:
    found = torch.zeros(len(marked), len(LABELS))
    order = sorted(range(len(marked)), key=lambda i: len(marked[i].ids))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 16):
            batch = order[at : at + 16]
            found[batch] = teacher(*padded([marked[i] for i in batch])).float()
    return found


def train(
    student: PairClassifier,
    rows: list[Row],
    marked: list[Marked],
    wanted: Tensor,
    epochs: int,
    seed: int,
) -> None:
    """Fit the student: labelled rows are drawn as in training, the others always."""
    per_epoch = sum(SHARE.get(row.kind, 1.0) if row.allowed else 1.0 for row in rows) / 16
    optimiser, schedule = optimiser_for(student, int(per_epoch * epochs) + epochs)
    for epoch in range(epochs):
        torch.manual_seed(seed * 1000 + epoch)
        draw = random.Random(seed * 1000 + epoch)
        kept = [i for i, r in enumerate(rows) if not r.allowed or draw.random() < SHARE[r.kind]]
        began, total = time.monotonic(), 0.0
        student.train()
        for batch in batches([marked[i] for i in kept], draw):
            chosen = [kept[i] for i in batch]
            with torch.autocast("cpu", torch.bfloat16):
                logits = student(*padded([marked[i] for i in chosen])).float()
            soft = (
                functional.kl_div(
                    functional.log_softmax(logits / TEMPERATURE, 1),
                    functional.softmax(wanted[chosen] / TEMPERATURE, 1),
                    reduction="batchmean",
                )
                * TEMPERATURE**2
            )
            labelled = [at for at, i in enumerate(chosen) if rows[i].allowed]
            loss = soft
            if labelled:
                hard = loss_of(logits[labelled], [rows[chosen[at]] for at in labelled])
                loss = loss + HARD * hard * len(labelled) / len(chosen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        seconds = time.monotonic() - began
        print(
            f"epoch {epoch + 1}/{epochs}: {len(kept)} rows, loss {total / len(kept):.3f}, "
            f"{seconds:.0f} s",
            flush=True,
        )


def _opened(folder: Path, encoder: Path) -> PairClassifier:
    teacher = PairClassifier(*load_encoder(encoder), len(LABELS))
    teacher.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return teacher


def prepare(
    options: argparse.Namespace, encode: Encode, card: Card
) -> tuple[list[Row], list[Row], list[Marked]]:
    """Rows to learn from (unlabelled ones allow nothing), rows held out, the former marked."""
    rows, tested = read_rows(options.shared / "relations"), list[Row]()
    if options.fold:
        k, n = map(int, options.fold.split("/"))
        fold = folds(rows, n, 0)
        tested = [row for row in rows if fold[row.group] == k - 1]
        rows = [row for row in rows if fold[row.group] != k - 1]
    news = options.shared / "predictions" / "wikinews_future_train.jsonl"
    draw = random.Random(options.seed)
    own = [row for row in rows if row.kind == "written"]
    rows = [row for row in rows if row.kind != "written"]
    rows += draw.sample(own, min(WRITTEN, len(own)))
    free = pool(news, draw)
    rows += [Row(pair, (), "written", "", "none") for pair in free]
    return rows, tested, [mark(row.pair, encode, card) for row in rows]


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with all the data")
    parser.add_argument("--encoder", type=Path, required=True, help="folder the teacher began from")
    parser.add_argument(
        "--teacher", type=Path, required=True, nargs="+", help="folders with model.pt, one a seed"
    )
    parser.add_argument("--layers", default="0,4,8,11", help="the teacher's layers to keep")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", help="k/n: leave the k-th of n folds out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer, encode = open_tokenizer(options.encoder)
    card = new_card(tokenizer)
    rows, tested, marked = prepare(options, encode, card)
    teachers = [_opened(folder, options.encoder) for folder in options.teacher]
    began = time.monotonic()
    wanted = answers(teachers, marked)
    print(f"{len(rows)} rows answered in {time.monotonic() - began:.0f} s", flush=True)
    layers = [int(n) for n in options.layers.split(",")]
    torch.manual_seed(options.seed)
    student = shrunk(teachers[0], options.encoder, layers)
    train(student, rows, marked, wanted, options.epochs, options.seed)
    torch.save(student.state_dict(), options.out / "model.pt")
    if tested:
        lines = [json.dumps(line) for line in held_out(student, tested, encode, card)]
        (options.out / "held_out.jsonl").write_text("\n".join(lines) + "\n")
    run = {
        "seed": options.seed,
        "fold": options.fold,
        "layers": layers,
        "epochs": options.epochs,
        "rows": len(rows),
        "seconds": round(time.monotonic() - began),
        "sha256": {
            folder.name: digest([folder / "model.pt"])["model.pt"] for folder in options.teacher
        },
    }
    (options.out / "run.json").write_text(json.dumps(run, indent=1) + "\n")


if __name__ == "__main__":
    main()
