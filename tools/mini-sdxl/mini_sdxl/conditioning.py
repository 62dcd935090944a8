"""What the UNet is told besides the noised latents: prompt, picture size, guidance.

Source: SDXL, arXiv 2307.01952, section 2.1 (two text encoders, their penultimate layers side by
side) and 2.2 (micro-conditioning on size and crop).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import CLIPTokenizer

from mini_sdxl.architecture import GUIDANCE_WIDTH, Family
from mini_sdxl.tokenizer import MAX_TOKENS

PICTURE_SIZE = 128.0


@dataclass(frozen=True, slots=True)
class TokenIds:
    """The same texts as both tokenizers read them. Shape: (n, 77) int64 each."""

    first: Tensor
    second: Tensor

    def __getitem__(self, index: Tensor | slice) -> "TokenIds":
        return TokenIds(self.first[index], self.second[index])


@dataclass(frozen=True, slots=True)
class Tokenizers:
    """Both tokenizers."""

    first: Any
    second: Any

    @staticmethod
    def load(folders: tuple[Path, Path]) -> "Tokenizers":
        """The tokenizers written by `tokenizer.py`."""
        return Tokenizers(*(CLIPTokenizer.from_pretrained(folder) for folder in folders))

    @property
    def vocabulary_size(self) -> int:
        """Ids, special tokens included."""
        return len(self.first)

    def ids(self, texts: Sequence[str]) -> TokenIds:
        """Texts cut or padded to 77 tokens."""
        first, second = (
            torch.tensor(
                tokenizer(
                    list(texts), padding="max_length", max_length=MAX_TOKENS, truncation=True
                ).input_ids
            )
            for tokenizer in (self.first, self.second)
        )
        return TokenIds(first, second)


@dataclass(frozen=True, slots=True)
class Conditioning:
    """Encoded prompts. Shapes: `text` (n, 77, 224), `pooled` (n, 128)."""

    text: Tensor
    pooled: Tensor

    def __getitem__(self, index: Tensor | slice) -> "Conditioning":
        return Conditioning(self.text[index], self.pooled[index])

    def twice(self) -> "Conditioning":
        """For two batches with the same prompts, one after the other."""
        return Conditioning(torch.cat([self.text] * 2), torch.cat([self.pooled] * 2))

    def after_empty(self) -> "Conditioning":
        """The same after as many empty prompts, which SDXL encodes as zeros.

        Source: `force_zeros_for_empty_prompt` of StableDiffusionXLPipeline.
        """
        return Conditioning(
            torch.cat([self.text * 0, self.text]), torch.cat([self.pooled * 0, self.pooled])
        )

    def dropped(self, kept: Tensor) -> "Conditioning":
        """Prompts with those emptied for which `kept`, (n,), is 0."""
        return Conditioning(self.text * kept[:, None, None], self.pooled * kept[:, None])


def encode(family: Family, ids: TokenIds) -> Conditioning:
    """Penultimate hidden states side by side, and the second encoder's projected summary."""
    first = family.text_encoder(ids.first, output_hidden_states=True)
    second = family.text_encoder_2(ids.second, output_hidden_states=True)
    text = torch.cat([first.hidden_states[-2], second.hidden_states[-2]], -1)
    return Conditioning(text, second.text_embeds)


def size_ids(original_size: Tensor) -> Tensor:
    """SDXL's `time_ids`: original height and width, crop top and left, target height and width.

    Shape: (n,) -> (n, 6).
    """
    none = original_size * 0
    target = none + PICTURE_SIZE
    return torch.stack([original_size, original_size, none, none, target, target], 1)


def full_size_ids(count: int) -> Tensor:
    """`size_ids` of pictures that were never smaller. Shape: (count, 6)."""
    return size_ids(torch.full((count,), PICTURE_SIZE))


def unet_inputs(conditioning: Conditioning, sizes: Tensor | None = None) -> dict[str, Any]:
    """The conditioning as keyword arguments of UNet2DConditionModel."""
    time_ids = full_size_ids(len(conditioning.pooled)) if sizes is None else sizes
    return {
        "encoder_hidden_states": conditioning.text,
        "added_cond_kwargs": {"text_embeds": conditioning.pooled, "time_ids": time_ids},
    }


def guidance_embedding(guidance: Tensor) -> Tensor:
    """LCM's embedding of w, the guidance scale minus 1: sines and cosines. Shape: (n, 256).

    Source: `get_guidance_scale_embedding` of diffusers' latent-consistency pipelines.
    """
    half = GUIDANCE_WIDTH // 2
    frequencies = torch.exp(torch.arange(half).float() * -(math.log(10000.0) / (half - 1)))
    angles = (guidance * 1000.0)[:, None] * frequencies[None]
    return torch.cat([angles.sin(), angles.cos()], 1)
