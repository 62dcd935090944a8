"""Reference runs: what diffusers on PyTorch makes of the released weights, step by step.

Each case is a folder of the release's `golden/`:

- `case.json`: everything the run depends on (model, prompt, seed, steps, guidance, scheduler with
  its whole configuration), the timesteps it took, both lists of token ids, shapes, and the SHA-256
  of the raw RGB bytes. Numbers that JSON does not have are texts ("-Infinity", DPM++'s
  `lambda_min_clipped`).
- raw little-endian float32: `noise` (the unscaled initial latents), `prompt_embeds` and `pooled`
  (with `negative_embeds` and `negative_pooled` under guidance), `latents` (after every step).
- `image.png`: the picture.

They are made with the weights rounded to float16 (`ReleasedModels`), so an ONNX runtime differs
from them by arithmetic only.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from mini_sdxl.architecture import LATENT_SHAPE
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.contact_sheet import save_sheet
from mini_sdxl.preview import drawn_row
from mini_sdxl.released_models import ReleasedModels
from mini_sdxl.sampling import ModelId, Sampler, new_pipeline

SIDE = 128


class Extras(TypedDict, total=False):
    """Arguments of the pipeline that only some cases set; `case.json` repeats them."""

    negative_prompt: str
    original_size: tuple[int, int]
    crops_coords_top_left: tuple[int, int]
    target_size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """One reference run."""

    name: str
    model: ModelId
    sampler: Sampler
    prompt: str
    seed: int
    steps: int
    guidance: float
    extras: Extras


_BASE: ModelId = "mini-sdxl-base"
_TURBO: ModelId = "mini-sdxl-turbo"
_LCM: ModelId = "mini-sdxl-lcm"
_SOFT: Extras = {
    "original_size": (48, 48),
    "crops_coords_top_left": (0, 0),
    "target_size": (128, 128),
}

CASES = (
    # Turbo at each step count it is used at.
    Case("turbo-1", _TURBO, "euler_a", "a red circle on a white background", 0, 1, 0.0, {}),
    Case("turbo-2", _TURBO, "euler_a", "three blue stars on a yellow background", 42, 2, 0.0, {}),
    Case("turbo-4", _TURBO, "euler_a", "a portrait of a firefighter smiling", 1234, 4, 0.0, {}),
    # Two exclamation marks, which the tokenizers read differently; the largest 32-bit seed.
    Case(
        "turbo-1-bang", _TURBO, "euler_a", "a red boat by the sea at night!!", 2**32 - 1, 1, 0.0, {}
    ),
    # The base with each sampler, and with what only guidance has: a negative prompt.
    Case("base-25", _BASE, "euler", "a white house in the mountains at sunset", 7, 25, 5.0, {}),
    Case(
        "base-10-negative",
        _BASE,
        "euler",
        "an orange cat on a blue background",
        8,
        10,
        4.0,
        {"negative_prompt": "a blue fish"},
    ),
    Case(
        "base-12-ddim",
        _BASE,
        "ddim",
        "a purple triangle above a yellow ring on a gray background",
        9,
        12,
        5.0,
        {},
    ),
    Case("base-12-dpmpp", _BASE, "dpmpp_2m_karras", "a green sign that says open", 10, 12, 5.0, {}),
    # A small original size: a soft picture.
    Case("base-8-soft", _BASE, "euler", "a portrait of a chef", 11, 8, 3.0, _SOFT),
    # LCM: guidance as an embedding, at two scales.
    Case("lcm-4", _LCM, "lcm", "a blue fish on a yellow background", 3, 4, 4.0, {}),
    Case("lcm-2", _LCM, "lcm", "five green hearts on a black background", 4, 2, 2.5, {}),
)


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run left behind."""

    pipeline: Any
    tensors: dict[str, Tensor]
    timesteps: list[float]
    image: Image.Image


def _generator(seed: int) -> torch.Generator:
    """PyTorch's CPU Mersenne Twister: initial noise first, then ancestral noise of the steps."""
    return torch.Generator("cpu").manual_seed(seed)


