"""A BERT or MPNet encoder in plain torch with a head for marked pairs, started from descriptions.

Only what is needed is here: no token types, no pooler, no masked-language head. Weights come
from a `model.safetensors` in the usual naming (all-MiniLM-L6-v2, Wang et al. 2020;
all-mpnet-base-v2, Song et al. 2020).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

_RENAME = (
    (r"^embeddings\.word_embeddings", "words"),
    (r"^embeddings\.position_embeddings", "positions"),
    (r"^embeddings\.LayerNorm", "norm"),
    (r"^encoder\.layer\.(\d+)\.", r"layers.\1."),
    (r"^encoder\.relative_attention_bias", "bias.table"),
    (r"attention\.self\.(query|key|value)", r"\1"),
    (r"attention\.attn\.q\b", "query"),
    (r"attention\.attn\.k\b", "key"),
    (r"attention\.attn\.v\b", "value"),
    (r"attention\.attn\.o\b", "joined"),
    (r"attention\.LayerNorm", "joined_norm"),
    (r"attention\.output\.dense", "joined"),
    (r"attention\.output\.LayerNorm", "joined_norm"),
    (r"intermediate\.dense", "wide"),
    (r"output\.dense", "narrow"),
    (r"output\.LayerNorm", "narrow_norm"),
)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.joined = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.joined_norm = nn.LayerNorm(width, eps=eps)
        self.narrow_norm = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, added: Tensor | None) -> Tensor:
        """States (batch, length, width) to states; `added` joins the scores before softmax."""
        batch, length, width = x.shape
        query, key, value = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5
        scores = scores if added is None else scores + added
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2)
        mixed = mixed.reshape(batch, length, width)
        x = self.joined_norm(x + self.dropout(self.joined(mixed)))
        return self.narrow_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class RelativeBias(nn.Module):
    """What MPNet adds to attention by the distance of two tokens (Raffel et al. 2020)."""

    def __init__(self, buckets: int, heads: int, furthest: int = 128) -> None:
        super().__init__()
        self.table = nn.Embedding(buckets, heads)
        self.buckets, self.furthest = buckets, furthest

    def forward(self, length: int, device: torch.device) -> Tensor:
        """Scores (1, heads, length, length)."""
        places = torch.arange(length, device=device)
        distance = places[:, None] - places[None, :]
        half = self.buckets // 2
        near, far = half // 2, distance.abs().clamp(min=1)
        log = torch.log(far / near) / math.log(self.furthest / near) * (half - near)
        large = (near + log.long()).clamp(max=half - 1)
        bucket = torch.where(distance.abs() < near, distance.abs(), large)
        bucket = bucket + (distance < 0).long() * half
        return self.table(bucket).permute(2, 0, 1)[None]


class Encoder(nn.Module):
    """Token ids to states."""

    def __init__(self, config: dict[str, Any], layers: int, dropout: float) -> None:
        super().__init__()
        width, heads = config["hidden_size"], config["num_attention_heads"]
        eps = config["layer_norm_eps"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.first = config["pad_token_id"] + 1 if config["model_type"] == "mpnet" else 0
        buckets = config.get("relative_attention_num_buckets")
        self.bias = RelativeBias(buckets, heads) if buckets else None
        self.norm = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, heads, config["intermediate_size"], eps, dropout) for _ in range(layers)
        )

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Ids (batch, length) to states (batch, length, width); `mask` is 0 for padding, else 1."""
        length = ids.shape[1]
        x = self.words(ids) + self.positions(torch.arange(length, device=ids.device) + self.first)
        x = self.dropout(self.norm(x))
        added = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        if self.bias is not None:
            bias = self.bias(length, ids.device)
            added = bias if added is None else added + bias
        for layer in self.layers:
            x = layer(x, added)
        return x


class PairClassifier(nn.Module):
    """Logits of an ordered pair: cosine of its vector with one vector a label, scaled.

    The pair's vector joins the states of the two opening markers and the mean of all tokens.
    """

    def __init__(self, encoder: Encoder, width: int, labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.project = nn.Linear(3 * width, width)
        self.answers = nn.Parameter(torch.empty(labels, width))
        self.bias = nn.Parameter(torch.zeros(labels))
        self.scale = nn.Parameter(torch.tensor(14.0))
        self.dropout = nn.Dropout(0.1)
        with torch.no_grad():  # at the start the vector is the mean, where descriptions live
            self.project.weight.normal_(0, 0.02)
            self.project.weight[:, 2 * width :] += torch.eye(width)
            self.project.bias.zero_()

    def forward(self, ids: Tensor, places: Tensor, mask: Tensor | None = None) -> Tensor:
        """Ids (batch, length) and marker places (batch, 2) to logits (batch, labels)."""
        return self.answer(self.features(ids, places, mask))

    def features(self, ids: Tensor, places: Tensor, mask: Tensor | None = None) -> Tensor:
        """What is known of each pair (batch, 3 x width)."""
        states = self.encoder(ids, mask)
        index = places[:, :, None].expand(-1, -1, states.shape[2])
        opened = states.gather(1, index).flatten(1)
        return torch.cat([opened, mean(states, mask)], 1)

    def answer(self, features: Tensor) -> Tensor:
        """Features to logits (batch, labels)."""
        vector = self.project(self.dropout(features))
        cosine = functional.normalize(vector, dim=1) @ functional.normalize(self.answers, dim=1).T
        return cosine * self.scale + self.bias


def mean(states: Tensor, mask: Tensor | None) -> Tensor:
    """Mean state of the tokens that are not padding."""
    if mask is None:
        return states.mean(1)
    return (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def load_encoder(
    folder: Path, keep: Sequence[int] | None = None, dropout: float = 0.1
) -> tuple[Encoder, int]:
    """Read the encoder in `folder`, or the layers of it to keep, and its width.

    Every weight that the encoder has must be in the file.
    """
    config = json.loads((folder / "config.json").read_text())
    kept = range(config["num_hidden_layers"]) if keep is None else keep
    encoder = Encoder(config, len(kept), dropout)
    weights = {
        _renamed(name): value for name, value in load_file(folder / "model.safetensors").items()
    }
    types = weights.pop("embeddings.token_type_embeddings.weight", None)
    if types is not None:
        weights["positions.weight"] = weights["positions.weight"] + types[0]
    state = {}
    for name in encoder.state_dict():
        layer = re.match(r"layers\.(\d+)\.", name)
        source = f"layers.{kept[int(layer[1])]}.{name[layer.end() :]}" if layer else name
        state[name] = weights[source]
    encoder.load_state_dict(state)
    return encoder, config["hidden_size"]


def _renamed(name: str) -> str:
    for pattern, new in _RENAME:
        name = re.sub(pattern, new, name)
    return name
