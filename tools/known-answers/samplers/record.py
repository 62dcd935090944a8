"""Schedules and traces in the structure of the golden files."""

import hashlib
import struct

import diffusers
import numpy as np
import torch

from cases import Case

BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
SHAPE = (1, 4, 8, 8)


def make(name: str, config: dict):
    scheduler = getattr(diffusers, name)
    return scheduler(**(config if name.startswith("FlowMatch") else BETAS | config))


def prepared(case: Case, steps: int):
    scheduler = make(case.scheduler, case.config)
    if case.base_sigmas == "trailing":
        scheduler.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps))
    else:
        scheduler.set_timesteps(steps)
    return scheduler


def schedule(case: Case, steps: int) -> dict:
    scheduler = prepared(case, steps)
    record = {"name": case.name, "class": case.scheduler, "config": case.config} | case.step_options
    if case.base_sigmas != "scheduler":
        record["base_sigmas"] = case.base_sigmas
    record |= {
        "steps": steps,
        "timesteps": [float(t) for t in scheduler.timesteps],
        "init_noise_sigma": first_scale(scheduler),
    }
    if hasattr(scheduler, "sigmas"):
        record["sigmas_u32"] = bits(scheduler.sigmas)
    return record


def first_scale(scheduler) -> float:
    return float(getattr(scheduler, "init_noise_sigma", 1.0))


def trace(case: Case, steps: int) -> dict:
    scheduler = prepared(case, steps)
    generator = torch.Generator().manual_seed(42)
    x = torch.randn(SHAPE, generator=generator) * first_scale(scheduler)
    states = [{"first4": first4(x), "sha256": sha256(x)}]
    options = case.step_options | takes_generator(scheduler, generator)
    for call, t in enumerate(scheduler.timesteps):
        seen = scheduler.scale_model_input(x, t) if hasattr(scheduler, "scale_model_input") else x
        output = torch.randn(SHAPE, generator=torch.Generator().manual_seed(1000 + call))
        x = scheduler.step(output, t, x, **options).prev_sample
        states.append({"t": float(t), "model_in_first4": first4(seen), "first4": first4(x), "sha256": sha256(x)})
    return {"name": case.name, "steps": steps, "latent_shape": list(SHAPE), "trace": kept(states)}


def takes_generator(scheduler, generator: torch.Generator) -> dict:
    """Every scheduler of these but PNDM's takes one; only some draw from it."""
    return {} if isinstance(scheduler, diffusers.PNDMScheduler) else {"generator": generator}


def kept(states: list) -> list:
    return states if len(states) <= 9 else states[:4] + states[-2:]


def bits(values: torch.Tensor) -> list[int]:
    floats = values.numpy().astype("<f4")
    return list(struct.unpack(f"<{floats.size}I", floats.tobytes()))


def first4(values: torch.Tensor) -> list[float]:
    return [float(value) for value in values.flatten()[:4]]


def sha256(values: torch.Tensor) -> str:
    return hashlib.sha256(values.numpy().astype("<f4").tobytes()).hexdigest()
