"""Stability AI's turbo sampler: the arithmetic of generative-models' scripts/demo/turbo.py (0773373) in torch operations.

That package isn't on PyPI, so it isn't run. LegacyDDPMDiscretization's noise levels, in float64 up to the root;
SubstepSampler's choice of steps; EpsScaling; EulerAncestralSampler; noise from torch's generator instead of NumPy's.
"""

import torch

from record import SHAPE, bits, first4, sha256

SUBSET = [0, 100, 200, 300]
NAME = "turbo stability"


def levels() -> torch.Tensor:
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    kept = torch.cumprod(1 - betas, dim=0)
    return (((1 - kept) / kept).to(torch.float32) ** 0.5).flip(0)


def sigmas(steps: int) -> torch.Tensor:
    return torch.cat([levels()[SUBSET[:steps]], torch.zeros(1)])


def schedule(steps: int) -> dict:
    return {
        "name": NAME, "class": "StabilityTurbo", "config": {}, "steps": steps,
        "timesteps": [999.0 - k for k in SUBSET[:steps]],
        "init_noise_sigma": float((1 + sigmas(steps)[0] ** 2) ** 0.5),
        "sigmas_u32": bits(sigmas(steps)),
    }


def trace(steps: int) -> dict:
    generator = torch.Generator().manual_seed(42)
    s = sigmas(steps)
    x = torch.randn(SHAPE, generator=generator) * (1 + s[0] ** 2) ** 0.5
    states = [{"first4": first4(x), "sha256": sha256(x)}]
    for call in range(steps):
        seen = x * (1 / (s[call] ** 2 + 1) ** 0.5)
        output = torch.randn(SHAPE, generator=torch.Generator().manual_seed(1000 + call))
        x = euler_ancestral(x, x - s[call] * output, s[call], s[call + 1], generator)
        states.append({"t": 999.0 - SUBSET[call], "model_in_first4": first4(seen), "first4": first4(x), "sha256": sha256(x)})
    return {"name": NAME, "steps": steps, "latent_shape": list(SHAPE), "trace": states}


def euler_ancestral(x, denoised, start, end, generator):
    up = (end**2 * (start**2 - end**2) / start**2) ** 0.5
    down = (end**2 - up**2) ** 0.5
    moved = x + (x - denoised) / start * (down - start)
    return moved + torch.randn(SHAPE, generator=generator) * up if end > 0 else moved
