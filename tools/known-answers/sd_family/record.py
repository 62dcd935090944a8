"""One run of diffusers' pipeline, step by step."""

import hashlib
import json
from pathlib import Path

import diffusers
import numpy as np
import torch

from cases import Model, Run


def new_pipeline(model: Model, parts: dict):
    kind = getattr(diffusers, model.pipeline)
    own = {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
    if model.shape.family == "sdxl":
        own = {"add_watermarker": False}
    return kind(**parts, scheduler=model.scheduler, **own)


@torch.no_grad()
def record(model: Model, run: Run, pipeline, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator("cpu").manual_seed(run.seed)
    states, timesteps = [], []

    def keep(_pipeline, _step, timestep, state):
        timesteps.append(float(timestep))
        states.append(state["latents"][0].clone())
        return state

    inputs: list[dict] = []
    handle = pipeline.unet.register_forward_pre_hook(
        lambda _module, arguments, named: inputs.append({"arguments": arguments, **named}), with_kwargs=True
    )
    pipeline.set_progress_bar_config(disable=True)
    image = pipeline(
        run.prompt, num_inference_steps=run.steps, guidance_scale=run.guidance, generator=generator,
        height=run.height, width=run.width, callback_on_step_end=keep, **run.extras,
    ).images[0]
    handle.remove()
    embeddings = inputs[0]["encoder_hidden_states"]
    again = torch.Generator("cpu").manual_seed(run.seed)
    tensors = {
        "noise": torch.randn((1, 4, run.height // 8, run.width // 8), generator=again),
        "prompt_embeds": embeddings[-1],
        "latents": torch.stack(states),
    }
    if len(embeddings) == 2:
        tensors["negative_embeds"] = embeddings[0]
    added = inputs[0].get("added_cond_kwargs") or {}
    if "text_embeds" in added:
        tensors["pooled"] = added["text_embeds"][-1]
    for name, values in tensors.items():
        (folder / f"{name}.f32").write_bytes(values.numpy().astype("<f4").tobytes())
    image.save(folder / "image.png")
    tokenizers = [getattr(pipeline, name) for name in ("tokenizer", "tokenizer_2") if hasattr(pipeline, name)]
    case = {
        "model": model.id, "scheduler": model.name, "prompt": run.prompt, "seed": run.seed,
        "steps": run.steps, "guidanceScale": run.guidance, "width": run.width, "height": run.height,
        **run.extras,
        "timesteps": timesteps,
        "inputIds": [
            one(run.prompt, padding="max_length", max_length=77, truncation=True).input_ids for one in tokenizers
        ],
        "timeIds": added["time_ids"][-1].tolist() if "time_ids" in added else None,
        "pixelsSha256": hashlib.sha256(np.asarray(image).tobytes()).hexdigest(),
    }
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in case.items())
    (folder / "case.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    pixels = np.asarray(image)
    print(f"{model.id} {run.name}: pixels {pixels.min()}..{pixels.max()}, deviation {pixels.std():.1f}", flush=True)
