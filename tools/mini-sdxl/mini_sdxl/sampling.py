"""The samplers and the pipeline: diffusers' own, so that what we compare against is the original.

Source of the defaults: the scheduler configurations of SDXL, SDXL-Turbo and LCM-SDXL.
"""

from dataclasses import dataclass
from typing import Any, Literal

from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)

from mini_sdxl.architecture import Family
from mini_sdxl.conditioning import Tokenizers
from mini_sdxl.noise_schedule import BETA_END, BETA_START, TIMESTEPS

Sampler = Literal["euler_a", "euler", "ddim", "dpmpp_2m_karras", "lcm"]
ModelId = Literal["mini-sdxl-base", "mini-sdxl-turbo", "mini-sdxl-lcm"]

_SCHEDULE = {
    "num_train_timesteps": TIMESTEPS,
    "beta_start": BETA_START,
    "beta_end": BETA_END,
    "beta_schedule": "scaled_linear",
}
_LEADING = {"timestep_spacing": "leading", "steps_offset": 1}


def new_scheduler(sampler: Sampler) -> Any:  # noqa: ANN401
    """A scheduler of diffusers as the family uses it."""
    match sampler:
        case "euler_a":
            return EulerAncestralDiscreteScheduler(**_SCHEDULE, timestep_spacing="trailing")
        case "euler":
            return EulerDiscreteScheduler(**_SCHEDULE, **_LEADING)
        case "ddim":
            return DDIMScheduler(**_SCHEDULE, **_LEADING, clip_sample=False, set_alpha_to_one=False)
        case "dpmpp_2m_karras":
            return DPMSolverMultistepScheduler(**_SCHEDULE, **_LEADING, use_karras_sigmas=True)
        case "lcm":
            return LCMScheduler(
                **_SCHEDULE,
                clip_sample=False,
                set_alpha_to_one=True,
                original_inference_steps=50,
                timestep_scaling=10.0,
            )


@dataclass(frozen=True, slots=True)
class Usage:
    """How a model of the family is meant to be run."""

    sampler: Sampler
    steps: int
    guidance: float


USAGE: dict[ModelId, Usage] = {
    "mini-sdxl-base": Usage("euler", 25, 5.0),
    "mini-sdxl-turbo": Usage("euler_a", 4, 0.0),
    "mini-sdxl-lcm": Usage("lcm", 4, 4.0),
}


def new_pipeline(
    family: Family,
    unet: UNet2DConditionModel,
    vae: AutoencoderKL,
    tokenizers: Tokenizers,
    sampler: Sampler,
) -> Any:  # noqa: ANN401
    """StableDiffusionXLPipeline over our networks."""
    pipeline = StableDiffusionXLPipeline(
        vae=vae,
        text_encoder=family.text_encoder,
        text_encoder_2=family.text_encoder_2,
        tokenizer=tokenizers.first,
        tokenizer_2=tokenizers.second,
        unet=unet,
        scheduler=new_scheduler(sampler),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline
