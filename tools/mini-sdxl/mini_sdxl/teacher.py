"""Training the base model: UNet and both text encoders together, from nothing.

SDXL starts from text encoders trained on hundreds of millions of pictures; here they learn the few
hundred words of MiniScenes from the diffusion loss itself.
Source: SDXL, arXiv 2307.01952; noise prediction as in DDPM, arXiv 2006.11239.
"""

import json

import torch
from torch import Tensor, nn

from mini_sdxl.architecture import Family
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.budget import Budget, flat_then_cosine, steps_of, warm_up
from mini_sdxl.conditioning import TokenIds, Tokenizers, encode, size_ids, unet_inputs
from mini_sdxl.latents import Latents
from mini_sdxl.loss_log import LossLog
from mini_sdxl.moving_average import follow, follower
from mini_sdxl.noise_schedule import TIMESTEPS, min_snr_weight, noised
from mini_sdxl.precision import mixed_precision
from mini_sdxl.preview import save_preview

BATCH = 64
PEAK_RATE = 1e-3
EMPTY_PROMPTS = 0.1
"""One prompt in ten is emptied: classifier-free guidance (arXiv 2207.12598) needs a model that can
also draw without one."""


def train_teacher(artifacts: Artifacts, budget: Budget) -> None:
    """Train on all latents and save the averaged weights."""
    tokenizers = Tokenizers.load(artifacts.tokenizers)
    ids = tokenizers.ids(json.loads(artifacts.captions.read_text(encoding="utf-8")))
    latents = Latents.load(artifacts.latents)
    torch.manual_seed(1)
    family = Family(tokenizers.vocabulary_size).train()
    average = follower(family)
    optimizer = torch.optim.AdamW(
        family.parameters(), PEAK_RATE, betas=(0.9, 0.99), weight_decay=0.01
    )
    generator = torch.Generator().manual_seed(2)
    log = LossLog("teacher", every=200, memory=0.99)
    for step, progress in steps_of(budget):
        rate = PEAK_RATE * warm_up(step, 300) * flat_then_cosine(progress, 0.5, floor=0.02)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss, error = _losses(family, latents, ids, generator)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(family.parameters(), 1.0)
        optimizer.step()
        follow(average, family, step + 1, ceiling=0.999, head=20)
        log.add(step, mse=error)
    log.report()
    torch.save(average.state_dict(), artifacts.teacher)
    save_preview(artifacts, "base", average, average.unet)


def _losses(
    family: Family, latents: Latents, ids: TokenIds, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """The weighted loss of a random batch, and its plain mean squared error."""
    chosen = torch.randint(0, len(latents.values), (BATCH,), generator=generator)
    clean = latents.values[chosen]
    timestep = torch.randint(0, TIMESTEPS, (BATCH,), generator=generator)
    noise = torch.randn(clean.shape, generator=generator)
    kept = (torch.rand(BATCH, generator=generator) > EMPTY_PROMPTS).float()
    sizes = size_ids(latents.original_size[chosen].float())
    with mixed_precision():
        conditioning = encode(family, ids[chosen]).dropped(kept)
        inputs = unet_inputs(conditioning, sizes)
        predicted = family.unet(noised(clean, timestep, noise), timestep, **inputs).sample
    error = (predicted.float() - noise).pow(2).mean((1, 2, 3))
    return (min_snr_weight(timestep) * error).mean(), error.mean()
