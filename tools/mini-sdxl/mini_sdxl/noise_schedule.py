"""The forward process: how much of a latent is left at each of 1000 timesteps.

The `scaled_linear` schedule of Stable Diffusion and SDXL: square roots of beta evenly spaced.
Notation as in DDPM (arXiv 2006.11239): x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) noise.
"""

import torch
from torch import Tensor

TIMESTEPS = 1000
BETA_START, BETA_END = 0.00085, 0.012

ALPHAS_CUMPROD = torch.cumprod(
    1 - torch.linspace(BETA_START**0.5, BETA_END**0.5, TIMESTEPS) ** 2, dim=0
)
"""abar_t. Shape: (1000,)."""


def over_latents(values: Tensor) -> Tensor:
    """One number a sample, (n,), made to multiply latents, (n, 4, 16, 16)."""
    return values[:, None, None, None]


def noised(clean: Tensor, timestep: Tensor, noise: Tensor) -> Tensor:
    """Clean latents moved forward to a timestep of their own each. Shape: `timestep` (n,)."""
    kept = ALPHAS_CUMPROD[timestep]
    return over_latents(kept.sqrt()) * clean + over_latents((1 - kept).sqrt()) * noise


def clean_estimate(noise: Tensor, latents: Tensor, timestep: Tensor) -> Tensor:
    """The x_0 that follows from noised latents and the noise said to be in them."""
    kept = ALPHAS_CUMPROD[timestep]
    return (latents - over_latents((1 - kept).sqrt()) * noise) / over_latents(kept.sqrt())


def min_snr_weight(timestep: Tensor, ceiling: float = 5.0) -> Tensor:
    """Weight of the noise-prediction loss that keeps easy timesteps from ruling the training.

    Source: Min-SNR-gamma, arXiv 2303.09556, with gamma = 5.
    """
    kept = ALPHAS_CUMPROD[timestep]
    signal_to_noise = kept / (1 - kept)
    return torch.minimum(signal_to_noise, torch.tensor(ceiling)) / signal_to_noise
