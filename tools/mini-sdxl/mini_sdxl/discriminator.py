"""The judge of adversarial distillation: small heads on the frozen teacher's own features.

Source: ADD, arXiv 2311.17042, section 3.2, which puts heads on DINOv2. Latent successors (LADD,
arXiv 2403.12015) use the teacher itself, as we do: no other network knows MiniScenes.
"""

import torch
from diffusers import UNet2DConditionModel
from torch import Tensor, nn

from mini_sdxl.architecture import POOLED_WIDTH
from mini_sdxl.conditioning import Conditioning, unet_inputs

FEATURE_CHANNELS = (64, 64, 96, 128, 128)
"""Of the features below: first convolution, three down blocks, middle block."""
HEAD_WIDTH = 96


def teacher_features(
    teacher: UNet2DConditionModel, latents: Tensor, timestep: Tensor, conditioning: Conditioning
) -> list[Tensor]:
    """What the encoder half of the UNet sees in noised latents. Shapes: (n, channels, h, w).

    The UNet's own `forward`, followed up to its middle; gradients pass through to the latents.
    """
    added = unet_inputs(conditioning)["added_cond_kwargs"]
    text = conditioning.text
    emb = teacher.time_embedding(teacher.time_proj(timestep))
    emb = emb + teacher.get_aug_embed(emb=emb, encoder_hidden_states=text, added_cond_kwargs=added)
    hidden = teacher.conv_in(latents)
    features = [hidden]
    for block in teacher.down_blocks:
        if getattr(block, "has_cross_attention", False):
            hidden, skips = block(hidden_states=hidden, temb=emb, encoder_hidden_states=text)
        else:
            hidden, skips = block(hidden_states=hidden, temb=emb)
        features.append(skips[0])
    features.append(teacher.mid_block(hidden, emb, encoder_hidden_states=text))
    return features


class Head(nn.Module):
    """A score for every position of one feature map, given the prompt.

    The prompt enters by projection (arXiv 1802.05637): its inner product with the hidden features
    is added to an unconditional score.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.hidden = nn.Sequential(
            nn.Conv2d(channels, HEAD_WIDTH, 1),
            nn.GroupNorm(8, HEAD_WIDTH),
            nn.SiLU(),
            nn.Conv2d(HEAD_WIDTH, HEAD_WIDTH, 3, padding=1),
            nn.GroupNorm(8, HEAD_WIDTH),
            nn.SiLU(),
        )
        self.score = nn.Conv2d(HEAD_WIDTH, 1, 1)
        self.prompt = nn.Linear(POOLED_WIDTH, HEAD_WIDTH)

    def forward(self, features: Tensor, pooled: Tensor) -> Tensor:
        """Shape: (n, channels, h, w), (n, 128) -> (n, h * w)."""
        hidden = self.hidden(features)
        matching = (hidden * self.prompt(pooled)[:, :, None, None]).sum(1, keepdim=True)
        scores: Tensor = (self.score(hidden) + matching / 10).flatten(1)
        return scores


class Heads(nn.Module):
    """One head for each feature map."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = nn.ModuleList(Head(channels) for channels in FEATURE_CHANNELS)

    def forward(self, features: list[Tensor], pooled: Tensor) -> Tensor:
        """All scores side by side, (n, scores); higher means more like training data."""
        pairs = zip(self.heads, features, strict=True)
        return torch.cat([head(feature, pooled) for head, feature in pairs], 1)
