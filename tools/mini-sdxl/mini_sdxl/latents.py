"""All training pictures as latents, encoded once, since the encoder never changes again."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from mini_sdxl.architecture import saved_autoencoder
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.pixels import open_pictures, to_tensor
from mini_sdxl.precision import mixed_precision

BATCH = 50


@dataclass(frozen=True, slots=True)
class Latents:
    """Shapes: `values` (scenes, 4, 16, 16), scaled to unit variance; `original_size` (scenes,)."""

    values: Tensor
    original_size: Tensor

    @staticmethod
    def load(path: Path) -> "Latents":
        """The latents written by `encode_pictures`."""
        return Latents(**torch.load(path))

    def of_full_size(self) -> Tensor:
        """The numbers of those pictures that were never smaller. Shape: (m,) int64."""
        return (self.original_size == 128).nonzero()[:, 0]


def _enlarged_original(pictures: Tensor, size: int) -> Tensor:
    small = F.interpolate(pictures, (size, size), mode="area")
    return F.interpolate(small, (128, 128), mode="bicubic").clamp(-1, 1)


@torch.no_grad()
def encode_pictures(artifacts: Artifacts) -> None:
    """Encode, and make every tenth batch from smaller originals (32 to 96 pixels), enlarged.

    So the UNet's size conditioning has something to learn, as in SDXL (arXiv 2307.01952, section
    2.2): asked for a small original, the model draws softly.
    """
    vae = saved_autoencoder(artifacts.trained_vae)
    pictures = open_pictures(artifacts.images)
    generator = torch.Generator().manual_seed(5)
    original_size = torch.full((len(pictures),), 128)
    values: list[Tensor] = []
    for start in range(0, len(pictures), BATCH):
        batch = to_tensor(pictures[start : start + BATCH])
        if start // BATCH % 10 == 9:
            size = int(torch.randint(4, 13, (1,), generator=generator)) * 8
            batch = _enlarged_original(batch, size)
            original_size[start : start + BATCH] = size
        with mixed_precision():
            values.append(vae.encode(batch).latent_dist.mean.float())
    scaled = torch.cat(values) * vae.config.scaling_factor
    torch.save({"values": scaled, "original_size": original_size}, artifacts.latents)
    print(f"latents: {tuple(scaled.shape)}, deviation {scaled.std().item():.4f}", flush=True)
