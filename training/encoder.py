"""A BERT encoder in plain torch with a head for marked pairs, started from label descriptions.

Only what is needed is here: no token types, no pooler, no masked-language head. Weights come
from a `model.safetensors` in the usual BERT naming (all-MiniLM-L6-v2, Wang et al. 2020).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

_RENAME = (
    (r"^embeddings\.word_embeddings", "words"),
    (r"^embeddings\.position_embeddings", "positions"),
    (r"^embeddings\.LayerNorm", "norm"),
    (r"^encoder\.layer\.(\d+)\.", r"layers.\1."),
    (r"attention\.self\.(query|key|value)", r"\1"),
    (r"attention\.output\.dense", "joined"),
    (r"attention\.output\.LayerNorm", "joined_norm"),
    (r"intermediate\.dense", "wide"),
    (r"output\.dense", "narrow"),
    (r"output\.LayerNorm", "narrow_norm"),
)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.joined = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.joined_norm = nn.LayerNorm(width, eps=1e-12)
        self.narrow_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """States (batch, length, width) to states; `mask` (batch, 1, 1, length) is added."""
        batch, length, width = x.shape
        query, key, value = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5
        scores = scores if mask is None else scores + mask
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2)
        mixed = mixed.reshape(batch, length, width)
        x = self.joined_norm(x + self.dropout(self.joined(mixed)))
        return self.narrow_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Token ids to states."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Ids (batch, length) to states (batch, length, width); `mask` is 0 for padding, else 1."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))
        x = self.dropout(self.norm(x))
        added = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
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
        states = self.encoder(ids, mask)
        index = places[:, :, None].expand(-1, -1, states.shape[2])
        opened = states.gather(1, index).flatten(1)
        vector = self.project(self.dropout(torch.cat([opened, mean(states, mask)], 1)))
        cosine = functional.normalize(vector, dim=1) @ functional.normalize(self.answers, dim=1).T
        return cosine * self.scale + self.bias


def mean(states: Tensor, mask: Tensor | None) -> Tensor:
    """Mean state of the tokens that are not padding."""
    if mask is None:
        return states.mean(1)
    return (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def load_encoder(folder: Path, dropout: float = 0.1) -> tuple[Encoder, int]:
    """Read the encoder in `folder` and its width; every weight must find its place."""
    config = json.loads((folder / "config.json").read_text())
    encoder = Encoder(config, dropout)
    weights = {
        _renamed(name): value for name, value in load_file(folder / "model.safetensors").items()
    }
    types = weights.pop("embeddings.token_type_embeddings.weight")
    weights["positions.weight"] = weights["positions.weight"] + types[0]
    wanted = encoder.state_dict().keys()
    encoder.load_state_dict({name: weights[name] for name in wanted})
    return encoder, config["hidden_size"]


def _renamed(name: str) -> str:
    for pattern, new in _RENAME:
        name = re.sub(pattern, new, name)
    return name
