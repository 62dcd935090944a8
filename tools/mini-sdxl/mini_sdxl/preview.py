"""Contact sheets of what a model draws."""

from collections.abc import Sequence
from typing import Any

import torch
from diffusers import UNet2DConditionModel
from PIL import Image

from mini_sdxl.architecture import Family, saved_autoencoder
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.conditioning import Tokenizers
from mini_sdxl.contact_sheet import save_sheet
from mini_sdxl.sampling import Sampler, new_pipeline

PROMPTS = (
    "a red circle on a white background",
    "three blue stars on a yellow background",
    "a red circle to the left of a blue square on a white background",
    "a green sign that says open",
    "a portrait of a doctor",
    "a portrait of a firefighter smiling",
    "a white house in the mountains at sunset",
    "an orange cat on a blue background",
    "five green hearts on a black background",
    "a purple triangle above a yellow ring on a gray background",
    "a photo of a chef on a pink background",
    "a red boat by the sea at night",
)

Row = tuple[Sampler, int, float]
"""Sampler, steps, guidance."""

PREVIEWS: dict[str, Sequence[Row]] = {
    "base": (("euler", 25, 5.0),),
    "turbo": (("euler_a", 1, 0.0), ("euler_a", 4, 0.0)),
    "lcm": (("lcm", 1, 4.0), ("lcm", 4, 4.0)),
}


def drawn_row(pipeline: Any, steps: int, guidance: float) -> list[Image.Image]:  # noqa: ANN401
    """The prompts as pictures; picture number i starts from seed 50 + i, in every sheet."""
    images: list[Image.Image] = pipeline(
        list(PROMPTS),
        num_inference_steps=steps,
        guidance_scale=guidance,
        generator=[torch.Generator().manual_seed(50 + i) for i in range(len(PROMPTS))],
        height=128,
        width=128,
    ).images
    return images


def save_preview(
    artifacts: Artifacts, name: str, family: Family, unet: UNet2DConditionModel
) -> None:
    """A sheet of a model that has just been trained."""
    vae = saved_autoencoder(artifacts.trained_vae)
    tokenizers = Tokenizers.load(artifacts.tokenizers)
    rows = [
        drawn_row(new_pipeline(family, unet, vae, tokenizers, sampler), steps, guidance)
        for sampler, steps, guidance in PREVIEWS[name]
    ]
    save_sheet(rows, artifacts.sheet(name))
