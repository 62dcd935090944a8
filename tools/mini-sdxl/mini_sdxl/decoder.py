"""Sharpening the decoder: the encoder, and so the space of latents, stays as it is.

A small PatchGAN critic (arXiv 1611.07004) judges decoded pictures under the hinge loss, which turns
the blur of plain reconstruction into edges. Because latents do not change, this can be done before
or after the diffusion models are trained.
"""

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn
from torch.nn import functional as F

from mini_sdxl.architecture import saved_autoencoder
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.autoencoder import save_comparison
from mini_sdxl.budget import Budget, cosine_decay, steps_of, warm_up
from mini_sdxl.loss_log import LossLog
from mini_sdxl.moving_average import follow, follower
from mini_sdxl.pixels import open_pictures, random_batch
from mini_sdxl.precision import mixed_precision
from mini_sdxl.reconstruction import reconstruction

BATCH = 8
PEAK_RATE = 1.2e-3
CRITIC_RATE = 4e-4
CRITIC_LEARNS_FROM = 0.2
CRITIC_COUNTS_FROM = 0.25
"""Shares of the budget: the critic first learns for a while before the decoder has to heed it."""
EDGE_WEIGHT = 1.5
CRITIC_WEIGHT = 0.02
LATENT_NOISE = 0.5
"""Share of the encoder's own spread added to latents, so that the decoder forgives small errors."""


def _new_critic() -> nn.Module:
    """Scores of overlapping patches, (n, 3, 128, 128) -> (n, 1, 32, 32); higher is more real."""
    return nn.Sequential(
        nn.Conv2d(3, 32, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Conv2d(32, 64, 4, 2, 1),
        nn.GroupNorm(8, 64),
        nn.LeakyReLU(0.2),
        nn.Conv2d(64, 96, 3, 1, 1),
        nn.GroupNorm(8, 96),
        nn.LeakyReLU(0.2),
        nn.Conv2d(96, 1, 3, 1, 1),
    )


class _Sharpener:
    """Decoder and critic with their optimisers: one training step of each."""

    def __init__(self, model: AutoencoderKL) -> None:
        self.model = model.requires_grad_(False)
        self.decoder = nn.ModuleList([model.decoder, model.post_quant_conv])
        self.decoder.requires_grad_(True)
        self.critic = _new_critic()
        self.decoder_optimizer = torch.optim.AdamW(
            self.decoder.parameters(), PEAK_RATE, betas=(0.5, 0.95), weight_decay=0
        )
        self.critic_optimizer = torch.optim.AdamW(
            self.critic.parameters(), CRITIC_RATE, betas=(0.5, 0.95)
        )

    def improve_decoder(
        self, batch: Tensor, rate: float, progress: float
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The decoded pictures, and the losses of pixels and edges."""
        for group in self.decoder_optimizer.param_groups:
            group["lr"] = rate
        with mixed_precision():
            with torch.no_grad():
                posterior = self.model.encode(batch).latent_dist
                noise = torch.randn_like(posterior.mean)
                latents = posterior.mean + posterior.std * noise * LATENT_NOISE
            decoded = self.model.decode(latents).sample.float()
            critic_counts = progress > CRITIC_COUNTS_FROM
            dislike = -self.critic(decoded).float().mean() if critic_counts else torch.zeros(())
        parts = reconstruction(decoded, batch)
        loss = parts.pixels + EDGE_WEIGHT * parts.edges + parts.blocks + CRITIC_WEIGHT * dislike
        self.decoder_optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.decoder.parameters(), 1.0)
        self.decoder_optimizer.step()
        return decoded.detach(), parts.pixels, parts.edges

    def improve_critic(self, real: Tensor, decoded: Tensor) -> None:
        """Hinge loss: real patches above 1, decoded ones below -1."""
        with mixed_precision():
            real_score, decoded_score = self.critic(real).float(), self.critic(decoded).float()
            loss = F.relu(1 - real_score).mean() + F.relu(1 + decoded_score).mean()
        self.critic_optimizer.zero_grad()
        loss.backward()
        self.critic_optimizer.step()


def sharpen_decoder(artifacts: Artifacts, budget: Budget) -> None:
    """Train the decoder further and save the autoencoder anew."""
    model = saved_autoencoder(artifacts.trained_vae)
    torch.manual_seed(5)
    sharpener = _Sharpener(model)
    average = follower(model)
    pictures = open_pictures(artifacts.images)
    rng = np.random.default_rng(9)
    log = LossLog("decoder", every=200, memory=0.98)
    for step, progress in steps_of(budget):
        batch = random_batch(pictures, rng, BATCH)
        rate = PEAK_RATE * warm_up(step, 50) * cosine_decay(progress, floor=0.03)
        decoded, pixels, edges = sharpener.improve_decoder(batch, rate, progress)
        if progress > CRITIC_LEARNS_FROM:
            sharpener.improve_critic(batch, decoded)
        follow(average, model, step + 1, ceiling=0.995, head=10)
        log.add(step, l1=pixels, edges=edges)
    log.report()
    average.save_pretrained(artifacts.vae)
    save_comparison(average, pictures, artifacts, "decoder")
