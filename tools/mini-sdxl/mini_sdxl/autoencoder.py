"""Training the autoencoder: pictures (3, 128, 128) to latents (4, 16, 16), and back.

A plain VAE with a very small KL term, as in latent diffusion (arXiv 2112.10752), without its
perceptual and adversarial losses, which need networks trained on photographs; `decoder.py` sharpens
the pictures afterwards.
"""

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn

from mini_sdxl.architecture import new_autoencoder
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.budget import Budget, cosine_decay, steps_of, warm_up
from mini_sdxl.contact_sheet import save_sheet
from mini_sdxl.loss_log import LossLog
from mini_sdxl.moving_average import follow, follower
from mini_sdxl.pixels import Pictures, open_pictures, random_batch, to_images, to_tensor
from mini_sdxl.precision import mixed_precision
from mini_sdxl.reconstruction import reconstruction

BATCH = 8
PEAK_RATE = 2e-3
KL_WEIGHT = 1e-4
"""Keeps latents near a unit normal; small, since a diffusion model only needs them well scaled."""


def train_autoencoder(artifacts: Artifacts, budget: Budget) -> None:
    """Train, measure the scaling factor, save."""
    torch.manual_seed(0)
    model = new_autoencoder()
    average = follower(model)
    optimizer = torch.optim.AdamW(
        model.parameters(), PEAK_RATE, betas=(0.9, 0.95), weight_decay=0.01
    )
    pictures = open_pictures(artifacts.images)
    rng = np.random.default_rng(0)
    log = LossLog("vae", every=100, memory=0.98)
    for step, progress in steps_of(budget):
        rate = PEAK_RATE * warm_up(step, 100) * cosine_decay(progress, floor=0.02)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss, pixels, kl = _losses(model, random_batch(pictures, rng, BATCH))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        follow(average, model, step + 1, ceiling=0.998, head=9)
        log.add(step, l1=pixels, kl=kl)
    log.report()
    _save(average, pictures, artifacts)


def _losses(model: AutoencoderKL, batch: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The total, and of its parts the L1 difference and the KL divergence per latent value."""
    with mixed_precision():
        posterior = model.encode(batch).latent_dist
        decoded = model.decode(posterior.sample()).sample
    parts = reconstruction(decoded.float(), batch)
    kl = posterior.kl().float().mean() / (4 * 16 * 16)
    loss = parts.pixels + parts.edges + parts.blocks + KL_WEIGHT * kl
    return loss, parts.pixels, kl


@torch.no_grad()
def _save(model: AutoencoderKL, pictures: Pictures, artifacts: Artifacts) -> None:
    """Save with `scaling_factor` = 1 / standard deviation of the latents of 512 pictures.

    Diffusion models are trained on latents of unit variance; the factor travels in `config.json`,
    as in SDXL.
    """
    batch = to_tensor(pictures[:512])
    latents = torch.cat([model.encode(part).latent_dist.mean for part in batch.split(32)])
    deviation = latents.std().item()
    model.register_to_config(scaling_factor=round(1 / deviation, 5))
    model.save_pretrained(artifacts.trained_vae)
    print(f"vae: latents deviate by {deviation:.4f}", flush=True)
    save_comparison(model, pictures, artifacts, "vae")


@torch.no_grad()
def save_comparison(
    model: AutoencoderKL, pictures: Pictures, artifacts: Artifacts, name: str
) -> None:
    """A sheet of sixteen pictures above what the autoencoder makes of them."""
    originals = to_tensor(pictures[:16])
    decoded = model.decode(model.encode(originals).latent_dist.mean).sample
    save_sheet([to_images(originals), to_images(decoded)], artifacts.sheet(name))
