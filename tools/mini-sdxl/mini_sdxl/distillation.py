"""What both distillations share: the frozen teacher, and batches of latents with their prompts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from diffusers import UNet2DConditionModel
from torch import Tensor, nn

from mini_sdxl.architecture import Family, new_unet, saved_family
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.conditioning import Conditioning, Tokenizers, encode, unet_inputs
from mini_sdxl.latents import Latents
from mini_sdxl.precision import mixed_precision

BATCH = 32


def load_teacher(artifacts: Artifacts) -> Family:
    """The trained base model, closed to training."""
    tokenizers = Tokenizers.load(artifacts.tokenizers)
    return saved_family(artifacts.teacher, tokenizers.vocabulary_size).requires_grad_(False)


@torch.no_grad()
def encode_captions(artifacts: Artifacts, chunk: int = 500) -> None:
    """Encode all captions once: students are trained with the text encoders as they are.

    The hidden states are stored as bfloat16 (1 GB for 30,000 captions).
    """
    family = load_teacher(artifacts)
    captions: Sequence[str] = json.loads(artifacts.captions.read_text(encoding="utf-8"))
    ids = Tokenizers.load(artifacts.tokenizers).ids(captions)
    parts: list[Conditioning] = []
    for start in range(0, len(captions), chunk):
        with mixed_precision():
            part = encode(family, ids[start : start + chunk])
        parts.append(Conditioning(part.text.bfloat16(), part.pooled.float()))
    text = torch.cat([part.text for part in parts])
    pooled = torch.cat([part.pooled for part in parts])
    torch.save({"text": text, "pooled": pooled}, artifacts.embeddings)
    print(f"embeddings: {tuple(text.shape)}", flush=True)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Pictures of full size with their encoded captions."""

    latents: Tensor
    conditioning: Conditioning
    numbers: Tensor
    """Which of them may be drawn."""

    @staticmethod
    def load(artifacts: Artifacts) -> "Lessons":
        """The results of `latents` and `embeddings`."""
        latents = Latents.load(artifacts.latents)
        conditioning = Conditioning(**torch.load(artifacts.embeddings))
        return Lessons(latents.values, conditioning, latents.of_full_size())

    def draw(self, generator: torch.Generator) -> tuple[Tensor, Conditioning]:
        """A random batch of latents, (32, 4, 16, 16), and its conditioning."""
        position = torch.randint(0, len(self.numbers), (BATCH,), generator=generator)
        chosen = self.numbers[position]
        part = self.conditioning[chosen]
        return self.latents[chosen], Conditioning(part.text.float(), part.pooled)


def guided_noise(
    teacher: UNet2DConditionModel,
    latents: Tensor,
    timestep: Tensor,
    conditioning: Conditioning,
    guidance: Tensor | float,
) -> Tensor:
    """The teacher's noise prediction under classifier-free guidance (arXiv 2207.12598)."""
    both = teacher(
        torch.cat([latents, latents]),
        torch.cat([timestep, timestep]),
        **unet_inputs(conditioning.after_empty()),
    )
    without, with_prompt = both.sample.float().chunk(2)
    return without + guidance * (with_prompt - without)


def new_student(
    teacher: UNet2DConditionModel, *, takes_guidance: bool = False
) -> UNet2DConditionModel:
    """A UNet that begins as its teacher; the guidance input, if any, begins without effect."""
    student = new_unet(takes_guidance=takes_guidance)
    student.load_state_dict(teacher.state_dict(), strict=False)
    if takes_guidance:
        nn.init.zeros_(student.time_embedding.cond_proj.weight)
    return student.train()
