"""Tiny networks of the real classes, with random weights that float16 holds exactly.

What they draw is meaningless; that they draw it the same way everywhere is what is tested.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

WIDTH = 16
VOCABULARY, END = 932, 931
GAIN = 1.7
"""Weights are this much larger than at initialisation, so that every input shows in every output."""


@dataclass(frozen=True)
class Shape:
    """What one model differs from the next in."""

    family: str = "sd"
    pads_with: str = "end"
    """"end", or "bang": the `!` of SD2 and of SDXL's second tokenizer."""
    guidance_width: int | None = None
    """Width of the guidance embedding of latent consistency models."""


def build(shape: Shape, tokenizers: Path, seed: int) -> dict[str, object]:
    """The components of a diffusers pipeline by name."""
    torch.manual_seed(seed)
    first = "tokenizer" if shape.pads_with == "end" else "tokenizer_2"
    parts = {
        "tokenizer": CLIPTokenizer.from_pretrained(tokenizers / first),
        "text_encoder": halved(CLIPTextModel(text_config(shape.pads_with))),
        "unet": halved(UNet2DConditionModel(**unet_config(shape))),
        "vae": halved(AutoencoderKL(**vae_config(shape))),
    }
    if shape.family == "sdxl":
        second = CLIPTextModelWithProjection(text_config("bang"))
        parts |= {
            "tokenizer_2": CLIPTokenizer.from_pretrained(tokenizers / "tokenizer_2"),
            "text_encoder_2": halved(second),
        }
    return parts


def text_config(pads_with: str) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, intermediate_size=2 * WIDTH, projection_dim=WIDTH,
        num_hidden_layers=3, num_attention_heads=2, max_position_embeddings=77,
        hidden_act="quick_gelu" if pads_with == "end" else "gelu",
        bos_token_id=END - 1, eos_token_id=END, pad_token_id=END if pads_with == "end" else 0,
    )


def unet_config(shape: Shape) -> dict:
    config = {
        "sample_size": 8, "in_channels": 4, "out_channels": 4, "layers_per_block": 1,
        "block_out_channels": (8, 16), "norm_num_groups": 4, "attention_head_dim": 2,
        "down_block_types": ("CrossAttnDownBlock2D", "DownBlock2D"),
        "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D"),
        "cross_attention_dim": WIDTH, "time_cond_proj_dim": shape.guidance_width,
        "use_linear_projection": shape.pads_with == "bang",
    }
    if shape.family == "sdxl":
        config |= {
            "cross_attention_dim": 2 * WIDTH, "addition_embed_type": "text_time",
            "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 6 * 8 + WIDTH,
        }
    return config


def vae_config(shape: Shape) -> dict:
    return {
        "block_out_channels": (4, 4, 8, 8), "norm_num_groups": 4, "layers_per_block": 1,
        "down_block_types": ("DownEncoderBlock2D",) * 4, "up_block_types": ("UpDecoderBlock2D",) * 4,
        "latent_channels": 4, "sample_size": 64,
        "scaling_factor": 0.13025 if shape.family == "sdxl" else 0.18215,
    }


def halved(module: nn.Module) -> nn.Module:
    """Larger weights, each rounded to a number that float16 holds, so that the graphs can store them at half size."""
    with torch.no_grad():
        for name, weight in module.named_parameters():
            larger = weight * GAIN if weight.dim() > 1 and "embedding" not in name else weight
            weight.copy_(larger.half().float())
    return module.eval()
