"""The models, and the runs of each."""

from dataclasses import dataclass, field

import torch
from diffusers import (
    DDIMScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    PNDMScheduler,
)

from graphs import Exporter
from networks import Shape

BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


def pndm():
    return PNDMScheduler(**BETAS, skip_prk_steps=True, set_alpha_to_one=False, steps_offset=1)


def ddim_v():
    return DDIMScheduler(
        **BETAS, clip_sample=False, set_alpha_to_one=False, steps_offset=1, prediction_type="v_prediction"
    )


def euler_trailing(prediction: str = "epsilon"):
    return EulerDiscreteScheduler(
        **BETAS, timestep_spacing="trailing", steps_offset=1, prediction_type=prediction
    )


def lcm():
    return LCMScheduler(**BETAS, clip_sample=False, set_alpha_to_one=True, steps_offset=0, original_inference_steps=50)


@dataclass(frozen=True)
class Run:
    name: str
    prompt: str
    seed: int
    steps: int
    guidance: float
    width: int = 64
    height: int = 64
    extras: dict = field(default_factory=dict)
    """Arguments of diffusers' pipeline that only some runs set."""


@dataclass(frozen=True)
class Model:
    id: str
    pipeline: str
    scheduler: object
    name: str
    """Our name of that scheduler."""
    runs: list[Run]
    shape: Shape = Shape()
    exporter: Exporter = Exporter()
    seed: int = 1
    weights_of: str | None = None
    """Another model whose components these are, all but the scheduler."""


MODELS = [
    Model(
        "tiny-sd15", "StableDiffusionPipeline", pndm(), "pndm",
        [
            # No negative prompt is an empty text here, never zeros.
            Run("guided", "a red circle on a white background!", 1, 6, 7.5),
            Run("negative", "three blue stars", 2, 5, 4.0, extras={"negative_prompt": "a green fish, blurry"}),
            # Wider than high, the guided prediction pulled back, one step.
            Run("rescaled", "a purple ring", 3, 4, 9.0, width=96, extras={"guidance_rescale": 0.7}),
            Run("unguided", "a cat", 4, 4, 1.0),
        ],
        exporter=Exporter(ids=torch.int32, timestep="int64 batch"),
    ),
    Model(
        "tiny-sd21", "StableDiffusionPipeline", ddim_v(), "ddim",
        [
            Run("guided-bang", "a boat by the sea!! at night !", 5, 6, 7.5, height=96),
            Run("noisy", "a red boat", 6, 5, 5.0, extras={"eta": 0.6}),
        ],
        Shape(pads_with="bang"), Exporter(external="weights.pb"), seed=2,
    ),
    Model(
        "tiny-sd-turbo", "StableDiffusionPipeline", euler_trailing(), "euler",
        [Run("one-step", "a yellow triangle", 7, 1, 0.0), Run("four-steps", "a house", 8, 4, 0.0)],
        Shape(pads_with="bang"), Exporter(timestep="float batch", external="model.onnx_data"), seed=3,
    ),
    Model(
        "tiny-lcm", "LatentConsistencyModelPipeline", lcm(), "lcm",
        [Run("four-steps", "a portrait of a chef", 9, 4, 8.5), Run("low-guidance", "a sign", 10, 2, 1.0)],
        Shape(guidance_width=256), seed=4,
    ),
    Model(
        "tiny-lightning", "StableDiffusionXLPipeline", euler_trailing(), "euler",
        [
            Run("four-steps", "a white house at sunset!", 11, 4, 0.0, width=96),
            Run("clip-skip", "a blue fish", 12, 2, 0.0, extras={"clip_skip": 1}),
            # diffusers takes the prompt's states earlier, never the negative prompt's.
            Run("guided-clip-skip", "a green heart", 16, 3, 4.0,
                extras={"negative_prompt": "a dark boat!", "clip_skip": 1}),
            # Zeros for no negative prompt, an encoded text for one, and another original size.
            Run("guided-zeros", "a red star", 13, 3, 5.0, extras={"original_size": (48, 80)}),
            Run("guided-rescaled", "a red star", 14, 3, 6.0,
                extras={"negative_prompt": "a fish", "guidance_rescale": 0.5}),
        ],
        Shape(family="sdxl"), seed=5,
    ),
    Model(
        "tiny-lightning-x0", "StableDiffusionXLPipeline", euler_trailing("sample"), "euler",
        [Run("one-step", "a green heart", 15, 1, 0.0)],
        Shape(family="sdxl"), seed=5, weights_of="tiny-lightning",
    ),
]
