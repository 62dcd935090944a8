"""Timesteps of every number of steps, as one hash, and the numbers that have no schedule."""

import hashlib

import numpy as np

from record import make


def all_counts(name: str, config: dict, most: int) -> dict:
    refused, digest = [], hashlib.sha256()
    for steps in range(1, most + 1):
        timesteps = timesteps_of(name, config, steps)
        if timesteps is None:
            refused.append(steps)
        else:
            digest.update(np.asarray(timesteps, dtype="<f4").tobytes())
    return {"class": name, "config": config, "most": most, "refused": refused, "sha256": digest.hexdigest()}


def timesteps_of(name: str, config: dict, steps: int):
    """None where diffusers refuses, or asks the model for a step outside its training, or for one too many."""
    scheduler = make(name, config)
    try:
        scheduler.set_timesteps(steps)
    except ValueError:
        return None
    timesteps = scheduler.timesteps.numpy()
    calls = steps + 1 if name == "PNDMScheduler" and steps > 1 else steps
    is_flow = name.startswith("FlowMatch")
    fits = len(timesteps) == calls and timesteps.min() >= 0 and timesteps.max() <= (1000 if is_flow else 999)
    stalls = name == "DPMSolverMultistepScheduler" and steps > 1 and timesteps[0] == timesteps[-1]
    return timesteps if fits and not stalls else None
