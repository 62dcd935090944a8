"""The networks, as SDXL has them, made small.

Every class is the one SDXL uses; only widths and depths differ. What must hold between them:
the UNet's cross-attention width 224 is 96 + 128, the two text encoders side by side; its
`projection_class_embeddings_input_dim` 320 is the pooled 128 + 6 size numbers x 32.
Source: SDXL, arXiv 2307.01952, section 2 and table 1.
"""

from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

from mini_sdxl.tokenizer import MAX_TOKENS

LATENT_SHAPE = (4, 16, 16)
"""Of one picture of 128 x 128: the autoencoder shrinks by 8."""
TEXT_WIDTH = 96 + 128
POOLED_WIDTH = 128
GUIDANCE_WIDTH = 256
"""Width of the embedded guidance scale that an LCM UNet takes (`timestep_cond`)."""

UNET = {
    "sample_size": 16,
    "in_channels": 4,
    "out_channels": 4,
    # As in SDXL, the highest resolution has no attention.
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "block_out_channels": (64, 96, 128),
    "layers_per_block": 1,
    "attention_head_dim": (2, 3, 4),  # diffusers reads this as the number of heads, 32 wide each
    "transformer_layers_per_block": (1, 1, 1),
    "use_linear_projection": True,
    "cross_attention_dim": TEXT_WIDTH,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 32,
    "projection_class_embeddings_input_dim": POOLED_WIDTH + 6 * 32,
    "norm_num_groups": 16,
}


def new_autoencoder() -> AutoencoderKL:
    """An untrained AutoencoderKL: (3, 128, 128) to and from (4, 16, 16)."""
    return AutoencoderKL(
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(16, 32, 48, 64),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=8,
        sample_size=128,
    )


def new_unet(*, takes_guidance: bool = False) -> UNet2DConditionModel:
    """An untrained UNet; with `takes_guidance` it has the extra input of an LCM student."""
    extra = {"time_cond_proj_dim": GUIDANCE_WIDTH} if takes_guidance else {}
    return UNet2DConditionModel(**UNET, **extra)


def new_text_encoder(vocabulary_size: int) -> CLIPTextModel:
    """An untrained first encoder: width 96, 3 layers, OpenAI CLIP's quick GELU."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary_size,
            hidden_size=96,
            intermediate_size=4 * 96,
            num_hidden_layers=3,
            num_attention_heads=4,
            projection_dim=96,
            max_position_embeddings=MAX_TOKENS,
            hidden_act="quick_gelu",
            bos_token_id=vocabulary_size - 2,
            eos_token_id=vocabulary_size - 1,
            pad_token_id=vocabulary_size - 1,
        )
    )


def new_text_encoder_2(vocabulary_size: int) -> CLIPTextModelWithProjection:
    """An untrained second encoder: width 128, 4 layers, OpenCLIP's GELU, with a projection."""
    return CLIPTextModelWithProjection(
        CLIPTextConfig(
            vocab_size=vocabulary_size,
            hidden_size=128,
            intermediate_size=4 * 128,
            num_hidden_layers=4,
            num_attention_heads=4,
            projection_dim=POOLED_WIDTH,
            max_position_embeddings=MAX_TOKENS,
            hidden_act="gelu",
            bos_token_id=vocabulary_size - 2,
            eos_token_id=vocabulary_size - 1,
            pad_token_id=0,
        )
    )


class Family(nn.Module):
    """The UNet and its two text encoders, which are trained together from nothing."""

    def __init__(self, vocabulary_size: int) -> None:
        # The encoders are made first, as the recipe always did: it decides their random weights.
        text_encoder = new_text_encoder(vocabulary_size)
        text_encoder_2 = new_text_encoder_2(vocabulary_size)
        super().__init__()
        self.unet = new_unet()
        self.text_encoder = text_encoder
        self.text_encoder_2 = text_encoder_2


def saved_autoencoder(folder: Path) -> AutoencoderKL:
    """A trained autoencoder, for evaluation."""
    # The default way of loading asks for another package, to save memory not needed here.
    return AutoencoderKL.from_pretrained(folder, low_cpu_mem_usage=False).eval()


def saved_family(weights: Path, vocabulary_size: int) -> Family:
    """A trained family, for evaluation."""
    family = Family(vocabulary_size)
    family.load_state_dict(torch.load(weights))
    return family.eval()


def saved_unet(weights: Path, *, takes_guidance: bool = False) -> UNet2DConditionModel:
    """A student's trained UNet, for evaluation."""
    unet = new_unet(takes_guidance=takes_guidance)
    unet.load_state_dict(torch.load(weights))
    return unet.eval()