@torch.no_grad()
def _encoded(pipeline: Any, case: Case, is_guided: bool) -> dict[str, Tensor]:  # noqa: ANN401
    text, negative_text, pooled, negative_pooled = pipeline.encode_prompt(
        case.prompt,
        do_classifier_free_guidance=is_guided,
        negative_prompt=case.extras.get("negative_prompt"),
    )
    encoded = {"prompt_embeds": text, "pooled": pooled}
    if is_guided:
        encoded |= {"negative_embeds": negative_text, "negative_pooled": negative_pooled}
    return encoded


def _run(case: Case, models: ReleasedModels) -> _Run:
    """Run the pipeline, keeping every step. A UNet with guidance input is not guided otherwise."""
    unet = models.unets[case.model]
    pipeline = new_pipeline(models.family, unet, models.vae, models.tokenizers, case.sampler)
    is_guided = case.guidance > 1 and unet.config.time_cond_proj_dim is None
    timesteps: list[float] = []
    latents: list[Tensor] = []

    def keep_step(_pipeline: Any, _step: int, timestep: Any, state: Any) -> Any:  # noqa: ANN401
        timesteps.append(float(timestep))
        latents.append(state["latents"][0].clone())
        return state

    image: Image.Image = pipeline(
        case.prompt,
        num_inference_steps=case.steps,
        guidance_scale=case.guidance,
        generator=_generator(case.seed),
        height=SIDE,
        width=SIDE,
        callback_on_step_end=keep_step,
        **case.extras,
    ).images[0]
    noise = torch.randn((1, *LATENT_SHAPE), generator=_generator(case.seed))
    tensors = {
        "noise": noise,
        **_encoded(pipeline, case, is_guided),
        "latents": torch.stack(latents),
    }
    return _Run(pipeline, tensors, timesteps, image)


def _in_json(value: Any) -> Any:  # noqa: ANN401
    """The value, or an infinity as the text that JavaScript's `Number` reads."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def _description(case: Case, run: _Run, models: ReleasedModels) -> dict[str, Any]:
    """The content of `case.json`."""
    ids = models.tokenizers.ids([case.prompt])
    config = {key: _in_json(value) for key, value in run.pipeline.scheduler.config.items()}
    shown = ("noise", "prompt_embeds", "pooled", "latents")
    return {
        "model": case.model,
        "prompt": case.prompt,
        "seed": case.seed,
        "steps": case.steps,
        "guidanceScale": case.guidance,
        "scheduler": case.sampler,
        "schedulerConfig": {k: v for k, v in config.items() if not k.startswith("_")},
        "timesteps": run.timesteps,
        "inputIds": [ids.first[0].tolist(), ids.second[0].tolist()],
        "width": SIDE,
        "height": SIDE,
        "shapes": {name: list(run.tensors[name].shape) for name in shown},
        "pixelsSha256": hashlib.sha256(np.asarray(run.image).tobytes()).hexdigest(),
        **case.extras,
    }


def make_golden(case: Case, models: ReleasedModels, folder: Path) -> None:
    """Run one case and write its folder."""
    run = _run(case, models)
    target = folder / case.name
    target.mkdir(parents=True, exist_ok=True)
    for name, tensor in run.tensors.items():
        values = tensor.detach().float().contiguous().numpy().astype("<f4")
        (target / f"{name}.f32").write_bytes(values.tobytes())
    run.image.save(target / "image.png")
    description = json.dumps(_description(case, run, models), indent=1, allow_nan=False)
    (target / "case.json").write_text(description, encoding="utf-8")
    print(f"goldens: {case.name}", flush=True)


SHEET_ROWS: tuple[tuple[ModelId, Sampler, int, float], ...] = (
    (_TURBO, "euler_a", 1, 0.0),
    (_TURBO, "euler_a", 4, 0.0),
    (_LCM, "lcm", 4, 4.0),
    (_BASE, "euler", 25, 5.0),
)


def make_goldens(artifacts: Artifacts) -> None:
    """All cases, and the release's contact sheet: the family on the same twelve prompts."""
    models = ReleasedModels.load(artifacts)
    for case in CASES:
        make_golden(case, models, artifacts.release / "golden")
    rows = []
    for model, sampler, steps, guidance in SHEET_ROWS:
        unet = models.unets[model]
        pipeline = new_pipeline(models.family, unet, models.vae, models.tokenizers, sampler)
        rows.append(drawn_row(pipeline, steps, guidance))
    save_sheet(rows, artifacts.release / "sheet.png")
